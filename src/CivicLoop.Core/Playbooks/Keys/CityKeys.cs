using static CivicLoop.Core.Playbooks.Keys.CommonKeys;

namespace CivicLoop.Core.Playbooks.Keys;

internal static class CityKeys
{
    private static readonly IReadOnlyList<string> Systems = ["WGS84", "CGCS2000", "GCJ-02", "BD-09"];

    private static readonly Shape Campaign = new(
        "campaign",
        new Key("name", Form.Text, "What the programme is called.", "文明城市创建整改攻坚"),
        new Key("starts", Form.Day, "Its first day.", "2020-11-23"),
        new Key("lasts", Form.Span, "How long: days, weeks, months or years of the calendar.", "3 months"),
        new Key("stages", Form.Text, "Its stages, in order.", "[整改, 复查, 巩固]").List(),
        Source
    );

    private static readonly Shape District = new(
        "district",
        new Key("code", Form.Code, "Division code of the district, or one of your own where it has none.", "\"650203\"")
        {
            Kind = "district",
        },
        new Key("name", Form.Text, "The district.", "克拉玛依区"),
        Sample,
        Source
    );

    private static readonly Shape Document = new(
        "document",
        Code("document", "How marks name it.", "S2"),
        new Key("name", Form.Text, "What it is: kind, city, time.", "克拉玛依整改攻坚的报道（2020 年末）")
    );

    private static readonly Shape Coordinates = new(
        "coordinates",
        new Key("outlines", Form.Choice, "System of places/outlines.geojson.", "GCJ-02") { Words = Systems }.Optional(),
        new Key("places", Form.Choice, "System of places/places.csv.", "WGS84") { Words = Systems }.Optional()
    );

    internal static readonly FileShape File = new(
        "city.yaml",
        "Who and when.",
        new Shape(
            "city",
            new Key("city", Form.Code, "The city's code; its address begins with it.", "karamay") { Kind = "city" },
            new Key("name", Form.Name, "The city's name.", "{zh: 克拉玛依市, en: Karamay}"),
            new Key("division", Form.Division, "GB/T 2260 code of the city.", "\"6502\""),
            new Key("time-zone", Form.TimeZone, "IANA name of its time zone.", "Asia/Shanghai"),
            new Key(
                "campaign",
                Form.Map,
                "The programme that runs.",
                "{name: …, starts: 2020-11-23, lasts: 3 months, stages: [整改]}"
            )
            {
                Of = Campaign,
            },
            new Key("districts", Form.Map, "The districts that take part.", "[{code: \"650203\", name: 克拉玛依区}]")
            {
                Of = District,
                Many = true,
            },
            new Key(
                "coordinates",
                Form.Map,
                "Coordinate systems of the files; WGS84 where nothing is said.",
                "{outlines: GCJ-02}"
            )
            {
                Of = Coordinates,
                Required = false,
            },
            new Key("documents", Form.Map, "Texts that the rules come from.", "[{code: S2, name: …}]")
            {
                Of = Document,
                Many = true,
                Required = false,
            },
            Source
        ),
        Absence.Mistake
    );

    internal static readonly FileShape Divisions = new(
        "places/divisions.csv",
        "Streets and communities of the districts, one row for each community.",
        new Shape(
            "division",
            new Key("district", Form.Ref, "Code of the district.", "650203") { Kind = "district" },
            new Key("street", Form.Code, "Division code of the street or town.", "650203001") { Kind = "street", Repeats = true },
            new Key("street-name", Form.Text, "The street or town.", "天山路街道"),
            new Key("community", Form.Code, "Division code of the community.", "650203001001")
            {
                Kind = "community",
                Required = false,
            },
            new Key("community-name", Form.Text, "The community.", "天山社区居委会").Optional(),
            Sample
        ),
        Absence.Mistake
    );
}
