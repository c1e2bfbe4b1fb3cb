using System.Text.Json;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Site;

/// <summary>What was said with a file of rules that waits for a yes.</summary>
/// <param name="Name">Of the file as it was sent.</param>
/// <param name="Done">Whether it was taken in: a second click finds that.</param>
public sealed record RulesUpload(
    Guid Id,
    string Name,
    DateOnly ValidFrom,
    string Reason,
    Guid Person,
    DateTime At,
    bool Done = false
)
{
    /// <summary>What else the form said, by the names of its fields.</summary>
    public IReadOnlyDictionary<string, string> Said { get; init; } = new Dictionary<string, string>();
}

/// <summary>Where a file of rules lies between its check and the yes: <c>FOLDER/ID/</c> in the city's folder.</summary>
public sealed class UploadShelf(City city, string folder)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private string Root => Path.Combine(city.Folder, folder);

    /// <exception cref="StorageTrouble">The disk is full, read-only or failing.</exception>
    public void Keep(RulesUpload upload, byte[] file)
    {
        try
        {
            Sweep(upload.At - Kept);
            Directory.CreateDirectory(Of(upload.Id));
            File.WriteAllBytes(FileOf(upload.Id), file);
            Say(upload);
        }
        catch (Exception exception) when (StorageTrouble.From(exception) is { } trouble)
        {
            throw trouble;
        }
    }

    /// <summary>Null where there is none, or it was another person's: a yes is given by who saw the preview.</summary>
    public RulesUpload? Find(Guid id, Guid person)
    {
        if (!File.Exists(SaidOf(id)))
            return null;
        var upload = JsonSerializer.Deserialize<RulesUpload>(File.ReadAllText(SaidOf(id)));
        return upload?.Person == person ? upload : null;
    }

    public Stream Open(RulesUpload upload) => File.OpenRead(FileOf(upload.Id));

    public void Settle(RulesUpload upload) => Say(upload with { Done = true });

    public void Drop(RulesUpload upload) => Directory.Delete(Of(upload.Id), recursive: true);

    private void Say(RulesUpload upload) => File.WriteAllText(SaidOf(upload.Id), JsonSerializer.Serialize(upload));

    private void Sweep(DateTime before)
    {
        if (!Directory.Exists(Root))
            return;
        foreach (var old in Directory.EnumerateDirectories(Root).Where(one => Directory.GetLastWriteTimeUtc(one) < before))
            Directory.Delete(old, recursive: true);
    }

    private string Of(Guid id) => Path.Combine(Root, Values.Id(id));

    private string FileOf(Guid id) => Path.Combine(Of(id), "file");

    private string SaidOf(Guid id) => Path.Combine(Of(id), "said.json");
}
