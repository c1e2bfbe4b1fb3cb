using CivicLoop.Web.Data;

namespace CivicLoop.Web.Places.Import;

/// <summary>Where a file lies while it is on its way in, with what was made of it: <c>imports/ID/</c> in the city's folder.</summary>
public sealed class ImportFolder(string path)
{
    /// <summary>As it was sent.</summary>
    public string Upload => Path.Combine(path, "upload");

    /// <summary>Its good rows, checked: one draft a line.</summary>
    public string Good => Path.Combine(path, "good.jsonl");

    /// <summary>Its bad rows as they were, each with what is wrong.</summary>
    public string Bad => Path.Combine(path, "bad.csv");

    public static ImportFolder Of(City city, Guid id) => new(Path.Combine(Root(city), Values.Id(id)));

    private static string Root(City city) => Path.Combine(city.Folder, "imports");

    /// <summary>Puts a file on the disk as it comes, however large.</summary>
    /// <exception cref="StorageTrouble">The disk is full, read-only or failing.</exception>
    public async Task Stage(Stream from, CancellationToken stop)
    {
        try
        {
            Directory.CreateDirectory(path);
            await using var to = new FileStream(Upload, FileMode.Create, FileAccess.Write, FileShare.None);
            await from.CopyToAsync(to, stop);
        }
        catch (Exception exception) when (StorageTrouble.From(exception) is { } trouble)
        {
            throw trouble;
        }
    }

    /// <summary>Nothing of it is needed any more but its bad rows.</summary>
    public void Settle()
    {
        // It may have been swept away while nobody said yes or no.
        if (!Directory.Exists(path))
            return;
        File.Delete(Upload);
        File.Delete(Good);
    }

    public void Remove()
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    /// <summary>Files that nobody came back to for so long go; their rows in the list stay.</summary>
    public static void Sweep(City city, DateTime before)
    {
        if (!Directory.Exists(Root(city)))
            return;
        foreach (var folder in Directory.EnumerateDirectories(Root(city)))
        {
            if (Directory.GetLastWriteTimeUtc(folder) < before)
                Directory.Delete(folder, recursive: true);
        }
    }
}
