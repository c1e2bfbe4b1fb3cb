using CivicLoop.Core.Events;
using CivicLoop.Core.Places;
using CivicLoop.Core.Places.Import;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Places.Import;

/// <summary>What is said with a file, as it was typed; only the file itself has to be chosen again.</summary>
public sealed record ImportUpload
{
    public static readonly IReadOnlyList<string> Systems = ["WGS84", "CGCS2000", "GCJ-02", "BD-09"];

    /// <summary>Made with the form: sent twice, it is one file.</summary>
    public required Guid Id { get; init; }

    public string Kind { get; init; } = "";

    /// <summary>Never guessed: a file in the wrong system lies half a kilometre off.</summary>
    public string System { get; init; } = "";

    public string From { get; init; } = "";

    public string Reason { get; init; } = "";

    public static ImportUpload Blank(DateOnly today, string? kind) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Kind = Enum.TryParse<ImportKind>(kind, out var known) && Enum.IsDefined(known) ? known.ToString() : "",
            From = Values.Day(today),
        };

    public static ImportUpload Read(IFormCollection form)
    {
        string Text(string name) => form[name].ToString().Trim();
        return new ImportUpload
        {
            Id = Guid.TryParse(form["id"], out var id) && id != Guid.Empty ? id : Guid.CreateVersion7(),
            Kind = Text("kind"),
            System = Text("system"),
            From = Text("from"),
            Reason = Text("reason"),
        };
    }

    /// <summary>All that is missing or wrong, the file aside.</summary>
    public IEnumerable<Refusal> Wanting(DateOnly today)
    {
        if (!Enum.TryParse<ImportKind>(Kind, out var kind) || !Enum.IsDefined(kind))
            yield return new Refusal("import.kind-missing");
        if (ChinaCoordinates.System(System) is null)
            yield return new Refusal("import.system-missing");
        if (Day is not { } day)
            yield return new Refusal("import.day-broken", From);
        else if (day > today)
            yield return new Refusal("import.day-future", From);
        if (Reason.Length == 0)
            yield return new Refusal("reason.missing");
    }

    public DateOnly? Day => DateOnly.TryParseExact(From, "yyyy-MM-dd", out var day) ? day : null;
}
