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

    // A column is one array, so a thousand rows are one statement with as many parameters as columns. One in which
    // nothing stands has no type that could be told from it: there the table's own counts.
    public override void InsertMany(string into, IReadOnlyList<object?[]> rows)
    {
        Flush();
        foreach (var chunk in rows.Chunk(1000))
        {
            using var command = new NpgsqlCommand("", connection, transaction);
            var columns = new List<string>();
            for (var column = 0; column < chunk[0].Length; column++)
            {
                if (Array(chunk, column) is not { } values)
                {
                    columns.Add("null");
                    continue;
                }
                command.Parameters.Add(new NpgsqlParameter { Value = values });
                columns.Add($"c{command.Parameters.Count}");
            }
            var arrays = Enumerable.Range(1, command.Parameters.Count).ToList();
            command.CommandText = $"""
                {into} select {string.Join(", ", columns)}
                from unnest({string.Join(", ", arrays.Select(at => $"${at}"))}) as given ({string.Join(
                    ", ",
                    arrays.Select(at => $"c{at}")
                )})
                """;
            command.ExecuteNonQuery();
        }
    }

    private static Array? Array(object?[][] rows, int column)
    {
        var values = System.Array.ConvertAll(rows, row => row[column] is null ? null : Values.Column(row[column]));
        return values.FirstOrDefault(value => value is not null) switch
        {
            null => null,
            int => System.Array.ConvertAll(values, value => (int?)value),
            long => System.Array.ConvertAll(values, value => (long?)value),
            double => System.Array.ConvertAll(values, value => (double?)value),
            _ => System.Array.ConvertAll(values, value => (string?)value),
        };
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

    public override void KeepWords(long number, IReadOnlyCollection<string> words) =>
        Execute(
            """
            insert into case_words (rowid, words) values ($1, array_to_tsvector(string_to_array($2, ' ')))
            on conflict (rowid) do update set words = excluded.words
            """,
            number,
            string.Join(' ', words)
        );

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
