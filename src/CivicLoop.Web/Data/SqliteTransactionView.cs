using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CivicLoop.Web.Data;

/// <summary>A transaction on SQLite: statements are prepared once per connection and used again.</summary>
internal sealed class SqliteTransactionView(SqliteConnection connection) : CityTransaction, IDisposable
{
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);
    private readonly List<(long Number, IReadOnlyCollection<string> Words)> waiting = [];

    public override void Execute(string sql, params ReadOnlySpan<object?> args) => Command(sql, args).ExecuteNonQuery();

    public override int ExecuteNow(string sql, params ReadOnlySpan<object?> args) => Command(sql, args).ExecuteNonQuery();

    public override void InsertMany(string into, IReadOnlyList<object?[]> rows)
    {
        if (rows.Count == 0)
            return;
        var values = string.Join(", ", Enumerable.Range(1, rows[0].Length).Select(number => $"${number}"));
        var sql = $"{into} values ({values})";
        foreach (var row in rows)
            Execute(sql, row);
    }

    public override List<T> Many<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> args)
    {
        var rows = new List<T>();
        using var reader = Command(sql, args).ExecuteReader();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    // Every savepoint has a full-text table write down what it holds: the words of all acts of a group wait for its end.
    public override void KeepWords(long number, IReadOnlyCollection<string> words) => waiting.Add((number, words));

    /// <summary>Words of acts so far, for <see cref="ForgetWords"/>.</summary>
    public int Waiting => waiting.Count;

    /// <summary>An act was undone by itself: its words are no words.</summary>
    public void ForgetWords(int from) => waiting.RemoveRange(from, waiting.Count - from);

    /// <summary>Before the commit that they belong to.</summary>
    public void WriteWords()
    {
        foreach (var (number, words) in waiting)
            Execute("insert or replace into case_words (rowid, words) values ($1, $2)", number, string.Join(' ', words));
        waiting.Clear();
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> args)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var index = 0; index < args.Length; index++)
                command.Parameters.Add(
                    new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${index + 1}") }
                );
            prepared[sql] = command;
        }
        for (var index = 0; index < args.Length; index++)
            command.Parameters[index].Value = Values.Column(args[index]);
        return command;
    }

    public void Dispose()
    {
        // The transaction was begun by SQL, so the pool does not know of it: one left open would bar every later writer.
        if (connection.State == ConnectionState.Open && raw.sqlite3_get_autocommit(connection.Handle) == 0)
            RollBack();
        foreach (var command in prepared.Values)
            command.Dispose();
    }

    private void RollBack()
    {
        try
        {
            using var rollback = connection.CreateCommand();
            rollback.CommandText = "rollback";
            rollback.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // Its disk is in trouble: such a connection is closed for good, not kept for the next one.
            SqliteConnection.ClearPool(connection);
        }
    }
}
