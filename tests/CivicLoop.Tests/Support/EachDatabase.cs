using System.Reflection;
using CivicLoop.Web.Data;
using Npgsql;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace CivicLoop.Tests.Support;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>Runs a theory once on every database that the product supports; its first argument is the kind.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachDatabaseAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var missing = Requires.Postgres is null && !Requires.InCi ? Requires.NoDatabase : null;
        return new([
            new TheoryDataRow<DatabaseKind>(DatabaseKind.Sqlite),
            new TheoryDataRow<DatabaseKind>(DatabaseKind.Postgres) { Skip = missing },
        ]);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>
/// A city of its own for one test: a temporary folder, and on PostgreSQL a database, so that a server sees no other
/// test's city. Both are gone when it is disposed.
/// </summary>
public sealed class TestCity : IAsyncDisposable
{
    private const string ServingRole = "civicloop_serve";
    private static readonly Lock MakingRole = new();

    private readonly string folder;

    private TestCity(DatabaseKind kind, string code, string? parent)
    {
        folder = parent is null
            ? Directory.CreateTempSubdirectory("civicloop-test-").FullName
            : Directory.CreateDirectory(Path.Combine(parent, code)).FullName;
        Kind = kind;
        try
        {
            Storage = kind == DatabaseKind.Sqlite ? new Storage(folder, null, null) : OnPostgres(folder);
            Cities = new Cities(Storage);
            City = Cities.Create(code).City;
        }
        catch
        {
            // Nobody disposes what was never made: a skipped test or a broken migration leaves no folder behind.
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public DatabaseKind Kind { get; }

    public Storage Storage { get; }

    public Cities Cities { get; }

    public City City { get; }

    public CityDatabase Database => City.Database;

    /// <summary>An empty city with its schema in place.</summary>
    /// <param name="parent">The folder it lies in; null for a temporary one.</param>
    public static TestCity On(DatabaseKind kind, string? parent = null) =>
        new(kind, $"t-{Guid.CreateVersion7():n}"[..24], parent);

    /// <summary>What only somebody with the database's own keys can do: triggers dropped, as its owner.</summary>
    public void AsOwner(string sql)
    {
        if (Kind == DatabaseKind.Sqlite)
        {
            using var connection = Database.Open();
            using var command = connection.CreateCommand();
            command.CommandText =
                "drop trigger if exists events_stay; drop trigger if exists events_remain; drop trigger if exists seals_stay; "
                + "drop trigger if exists seals_remain; drop trigger if exists audit_stays; drop trigger if exists audit_remains; "
                + sql;
            command.ExecuteNonQuery();
            return;
        }
        using var source = NpgsqlDataSource.Create(Storage.Owner!);
        using var asOwner = source.CreateCommand($"set search_path to {PostgresCity.SchemaOf(City.Code)}; {sql}");
        asOwner.ExecuteNonQuery();
    }

    private static Storage OnPostgres(string folder)
    {
        var database = $"t_{Guid.CreateVersion7():n}";
        lock (MakingRole)
            AsServer(
                $"""
                do $$ begin
                  create role {ServingRole} login password '{Server().Password}';
                exception when duplicate_object then null;
                end $$
                """
            );
        AsServer($"create database {database}");
        var owner = new NpgsqlConnectionStringBuilder(Server().ToString()) { Database = database, MaxPoolSize = 40 };
        var serving = new NpgsqlConnectionStringBuilder(owner.ToString()) { Username = ServingRole };
        return new Storage(folder, owner.ToString(), serving.ToString());
    }

    private static NpgsqlConnectionStringBuilder Server() => new(Requires.Database());

    private static void AsServer(string sql)
    {
        using var connection = new NpgsqlConnection(Server().ToString());
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        await Cities.DisposeAsync();
        if (Storage.Owner is { } owner)
            AsServer($"drop database {new NpgsqlConnectionStringBuilder(owner).Database} with (force)");
        Directory.Delete(folder, recursive: true);
    }
}
