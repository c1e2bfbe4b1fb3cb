using System.Data.Common;

namespace CivicLoop.Web.Data;

/// <summary>
/// One act's view of the database: reads see what it wrote, nothing is kept unless all of it is. SQL uses
/// <c>$1, $2 …</c>, which both databases understand.
/// </summary>
public abstract class CityTransaction
{
    /// <summary>Writes; may be sent together with later writes, in order, before the next read or the end.</summary>
    public abstract void Execute(string sql, params ReadOnlySpan<object?> args);

    /// <summary>Writes at once and returns how many rows it touched.</summary>
    public abstract int ExecuteNow(string sql, params ReadOnlySpan<object?> args);

    /// <summary>Writes many rows in few round trips.</summary>
    /// <param name="into">As <c>insert into TABLE (COLUMN, …)</c>.</param>
    /// <param name="rows">Values in the order of the columns; a column that is null in every row must be one of text.</param>
    public abstract void InsertMany(string into, IReadOnlyList<object?[]> rows);

    public abstract List<T> Many<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> args);

    public T? One<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> args)
        where T : class => Many(sql, read, args).FirstOrDefault();

    /// <summary>What the case of this number is found by from now on, instead of what it was found by before.</summary>
    /// <param name="words">Letters, figures and colons.</param>
    public abstract void KeepWords(long number, IReadOnlyCollection<string> words);

    /// <summary>A single whole number; 0 where there is no row or it is null.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> args) =>
        Many(sql, reader => reader.IsDBNull(0) ? 0L : reader.GetInt64(0), args).FirstOrDefault();
}
