using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Inspections;
using CivicLoop.Core.Places;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Inspections;

/// <summary>One line of a score sheet as it was filled in.</summary>
/// <param name="Typed">By the names of the rule's figures.</param>
public sealed record ItemForm(
    IReadOnlyDictionary<string, string> Typed,
    bool NotHere,
    string Words,
    IReadOnlyList<StagedPhoto> Photos,
    IReadOnlyList<(string Name, Refusal Refusal)> Unfit
)
{
    public static readonly ItemForm Blank = new(new Dictionary<string, string>(), false, "", [], []);

    public string this[string figure] => Typed.GetValueOrDefault(figure, "");

    private bool Filled => Typed.Values.Any(text => text.Length > 0);

    public bool IsBlank => !Filled && !NotHere && Words.Length == 0 && Photos.Count + Unfit.Count == 0;

    /// <summary>What was answered, as the rule wants it told; refused where it says nothing or two things.</summary>
    public Outcome<Measured> Measured()
    {
        if (Unfit.Count > 0)
            return Unfit[0].Refusal;
        if (NotHere)
            return Filled ? new Refusal("visit.item-both") : Core.Standards.Measured.NotHere;
        if (!Filled)
            return new Refusal("visit.item-unanswered");
        var values = new Dictionary<string, long>();
        foreach (var (name, text) in Typed.Where(figure => figure.Value.Length > 0))
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                return new Refusal("rule.input-whole", name, text);
            values[name] = value;
        }
        return new Measured(values);
    }
}

/// <summary>Photos of one field as they were sent, and why some of them cannot be taken.</summary>
public sealed record StagedForm(IReadOnlyList<StagedPhoto> Photos, IReadOnlyList<(string Name, Refusal Refusal)> Unfit)
{
    public static readonly StagedForm None = new([], []);

    /// <param name="field">Name of the field of the files.</param>
    /// <param name="again">Name of the field that says which were taken already.</param>
    public static async Task<StagedForm> Read(
        IFormCollection sent,
        string field,
        string again,
        City city,
        Guid person,
        PhotoTokens tokens
    )
    {
        var kept = sent[again].Select(token => tokens.Open(city, person, token)).OfType<StagedPhoto>().ToList();
        // A browser sends an empty file for a field in which nothing was chosen.
        var files = sent.Files.GetFiles(field).Where(file => file.Length > 0 || file.FileName.Length > 0).ToList();
        var staged = await PhotoStaging.StageAll(city, files, kept, staff: true);
        return new StagedForm(staged.Photos, staged.Refused);
    }
}

/// <summary>A score sheet as it was filled in; a refused one comes back whole.</summary>
public sealed record VisitForm
{
    /// <summary>Value of a choice that says that the standard does not apply.</summary>
    public const string NotHere = "na";

    /// <summary>Made with the form: sent twice, it is one act.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>When it was, by the city's clock; empty for now.</summary>
    public string When { get; init; } = "";

    public string Lon { get; init; } = "";
    public string Lat { get; init; } = "";

    /// <summary>The system in which the position was given: WGS84, CGCS2000, GCJ-02, BD-09.</summary>
    public string System { get; init; } = "WGS84";

    public string Note { get; init; } = "";

    /// <summary>Photos of the place as a whole.</summary>
    public StagedForm Whole { get; init; } = StagedForm.None;

    public string Suggested { get; init; } = "";
    public string Own { get; init; } = "";
    public string Reason { get; init; } = "";

    /// <summary>What the page told of the cases.</summary>
    public string Shown { get; init; } = "";

    /// <summary>By <see cref="ChecklistItem.Key"/>.</summary>
    public IReadOnlyDictionary<string, ItemForm> Items { get; init; } = new Dictionary<string, ItemForm>();

    public ItemForm this[ChecklistItem item] => Items.GetValueOrDefault(item.Key, ItemForm.Blank);

    public static async Task<VisitForm> Read(
        IFormCollection sent,
        Checklist checklist,
        City city,
        Guid person,
        PhotoTokens tokens
    )
    {
        string Text(string name) => sent[name].ToString().ReplaceLineEndings("\n").Trim();
        var items = new Dictionary<string, ItemForm>();
        foreach (var item in checklist.Items)
        {
            var typed = item.Rule.Inputs.ToDictionary(input => input.Name, input => Text($"a.{item.Key}.{input.Name}"));
            var notHere = Text($"n.{item.Key}").Length > 0 || typed.Values.Contains(NotHere);
            var staged = await StagedForm.Read(sent, $"p.{item.Key}", $"kept.{item.Key}", city, person, tokens);
            items[item.Key] = new ItemForm(
                typed.ToDictionary(figure => figure.Key, figure => figure.Value == NotHere ? "" : figure.Value),
                notHere,
                Text($"w.{item.Key}"),
                staged.Photos,
                staged.Unfit
            );
        }
        return new VisitForm
        {
            Id = Guid.TryParse(Text("act"), out var id) ? id : Guid.Empty,
            When = Text("when"),
            Lon = Text("lon"),
            Lat = Text("lat"),
            System = Text("system") is { Length: > 0 } system ? system : "WGS84",
            Note = Text("note"),
            Whole = await StagedForm.Read(sent, "whole", "kept", city, person, tokens),
            Suggested = Text("suggested"),
            Own = Text("reason"),
            Reason = ReasonField.Stated(sent),
            Shown = Text("shown"),
            Items = items,
        };
    }

    /// <summary>Where they stood; nothing of both where nothing was told.</summary>
    public (Stood? Stood, Refusal? Wrong) Position()
    {
        if (Lon.Length + Lat.Length == 0)
            return (null, null);
        if (ChinaCoordinates.System(System) is not { } system)
            return (null, new Refusal("intake.system-unknown", System));
        if (Degrees(Lon, 180) is not { } lon || Degrees(Lat, 90) is not { } lat)
            return (null, new Refusal("intake.position-broken"));
        var (east, north) = ChinaCoordinates.ToWgs84(system, lon, lat);
        return (new Stood(east, north, system), null);
    }

    /// <summary>The moment that was typed by the city's clock; nothing of both for now.</summary>
    public static (DateTime? At, Refusal? Wrong) Moment(string typed, TimeZoneInfo zone) =>
        typed.Length == 0 ? (null, null)
        : DateTime.TryParseExact(typed, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        && !zone.IsInvalidTime(local)
            ? (TimeZoneInfo.ConvertTimeToUtc(local, zone), null)
        : (null, new Refusal("visit.when-broken", typed));

    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"];

    /// <summary>As people write it: GCJ-02.</summary>
    public static string Word(CoordinateSystem system) => Systems.First(word => ChinaCoordinates.System(word) == system);

    /// <summary>In the order of the sentences that explain them.</summary>
    public static readonly IReadOnlyList<string> Systems = ["WGS84", "GCJ-02", "BD-09", "CGCS2000"];

    private static double? Degrees(string text, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most
            ? degrees
            : null;
}
