using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Places;

namespace CivicLoop.Web.Intake;

/// <summary>A report as it was typed, so that a refused one is shown again exactly so.</summary>
public sealed record ReportForm
{
    /// <summary>Made with the form: sent twice, it is one act.</summary>
    public required Guid Act { get; init; }

    public string District { get; init; } = "";
    public string Street { get; init; } = "";

    /// <summary>Part of the name of the place looked for.</summary>
    public string Words { get; init; } = "";

    /// <summary>Code of the place chosen; empty where the position says it.</summary>
    public string Place { get; init; } = "";

    public string Lon { get; init; } = "";
    public string Lat { get; init; } = "";

    /// <summary>The system in which the position was given: WGS84, CGCS2000, GCJ-02, BD-09.</summary>
    public string System { get; init; } = "WGS84";

    public string Category { get; init; } = "";
    public string What { get; init; } = "";

    /// <summary>Staff say why; a citizen need not.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Photos taken in: of a report, or before the putting right on the spot.</summary>
    public IReadOnlyList<StagedPhoto> Photos { get; init; } = [];

    /// <summary>Photos after the putting right on the spot.</summary>
    public IReadOnlyList<StagedPhoto> After { get; init; } = [];

    /// <summary>How to reach a citizen; empty where they left nothing.</summary>
    public string Contact { get; init; } = "";

    /// <summary>Whether what may be the same problem was not shown yet: then it is shown once before anything is sent.</summary>
    public bool Ask { get; init; }

    /// <summary>By which way a caller told a clerk; empty for what staff saw themselves.</summary>
    public string Way { get; init; } = "";

    /// <summary>What it is called there: the number of a hotline's slip, the title of a report.</summary>
    public string SourceNumber { get; init; } = "";

    /// <summary>Address of it there.</summary>
    public string SourceLink { get; init; } = "";

    /// <summary>Whether a button looked for something, or took a suggestion, instead of sending.</summary>
    public bool Finding { get; init; }

    public static ReportForm Blank() => new() { Act = Guid.CreateVersion7(), Ask = true };

    public static ReportForm Read(IFormCollection form) => Read(name => form[name].ToString());

    /// <summary>What the script asks about while the form is being filled in.</summary>
    public static ReportForm Read(IQueryCollection query) => Read(name => query[name].ToString()) with { Finding = true };

    private static ReportForm Read(Func<string, string> field)
    {
        string Text(string name) => field(name).Trim();
        var picked = Text("pick");
        return new ReportForm
        {
            Act = Guid.TryParse(Text("act"), out var act) && act != Guid.Empty ? act : Guid.CreateVersion7(),
            District = Text("district"),
            Street = Text("street"),
            Words = Text("words"),
            Place = Text("place"),
            Lon = Text("lon"),
            Lat = Text("lat"),
            System = Text("system") is { Length: > 0 } system ? system : "WGS84",
            Category = picked.Length > 0 ? picked : Text("category"),
            What = Text("what"),
            Reason = Text("reason"),
            Contact = Text("contact"),
            Ask = Text("ask") == "1",
            Way = Text("way"),
            SourceNumber = Text("source-number"),
            SourceLink = Text("source-link"),
            Finding = Text("step") == "find" || picked.Length > 0,
        };
    }

    /// <summary>Where it is, resolved: the chosen place, otherwise the position as typed or as the phone gave it.</summary>
    public Outcome<Location> Where(Territory territory)
    {
        if (Place.Length > 0)
            return territory.Of(Place) is { } place ? place : new Refusal("intake.place-unknown");
        if (Lon.Length == 0 && Lat.Length == 0)
            return new Refusal("intake.where-missing");
        if (ChinaCoordinates.System(System) is not { } system)
            return new Refusal("intake.system-unknown", System);
        if (Degrees(Lon, 180) is not { } lon || Degrees(Lat, 90) is not { } lat)
            return new Refusal("intake.position-broken");
        var (wgsLon, wgsLat) = ChinaCoordinates.ToWgs84(system, lon, lat);
        return territory.At(wgsLon, wgsLat);
    }

    private static double? Degrees(string text, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most
            ? degrees
            : null;
}
