using System.Data.Common;
using System.Globalization;

namespace CivicLoop.Web.Data;

/// <summary>Plain SQL on an open connection, for reads that no model makes simpler. Parameters are <c>$1, $2 …</c>.</summary>
public static class Sql
{
    public static List<T> Many<T>(
        DbConnection connection,
        string sql,
        Func<DbDataReader, T> read,
        params ReadOnlySpan<object?> args
    )
    {
        var rows = new List<T>();
        using var command = Command(connection, sql, args);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public static T? One<T>(DbConnection connection, string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> args)
        where T : class
    {
        using var command = Command(connection, sql, args);
        using var reader = command.ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    /// <summary>A single whole number; 0 where there is no row or it is null.</summary>
    public static long Number(DbConnection connection, string sql, params ReadOnlySpan<object?> args)
    {
        using var command = Command(connection, sql, args);
        return command.ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Reads row after row without holding them all, for passes over whole tables.</summary>
    public static IEnumerable<T> Stream<T>(DbConnection connection, string sql, Func<DbDataReader, T> read, params object?[] args)
    {
        using var command = Command(connection, sql, args);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return read(reader);
    }

    /// <summary><c>$3, $4, $5</c>: so many parameters, from that one on.</summary>
    public static string List(int from, int count) =>
        string.Join(", ", Enumerable.Range(from, count).Select(number => $"${number}"));

    /// <summary>
    /// Behind the name of a table: that this index is to be used. What is open is nothing special to SQLite's planner, which
    /// would look through all of it; PostgreSQL counts it and finds the index by itself.
    /// </summary>
    public static string By(DbConnection connection, string index) =>
        connection is Microsoft.Data.Sqlite.SqliteConnection ? $"indexed by {index}" : "";

    public static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTime? Time(DbDataReader row, int column) => row.IsDBNull(column) ? null : Values.Time(row.GetInt64(column));

    private static DbCommand Command(DbConnection connection, string sql, ReadOnlySpan<object?> args)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var index = 0; index < args.Length; index++)
        {
            var parameter = command.CreateParameter();
            // Npgsql counts unnamed parameters; SQLite knows them by the name that stands in the SQL.
            if (connection is Microsoft.Data.Sqlite.SqliteConnection)
                parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"${index + 1}");
            parameter.Value = Values.Column(args[index]);
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
