using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Npgsql;

namespace CivicLoop.Web.Data;

/// <summary>The cities of this installation: opened once, found by code, each alone in its database.</summary>
public sealed partial class Cities : IAsyncDisposable
{
    private readonly Storage storage;
    private readonly NpgsqlDataSource? owner;
    private readonly NpgsqlDataSource? serving;
    private readonly PostgresWriters? writers;
    private readonly ConcurrentDictionary<string, Lazy<City>> open = new(StringComparer.Ordinal);

    public Cities(Storage storage)
    {
        this.storage = storage;
        if (storage.Owner is null)
            return;
        owner = Source(storage.Owner);
        serving = storage.Serving is null ? owner : Source(storage.Serving);
        writers = new PostgresWriters();
    }

    public Storage Storage => storage;

    public bool OnPostgres => owner is not null;

    [GeneratedRegex("^[a-z][a-z0-9-]{1,30}$")]
    private static partial Regex Code { get; }

    /// <summary>Lower-case letters, digits and hyphens, 2 to 31, a letter first: it becomes a folder, a schema and an address.</summary>
    public static bool IsCode(string code) => Code.IsMatch(code);

    /// <summary>Codes of all cities, in order.</summary>
    public IReadOnlyList<string> All()
    {
        if (owner is not null)
        {
            using var connection = owner.OpenConnection();
            using var command = new NpgsqlCommand(
                "select replace(substr(nspname, 6), '_', '-') from pg_namespace where nspname like 'city\\_%' order by 1",
                connection
            );
            using var reader = command.ExecuteReader();
            var codes = new List<string>();
            while (reader.Read())
                codes.Add(reader.GetString(0));
            return codes;
        }
        var folder = Path.Combine(storage.Folder, "cities");
        return Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateDirectories(folder)
                    .Where(city => File.Exists(Path.Combine(city, "city.db")))
                    .Select(city => Path.GetFileName(city)!)
                    .Where(IsCode)
                    .Order(StringComparer.Ordinal),
            ]
            : [];
    }

    /// <summary>The city of this code; null where there is none.</summary>
    public City? Find(string code)
    {
        if (open.TryGetValue(code, out var known))
            return known.Value;
        return IsCode(code) && All().Contains(code) ? Opened(code) : null;
    }

    /// <summary>Creates the city's database, or upgrades it; returns what was applied.</summary>
    public (City City, IReadOnlyList<string> Applied) Create(string code)
    {
        if (!IsCode(code))
            throw new ArgumentException($"'{code}' is no code of a city", nameof(code));
        Directory.CreateDirectory(FolderOf(code));
        var city = Opened(code);
        return (city, city.Database.Migrate());
    }

    /// <summary>
    /// A city to be built aside: nobody finds it before it is finished, and what an interrupted start left is
    /// cleared away. Null while another process builds the same.
    /// </summary>
    public CityUnderConstruction? Build(string code)
    {
        if (!IsCode(code))
            throw new ArgumentException($"'{code}' is no code of a city", nameof(code));
        var aside = FolderOf($".building-{code}");
        Directory.CreateDirectory(Path.GetDirectoryName(aside)!);
        FileStream held;
        try
        {
            held = new FileStream(
                aside + ".lock",
                FileMode.OpenOrCreate,
                FileAccess.Write,
                FileShare.None,
                1,
                FileOptions.DeleteOnClose
            );
        }
        catch (IOException)
        {
            return null;
        }
        if (Directory.Exists(aside))
            Directory.Delete(aside, recursive: true);
        Directory.CreateDirectory(aside);
        if (owner is null)
        {
            var file = new SqliteCity(code, Path.Combine(aside, "city.db"), building: true);
            return new CityUnderConstruction(code, file, aside, FolderOf(code), held, file.Settle);
        }
        var building = "building_" + code.Replace('-', '_');
        Execute($"drop schema if exists {building} cascade");
        var database = new PostgresCity(code, owner, serving!, ServingRole, writers!, building);
        return new CityUnderConstruction(
            code,
            database,
            aside,
            FolderOf(code),
            held,
            () => Execute($"alter schema {building} rename to {PostgresCity.SchemaOf(code)}")
        );
    }

    private string ServingRole => new NpgsqlConnectionStringBuilder(storage.Serving ?? storage.Owner).Username!;

    private void Execute(string sql)
    {
        using var command = owner!.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    public string FolderOf(string code) => Path.Combine(storage.Folder, "cities", code);

    private City Opened(string code) =>
        open.GetOrAdd(
            code,
            new Lazy<City>(() =>
            {
                CityDatabase database = owner is null
                    ? new SqliteCity(code, Path.Combine(FolderOf(code), "city.db"))
                    : new PostgresCity(code, owner, serving!, ServingRole, writers!);
                return new City(code, database, new CityClock(database), FolderOf(code));
            })
        ).Value;

    private static NpgsqlDataSource Source(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = "no_city_was_named",
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
        };
        // A page asks many small things at once; to translate them for the processor takes a hundred times as long.
        builder.Options = $"{builder.Options} -c jit=off".TrimStart();
        return NpgsqlDataSource.Create(builder);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var city in open.Values)
            await city.Value.Database.DisposeAsync();
        writers?.Dispose();
        if (serving is not null && serving != owner)
            await serving.DisposeAsync();
        if (owner is not null)
            await owner.DisposeAsync();
    }
}
