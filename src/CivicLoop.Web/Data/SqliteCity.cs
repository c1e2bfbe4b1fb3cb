using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace CivicLoop.Web.Data;

/// <summary>A city in one SQLite file, with WAL and <c>synchronous=FULL</c>: an answered act survives a power cut.</summary>
public sealed class SqliteCity : CityDatabase
{
    private readonly string connectionString;
    private readonly Lazy<SqliteWriter> writer;
    private readonly bool building;

    /// <param name="building">A city under construction in a folder of its own: synced once at the end, not per group.</param>
    public SqliteCity(string city, string file, bool building = false)
        : base(city)
    {
        this.building = building;
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Cache = SqliteCacheMode.Private,
            ForeignKeys = true,
            DefaultTimeout = 10,
        }.ToString();
        writer = new Lazy<SqliteWriter>(() => new SqliteWriter(city, OpenSafely));
    }

    public override long Commits => writer.IsValueCreated ? writer.Value.Commits : 0;

    public override Task<T> Write<T>(Func<CityTransaction, T> act) => writer.Value.Write(act);

    public override T WriteInBulk<T>(Func<CityTransaction, T> acts)
    {
        using var connection = OpenSafely();
        using var view = new SqliteTransactionView(connection);
        try
        {
            view.Execute("begin immediate");
            var result = acts(view);
            view.WriteWords();
            view.Execute("commit");
            return result;
        }
        catch (Exception exception)
        {
            throw StorageTrouble.From(exception) ?? exception;
        }
    }

    public override DbConnection Open()
    {
        try
        {
            return OpenSafely();
        }
        catch (SqliteException exception)
        {
            throw StorageTrouble.From(exception) ?? (Exception)exception;
        }
    }

    private SqliteConnection OpenSafely()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // Waiting is left to SQLite itself; WAL is kept in the file, the rest belongs to each connection.
            command.CommandText = $"""
                pragma busy_timeout = 10000; pragma journal_mode = wal; pragma synchronous = {(building ? "off" : "full")};
                pragma foreign_keys = on; pragma cache_size = -2000;
                """;
            command.ExecuteNonQuery();
            Demand(connection, "journal_mode", "wal");
            Demand(connection, "synchronous", building ? "0" : "2");
            Demand(connection, "foreign_keys", "1");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // A pragma that did not take is a promise that cannot be kept: better no connection than a doubtful one.
    private static void Demand(SqliteConnection connection, string pragma, string wanted)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"pragma {pragma}";
        var found = Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        if (found != wanted)
            throw new InvalidOperationException($"SQLite has {pragma}={found}, not {wanted}");
    }

    // The single writer orders everything; there is nothing to hold off and nobody to wait for.
    public override long NextCaseNumber(CityTransaction transaction) => transaction.Number("select max(number) from cases") + 1;

    public override void HoldOffSeals(CityTransaction transaction) { }

    public override void AwaitActs(CityTransaction transaction) { }

    protected override string BeginSnapshot => "begin";

    public override IReadOnlyList<string> Migrate() =>
        WriteInBulk(transaction => Migrations.Apply(transaction, "sqlite", script => script));

    /// <summary>Ends the WAL so that the file stands alone, and everything in it is on the disk.</summary>
    public void Settle()
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma synchronous = full; pragma wal_checkpoint(truncate)";
        command.ExecuteNonQuery();
    }

    public override ValueTask DisposeAsync()
    {
        if (writer.IsValueCreated)
            writer.Value.Dispose();
        using var any = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(any);
        return ValueTask.CompletedTask;
    }
}
