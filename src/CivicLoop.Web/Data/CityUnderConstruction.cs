namespace CivicLoop.Web.Data;

/// <summary>
/// A city built aside and put in its place in one step. Nothing in it is synced on the way; all of it is before
/// anybody finds it.
/// </summary>
public sealed class CityUnderConstruction : IAsyncDisposable
{
    private readonly string aside;
    private readonly string place;
    private readonly FileStream held;
    private readonly Action settle;
    private bool finished;

    internal CityUnderConstruction(string code, CityDatabase database, string aside, string place, FileStream held, Action settle)
    {
        (this.aside, this.place, this.held, this.settle) = (aside, place, held, settle);
        database.Migrate();
        City = new City(code, database, new CityClock(database), aside);
    }

    public City City { get; }

    /// <summary>Everything is on the disk, and the city is found from now on.</summary>
    public async Task Finish()
    {
        try
        {
            await City.Database.DisposeAsync();
            // On SQLite the file stands alone after this; on PostgreSQL the schema has its name.
            var renames = City.Database is not SqliteCity;
            if (!renames)
                settle();
            DiskSync.All(aside);
            Directory.Move(aside, place);
            DiskSync.Folder(Path.GetDirectoryName(place)!);
            if (renames)
                settle();
            finished = true;
        }
        catch (Exception exception) when (StorageTrouble.From(exception) is { } trouble)
        {
            throw trouble;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!finished)
        {
            await City.Database.DisposeAsync();
            for (var attempt = 1; Directory.Exists(aside); attempt++)
            {
                try
                {
                    Directory.Delete(aside, recursive: true);
                }
                catch (IOException) when (attempt < 20)
                {
                    // Work that was under way when it was stopped writes its last file.
                    await Task.Delay(50);
                }
            }
        }
        await held.DisposeAsync();
    }
}
