using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Places;
using CivicLoop.Core.Places.Import;

namespace CivicLoop.Core.Exchange;

/// <summary>
/// Holds rows of another system's file against the rules of a city and makes cases of them. Each row is judged by
/// itself, but for a number that an earlier row had.
/// </summary>
/// <param name="places">The registered places of the city, by name.</param>
/// <param name="now">What is later than this has not happened.</param>
public sealed class CaseRows(
    CaseRules rules,
    CaseMapping mapping,
    CaseWordList words,
    ILookup<string, Place> places,
    DateTime now
)
{
    private const int LongestWhat = 1000;

    private readonly ImportPositions positions = new(rules.Playbook.City, mapping.System);
    private readonly ImportDivisions divisions = new(rules.Playbook.City);
    private readonly CaseTimes times = new(rules.Calendar.Zone);
    private readonly Named categories = new(rules.Playbook.Problems.Categories.Select(one => (one.Code, one.Name)));
    private readonly Named units = new(rules.Organisation.Units.Select(unit => (unit.Code, unit.Name)));
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    /// <param name="number">Of the row as the person sees it.</param>
    /// <param name="cell">The text of a field of <see cref="CaseSheet"/>; empty where the file has none.</param>
    public CaseRowOutcome Check(int number, Func<string, string> cell)
    {
        var row = new ImportRow(number, field => mapping.Word(field, cell(field)));
        var own = Own(row);
        var reported = Reported(row);
        var what = What(row);
        var category = Category(row);
        var foundBy = FoundBy(row);
        var at = At(row);
        var severity = Severity(row);
        var stages = new CaseStageReading(row, times, Unit, words, now).Read(reported);
        if (
            stages is { Count: > 0 }
            && rules.Organisation.ClerkOf(stages[^1].Unit ?? Owed(stages)) is null
            && Owes(stages[^1].Status)
        )
            row.Wrong(CaseSheet.Unit, "unit-nobody", row[CaseSheet.Unit]);
        return row.Bad
            ? new CaseRowOutcome(number, null, row.Problems, row.Warnings)
            : new CaseRowOutcome(
                number,
                new CaseDraft(
                    own,
                    row.Given("link"),
                    reported!.Value,
                    category!,
                    at,
                    what,
                    row.Given("address"),
                    foundBy!,
                    severity,
                    new ToldDraft(row.Count("report-num") ?? 1, row.Count("report-num") ?? 1, row.Given("report-by")),
                    new Tally(
                        row.Count("reworks") ?? 0,
                        row.Count("suspensions") ?? 0,
                        row.Count("extensions") ?? 0,
                        row.Count("returns") ?? 0
                    ),
                    stages!
                ),
                [],
                row.Warnings
            );
    }

    private static bool Owes(CaseStatus status) => status is CaseStatus.Dispatched or CaseStatus.Accepted;

    private static string? Owed(IReadOnlyList<StageDraft> stages) => stages.LastOrDefault(stage => stage.Unit is not null)?.Unit;

    private string Own(ImportRow row)
    {
        if ((row.Given(CaseSheet.Number) ?? row.Given(CaseSheet.Task)) is not { } own)
        {
            row.Wrong(CaseSheet.Number, "missing");
            return "";
        }
        if (own.Length > 100)
            row.Wrong(CaseSheet.Number, "too-long", "100");
        else if (!seen.TryAdd(own, row.Row))
            row.Wrong(CaseSheet.Number, "code-twice", own, seen[own].ToString(CultureInfo.InvariantCulture));
        return own;
    }

    private DateTime? Reported(ImportRow row)
    {
        var at = times.Read(row, CaseSheet.Reported);
        if (at is null && row.Given(CaseSheet.Reported) is null)
            row.Wrong(CaseSheet.Reported, "missing");
        else if (at > now)
            row.Wrong(CaseSheet.Reported, "time-future", row[CaseSheet.Reported]);
        return at;
    }

    private static string What(ImportRow row)
    {
        // A platform may keep no words of it at all; what is left then is its category.
        var what = row.Given(CaseSheet.What) ?? row.Given(CaseSheet.Category) ?? "";
        if (what.Length == 0)
            row.Wrong(CaseSheet.What, "missing");
        else if (what.Length > LongestWhat)
            row.Wrong(CaseSheet.What, "too-long", LongestWhat.ToString(CultureInfo.InvariantCulture));
        else if (what.Contains('\uFFFD', StringComparison.Ordinal))
            row.Wrong(CaseSheet.What, "letters");
        return what;
    }

    private string? Category(ImportRow row)
    {
        if (row.Given(CaseSheet.CategoryCode) is { } code && rules.Playbook.Category(code) is { } known)
            return known.Code;
        if (row.Given(CaseSheet.Category) is not { } said)
            row.Wrong(CaseSheet.Category, "missing");
        else if (categories.Code(said) is { } named)
            return named;
        else
            Unknown(row, CaseSheet.Category, said, categories);
        return null;
    }

    private string? FoundBy(ImportRow row)
    {
        if (row.Given(CaseSheet.FoundBy) is not { } said)
            return "platform";
        if (words.FinderOf(said) is { } code)
            return code;
        row.Wrong(CaseSheet.FoundBy, "unknown", said, string.Join("、", Finders.All));
        return null;
    }

    private Severity? Severity(ImportRow row)
    {
        if (row.Given(CaseSheet.Severity) is not { } said)
            return null;
        if (words.SeverityOf(said) is { } severity)
            return severity;
        row.Doubt(CaseSheet.Severity, "severity-unknown", said);
        return null;
    }

    private string? Unit(ImportRow row, string field)
    {
        if (row.Given(field) is not { } said)
            return null;
        if (units.Code(Plain(said)) is { } code)
            return code;
        Unknown(row, field, said, units);
        return null;
    }

    // Our own pages and files write 市商务局（示例）; that it is a sample is no part of its name.
    private static string Plain(string unit) => unit.IndexOfAny(['（', '(']) is > 0 and var at ? unit[..at] : unit;

    private static void Unknown(ImportRow row, string field, string said, Named known)
    {
        if (known.Near(said) is { } near)
            row.Wrong(field, "unknown-near", said, near);
        else
            row.Wrong(field, "unknown", said, known.Some);
    }

    private Location At(ImportRow row)
    {
        var (lon, lat, district) =
            Absent(row["lon"]) && Absent(row["lat"]) ? (double.NaN, double.NaN, null) : positions.Point(row);
        var divided = divisions.Of(row, district);
        if (divided.District.Length == 0)
            return new Location(null, null, null, "", null, 0, 0);
        var named = Registered(row, divided.District, lon, lat);
        if (double.IsNaN(lon))
        {
            if (named is null && Middle(divided.District) is not { } middle)
                row.Wrong("lon", "missing");
            else
            {
                (lon, lat) = named is null ? Middle(divided.District)!.Value : (named.Lon, named.Lat);
                row.Doubt("lon", named is null ? "position-district" : "position-place", named?.Name ?? divided.District);
            }
        }
        return named is null
            ? new Location(null, null, null, divided.District, divided.Street, lon, lat)
            : new Location(
                named.Code,
                named.Type,
                named.Owner.Length == 0 ? null : named.Owner,
                divided.District,
                divided.Street,
                lon,
                lat
            );
    }

    private static bool Absent(string cell) => cell is "" or "0" or "0.0";

    /// <summary>The place that the address ends with, where it lies there too.</summary>
    private Place? Registered(ImportRow row, string district, double lon, double lat) =>
        row.Given("address")?.Split(' ', '\u3000') is [.., var name]
            ? places[name]
                .FirstOrDefault(place =>
                    place.District == district && (double.IsNaN(lon) || Distance.Metres(place.Lon, place.Lat, lon, lat) < NearBy)
                )
            : null;

    private const double NearBy = 300;

    private (double, double)? Middle(string district) => Middle(rules, district);

    /// <summary>Where something lies of which only the district is known; null where that has no outline.</summary>
    public static (double Lon, double Lat)? Middle(CaseRules rules, string district) =>
        rules.Playbook.City.Districts.First(one => one.Code == district).Outline is { } outline
            ? Extent.Of(outline.Rings[0]).Middle
            : null;
}
