using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks.Keys;

namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>City, campaign, districts with their divisions and outlines.</summary>
internal static class CityReader
{
    public static CityPart Read(Reading read, string? outlines)
    {
        var root = read.Root("city.yaml");
        var campaign = root.Get("campaign");
        var starts = Forms.Day(campaign.Said("starts")) ?? DateOnly.MinValue;
        var ends = Forms.Span(campaign.Said("lasts"), starts) ?? starts;
        return new CityPart(
            root.Said("city"),
            Name(root),
            root.Said("division"),
            root.Said("time-zone"),
            new Campaign(
                campaign.Said("name"),
                starts,
                ends.DayNumber - starts.DayNumber,
                campaign.Said("lasts"),
                campaign.Texts("stages")
            ),
            Districts(read, root, Shapes(read, root, outlines)),
            [.. root.Items("documents").Select(document => new Document(document.Said("code"), document.Said("name")))]
        );
    }

    /// <summary>The declared coordinate system; WGS84 where nothing, or nothing known, is said.</summary>
    public static CoordinateSystem System(Node? city, string of) =>
        ChinaCoordinates.System(city.Get("coordinates").Said(of)) ?? CoordinateSystem.Wgs84;

    private static Name Name(Node? root) =>
        root.Get("name") is Mapping name ? new Name(name.Said("zh"), name.Text("en")) : new Name(root.Said("name"));

    private static List<District> Districts(Reading read, Node? root, Dictionary<string, Outline> outlines)
    {
        var rows = read.Rows("places/divisions.csv").ToLookup(row => row.Said("district"));
        return
        [
            .. root.Items("districts")
                .Select(district => new District(
                    district.Said("code"),
                    district.Said("name"),
                    [.. rows[district.Said("code")].GroupBy(row => row.Said("street")).Select(Street)],
                    outlines.GetValueOrDefault(district.Said("code"))
                )),
        ];
    }

    private static Street Street(IGrouping<string, Node> rows) =>
        new(
            rows.Key,
            rows.First().Said("street-name"),
            [
                .. rows.Where(row => row.Text("community") is not null)
                    .Select(row => new Community(row.Said("community"), row.Text("community-name") ?? row.Said("community"))),
            ],
            rows.First().Flag("sample")
        );

    private static Dictionary<string, Outline> Shapes(Reading read, Node? root, string? text)
    {
        var found = new Dictionary<string, Outline>();
        if (text is null)
            return found;
        var features = OutlineFile.Read(text, System(root, "outlines"), out var brokenAt);
        if (features is null)
            read.Mistakes.Add(PlaybookShape.Outlines, brokenAt, MistakeCode.Syntax, "GeoJSON");
        var districts = root.Items("districts").Select(district => district.Said("code")).ToHashSet();
        foreach (var feature in features ?? [])
        {
            if (feature is not { Code: { } code, Outline: { } outline })
                read.Mistakes.Add(PlaybookShape.Outlines, feature.Line, MistakeCode.BrokenOutline, feature.Code ?? "?");
            else if (root is not null && !districts.Contains(code))
                read.Mistakes.Add(PlaybookShape.Outlines, feature.Line, MistakeCode.DanglingCode, code, "district");
            else if (!found.TryAdd(code, outline))
                read.Mistakes.Add(PlaybookShape.Outlines, feature.Line, MistakeCode.DuplicateCode, code, PlaybookShape.Outlines);
        }
        return found;
    }
}
