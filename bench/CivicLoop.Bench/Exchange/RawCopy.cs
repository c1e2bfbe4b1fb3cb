using System.Data.Common;
using CivicLoop.Web.Data;
using Npgsql;

namespace CivicLoop.Bench.Exchange;

/// <summary>All rows of the tables that a work filled, and bare statements that write them elsewhere.</summary>
internal sealed class RawCopy
{
    private readonly List<(string Table, string[] Names, object?[] Values)> rows = [];

    public int Count => rows.Count;

    /// <summary>The tables of a city that hold nothing yet.</summary>
    public static IReadOnlyList<string> Empty(City city) =>
        city.Database.Read(connection =>
            Tables(connection).Where(table => Sql.Number(connection, $"select count(*) from {table}") == 0).ToList()
        );

    /// <summary>What lies now in tables that were empty.</summary>
    public static RawCopy Of(City city, IReadOnlyList<string> tables)
    {
        var copy = new RawCopy();
        city.Database.Read(connection =>
        {
            foreach (var table in tables)
                copy.rows.AddRange(
                    Sql.Many(
                        connection,
                        $"select * from {table}",
                        row =>
                            (
                                table,
                                Enumerable.Range(0, row.FieldCount).Select(row.GetName).ToArray(),
                                Enumerable
                                    .Range(0, row.FieldCount)
                                    .Select(at => row.IsDBNull(at) ? null : row.GetValue(at))
                                    .ToArray()
                            )
                    )
                );
            return 0;
        });
        return copy;
    }

    /// <param name="group">Rows in a transaction, each durable before the next.</param>
    public void Into(City city, int group)
    {
        using var connection = city.Database.Open();
        var prepared = new Dictionary<string, DbCommand>();
        foreach (var some in rows.Chunk(group))
        {
            using var transaction = connection.BeginTransaction();
            if (connection is NpgsqlConnection postgres)
                Batch(postgres, (NpgsqlTransaction)transaction, some);
            else
                foreach (var (table, names, values) in some)
                {
                    if (!prepared.TryGetValue(table, out var command))
                        prepared[table] = command = Prepare(connection, table, names);
                    command.Transaction = transaction;
                    for (var at = 0; at < values.Length; at++)
                        command.Parameters[at].Value = values[at] ?? DBNull.Value;
                    command.ExecuteNonQuery();
                }
            transaction.Commit();
        }
        foreach (var command in prepared.Values)
            command.Dispose();
    }

    private static void Batch(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IEnumerable<(string Table, string[] Names, object?[] Values)> some
    )
    {
        using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var (table, names, values) in some)
        {
            var command = new NpgsqlBatchCommand(Insert(table, names));
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
            batch.BatchCommands.Add(command);
        }
        batch.ExecuteNonQuery();
    }

    private static DbCommand Prepare(DbConnection connection, string table, string[] names)
    {
        var command = connection.CreateCommand();
        command.CommandText = Insert(table, names);
        for (var at = 1; at <= names.Length; at++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"${at}";
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private static string Insert(string table, string[] names) =>
        $"insert into {table} ({string.Join(", ", names)}) values ({string.Join(", ", names.Select((_, at) => $"${at + 1}"))})";

    private static List<string> Tables(DbConnection connection) =>
        Sql.Many(
            connection,
            connection is NpgsqlConnection
                ? "select table_name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'"
                : "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%'",
            row => row.GetString(0)
        );
}
