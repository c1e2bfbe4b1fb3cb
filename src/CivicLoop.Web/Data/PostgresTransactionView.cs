using System.Data.Common;
using Npgsql;

namespace CivicLoop.Web.Data;

/// <summary>A transaction on PostgreSQL: writes are gathered and sent in one round trip before the next read or the commit.</summary>
internal sealed class PostgresTransactionView(NpgsqlConnection connection, NpgsqlTransaction transaction) : CityTransaction
{
    private readonly List<NpgsqlBatchCommand> gathered = [];

    public override void Execute(string sql, params ReadOnlySpan<object?> args) => gathered.Add(Command(sql, args));

    public override int ExecuteNow(string sql, params ReadOnlySpan<object?> args)
    {
        Flush();
        // A batch takes one statement a command; only a command takes a whole script, as a migration is.
        if (args.IsEmpty)
        {
            using var script = new NpgsqlCommand(sql, connection, transaction);
            return script.ExecuteNonQuery();
        }
        using var batch = Batch([Command(sql, args)]);
        return batch.ExecuteNonQuery();
    }

    public override List<T> Many<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> args)
    {
        Flush();
        var rows = new List<T>();
        using var batch = Batch([Command(sql, args)]);
        using var reader = batch.ExecuteReader();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public void Flush()
    {
        if (gathered.Count == 0)
            return;
        using var batch = Batch(gathered);
        gathered.Clear();
        batch.ExecuteNonQuery();
    }

    private NpgsqlBatch Batch(IEnumerable<NpgsqlBatchCommand> commands)
    {
        var batch = new NpgsqlBatch(connection, transaction);
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        return batch;
    }

    private static NpgsqlBatchCommand Command(string sql, ReadOnlySpan<object?> args)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var arg in args)
            command.Parameters.Add(new NpgsqlParameter { Value = Values.Column(arg) });
        return command;
    }
}
