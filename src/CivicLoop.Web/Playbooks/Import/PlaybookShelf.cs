using System.Text.Json;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Playbooks.Import;

/// <summary>What was said with a playbook that waits for a yes.</summary>
/// <param name="Name">Of the file as it was sent.</param>
/// <param name="Done">Whether it was taken in: a second click finds that.</param>
public sealed record PlaybookUpload(
    Guid Id,
    string Name,
    DateOnly ValidFrom,
    string Reason,
    Guid Person,
    DateTime At,
    bool Done = false
);

/// <summary>Where a playbook lies between its check and the yes: <c>playbook-imports/ID/</c> in the city's folder.</summary>
public sealed class PlaybookShelf(City city)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private string Root => Path.Combine(city.Folder, "playbook-imports");

    /// <exception cref="StorageTrouble">The disk is full, read-only or failing.</exception>
    public void Keep(PlaybookUpload upload, byte[] zip)
    {
        try
        {
            Sweep(upload.At - Kept);
            Directory.CreateDirectory(Of(upload.Id));
            File.WriteAllBytes(ZipOf(upload.Id), zip);
            Say(upload);
        }
        catch (Exception exception) when (StorageTrouble.From(exception) is { } trouble)
        {
            throw trouble;
        }
    }

    /// <summary>Null where there is none, or it was another person's: a yes is given by who saw the preview.</summary>
    public PlaybookUpload? Find(Guid id, Guid person)
    {
        if (!File.Exists(SaidOf(id)))
            return null;
        var upload = JsonSerializer.Deserialize<PlaybookUpload>(File.ReadAllText(SaidOf(id)));
        return upload?.Person == person ? upload : null;
    }

    public Stream Open(PlaybookUpload upload) => File.OpenRead(ZipOf(upload.Id));

    public void Settle(PlaybookUpload upload) => Say(upload with { Done = true });

    public void Drop(PlaybookUpload upload) => Directory.Delete(Of(upload.Id), recursive: true);

    private void Say(PlaybookUpload upload) => File.WriteAllText(SaidOf(upload.Id), JsonSerializer.Serialize(upload));

    private void Sweep(DateTime before)
    {
        if (!Directory.Exists(Root))
            return;
        foreach (var old in Directory.EnumerateDirectories(Root).Where(one => Directory.GetLastWriteTimeUtc(one) < before))
            Directory.Delete(old, recursive: true);
    }

    private string Of(Guid id) => Path.Combine(Root, Values.Id(id));

    private string ZipOf(Guid id) => Path.Combine(Of(id), "playbook.zip");

    private string SaidOf(Guid id) => Path.Combine(Of(id), "said.json");
}
