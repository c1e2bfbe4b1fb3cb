using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using CivicLoop.Web.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CivicLoop.Bench.Cases;

/// <summary>
/// The rows of one report, copied again and again with new ids by bare statements: what the database itself can do
/// with them, on one connection.
/// </summary>
internal sealed class RawWriter : IDisposable
{
    private static readonly string[] Tables = ["texts", "texts", "events", "acts", "cases", "duties"];

    private readonly City city;
    private readonly bool postgres;
    private DbConnection? connection;
    private List<(string Sql, object?[] Values)> template = [];
    private long next;

    public RawWriter(City city, bool postgres) => (this.city, this.postgres) = (city, postgres);

    /// <summary>Acts per second, that is, sixfold rows, in groups of this size, each group durable before the next.</summary>
    public double Rate(TimeSpan turn, int group)
    {
        connection ??= Prepare();
        var done = 0L;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < turn)
        {
            if (postgres)
                PostgresGroup(group);
            else
                SqliteGroup(group);
            done += group;
        }
        return done / watch.Elapsed.TotalSeconds;
    }

    private readonly List<SqliteCommand> prepared = [];

    private void SqliteGroup(int group)
    {
        Plain("begin immediate");
        for (var one = 0; one < group; one++)
        {
            next++;
            for (var index = 0; index < template.Count; index++)
            {
                var (sql, values) = template[index];
                if (prepared.Count <= index)
                {
                    var made = (SqliteCommand)connection!.CreateCommand();
                    made.CommandText = sql;
                    for (var at = 0; at < values.Length; at++)
                        made.Parameters.Add(new SqliteParameter { ParameterName = $"${at + 1}" });
                    prepared.Add(made);
                }
                for (var at = 0; at < values.Length; at++)
                    prepared[index].Parameters[at].Value = Fresh(index, values[at]);
                prepared[index].ExecuteNonQuery();
            }
        }
        Plain("commit");
    }

    private void PostgresGroup(int group)
    {
        using var transaction = ((NpgsqlConnection)connection!).BeginTransaction();
        using var batch = new NpgsqlBatch((NpgsqlConnection)connection!, transaction);
        for (var one = 0; one < group; one++)
        {
            next++;
            for (var index = 0; index < template.Count; index++)
            {
                var command = new NpgsqlBatchCommand(template[index].Sql);
                foreach (var value in template[index].Values)
                    command.Parameters.Add(new NpgsqlParameter { Value = Fresh(index, value) });
                batch.BatchCommands.Add(command);
            }
        }
        batch.ExecuteNonQuery();
        transaction.Commit();
    }

    // Ids and numbers must be new each time; everything else is what the report held.
    private object Fresh(int row, object? value) =>
        value switch
        {
            string id when id == Marker(row) => string.Create(
                CultureInfo.InvariantCulture,
                $"{next:x12}-{row:x4}-7000-8000-00000000{Environment.ProcessId & 0xffff:x4}"
            ),
            "<stream>" => string.Create(
                CultureInfo.InvariantCulture,
                $"{next:x12}-ffff-7000-8000-00000000{Environment.ProcessId & 0xffff:x4}"
            ),
            // Below zero, where the door never numbers.
            "<number>" => (int)-next,
            null => DBNull.Value,
            _ => value,
        };

    private static string Marker(int row) => $"<id {row}>";

    private DbConnection Prepare()
    {
        var open = city.Database.Open();
        var stream = Sql.One(open, "select stream from cases order by number desc limit 1", row => row.GetString(0))!;
        for (var row = 0; row < Tables.Length; row++)
        {
            var table = Tables[row];
            var (names, values) = Sql.One(
                        open,
                        $"select * from {table} where {(table == "duties" ? "subject" : "stream")} = $1 limit 1 {(row == 1 ? "offset 1" : "")}",
                        reader =>
                            (
                                Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray(),
                                Enumerable
                                    .Range(0, reader.FieldCount)
                                    .Select(at => reader.IsDBNull(at) ? null : reader.GetValue(at))
                                    .ToArray()
                            ).ToTuple(),
                        stream
                    )!
                .ToValueTuple();
            for (var at = 0; at < names.Length; at++)
            {
                if (Equals(values[at], stream))
                    values[at] = "<stream>";
                else if (names[at] == "id")
                    values[at] = Marker(row);
                else if (table == "cases" && names[at] == "number")
                    values[at] = "<number>";
            }
            var holes = string.Join(", ", names.Select((_, at) => $"${at + 1}"));
            template.Add(($"insert into {table} ({string.Join(", ", names)}) values ({holes})", values));
        }
        return open;
    }

    private void Plain(string sql)
    {
        using var command = connection!.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        prepared.ForEach(command => command.Dispose());
        connection?.Dispose();
    }
}
