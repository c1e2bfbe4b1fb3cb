using CivicLoop.Core.Places;

namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>Types and places.</summary>
internal static class PlaceReader
{
    public static PlacePart Read(Reading read, CityPart city)
    {
        var types = read.Root("places/types.yaml")
            .Items("types")
            .Select(type => new PlaceType(type.Said("code"), type.Said("name"), type.Flag("sample"), type.Flag("window")));
        var system = CityReader.System(read.Root("city.yaml"), "places");
        var check = new PlaceCheck(city, read.Mistakes);
        var places = new List<Place>();
        foreach (var row in read.Rows("places/places.csv"))
        {
            var place = Place(row, system);
            places.Add(place);
            check.Check(row, place);
        }
        return new PlacePart([.. types], places)
        {
            Ground = Ground(read.Root("places/ground.yaml")),
            Facilities = [.. read.Root("places/facilities.yaml").Items("kinds").Select(kind => Facility(kind, read.Mistakes))],
        };
    }

    private static GroundPart Ground(Node? root) =>
        new(
            root.Whole("grid-digits") ?? 15,
            [
                .. root.Items("segment-kinds")
                    .Select(kind => new SegmentKind(kind.Said("code"), kind.Said("name"), kind.Flag("sample"))),
            ],
            root.Whole("segments")
        );

    private static FacilityKind Facility(Node kind, Mistakes mistakes)
    {
        var attributes = kind.Items("attributes");
        foreach (var twice in attributes.GroupBy(one => one.Said("code")).SelectMany(same => same.Skip(1)))
            mistakes.Add(twice, MistakeCode.DuplicateKey, twice.Said("code"));
        foreach (var choice in attributes.Where(one => one.Said("kind") == "choice" && one.Texts("options").Count == 0))
            mistakes.Add(choice, MistakeCode.MissingKey, "options", "[一类, 二类, 三类]");
        return new FacilityKind(
            kind.Said("code"),
            kind.Said("name"),
            kind.Whole("count"),
            [.. attributes.Select(Attribute)],
            kind.Flag("sample")
        );
    }

    private static FacilityAttribute Attribute(Node node) =>
        new(
            node.Said("code"),
            node.Said("name"),
            node.Said("kind") switch
            {
                "yes-no" => AttributeKind.YesNo,
                "whole" => AttributeKind.Whole,
                "choice" => AttributeKind.Choice,
                _ => AttributeKind.Text,
            },
            node.Texts("options")
        );

    private static Place Place(Node row, CoordinateSystem system)
    {
        var (lon, lat) = ChinaCoordinates.ToWgs84(
            system,
            Forms.Number(row.Said("lon")) ?? double.NaN,
            Forms.Number(row.Said("lat")) ?? double.NaN
        );
        return new Place(
            row.Said("code"),
            row.Said("name"),
            row.Said("type"),
            row.Said("district"),
            row.Said("street"),
            row.Text("community"),
            lon,
            lat,
            row.Said("owner"),
            row.Flag("sample")
        );
    }
}
