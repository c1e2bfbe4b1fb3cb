using System.Data.Common;

namespace CivicLoop.Web.Data;

/// <summary>
/// A city's database. Two kinds exist, SQLite and PostgreSQL; nothing outside this room knows which one it has.
/// </summary>
public abstract class CityDatabase(string city) : IAsyncDisposable
{
    public string City { get; } = city;

    /// <summary>How many commits its acts have cost so far: on SQLite a group of acts is one.</summary>
    public abstract long Commits { get; }

    /// <summary>
    /// Runs one act: all of it is durable when the task ends, or none of it happened. Storage that cannot keep it
    /// throws <see cref="StorageTrouble"/>.
    /// </summary>
    public abstract Task<T> Write<T>(Func<CityTransaction, T> act);

    /// <summary>Many acts in one transaction, for imports and demos: nobody is answered before its end.</summary>
    public abstract T WriteInBulk<T>(Func<CityTransaction, T> acts);

    /// <summary>An open connection with its safeguards asserted; the caller disposes it.</summary>
    public abstract DbConnection Open();

    /// <summary>The next number of a case within the city; unique, rising, gaps allowed.</summary>
    public abstract long NextCaseNumber(CityTransaction transaction);

    /// <summary>Taken by every act before its time is stamped, so that a seal knows that no earlier act is still on its way.</summary>
    public abstract void HoldOffSeals(CityTransaction transaction);

    /// <summary>Waits for every act under way and bars new ones until the transaction ends.</summary>
    public abstract void AwaitActs(CityTransaction transaction);

    /// <summary>Creates or upgrades the schema; returns the migrations that were applied.</summary>
    public abstract IReadOnlyList<string> Migrate();

    /// <summary>Reads by plain SQL; each statement sees what is committed when it starts.</summary>
    public T Read<T>(Func<DbConnection, T> read)
    {
        using var connection = Open();
        return read(connection);
    }

    /// <summary>Reads by plain SQL as of one instant, however long it takes; writers go on.</summary>
    public T ReadSnapshot<T>(Func<DbConnection, T> read)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = BeginSnapshot;
        command.ExecuteNonQuery();
        try
        {
            return read(connection);
        }
        finally
        {
            command.CommandText = "rollback";
            command.ExecuteNonQuery();
        }
    }

    protected abstract string BeginSnapshot { get; }

    public abstract ValueTask DisposeAsync();
}
