using CivicLoop.Core.Places;

namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>Types and places.</summary>
internal static class PlaceReader
{
    public static PlacePart Read(Reading read, CityPart city)
    {
        var types = read.Root("places/types.yaml")
            .Items("types")
            .Select(type => new PlaceType(type.Said("code"), type.Said("name"), type.Flag("sample")));
        var system = CityReader.System(read.Root("city.yaml"), "places");
        var check = new PlaceCheck(city, read.Mistakes);
        var places = new List<Place>();
        foreach (var row in read.Rows("places/places.csv"))
        {
            var place = Place(row, system);
            places.Add(place);
            check.Check(row, place);
        }
        return new PlacePart([.. types], places);
    }

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
