using CivicLoop.Core.Places;

namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>Types and places; every place lies inside its district, its street in that district, its community in that street.</summary>
internal static class PlaceReader
{
    public static PlacePart Read(Reading read, CityPart city)
    {
        var types = read.Root("places/types.yaml")
            .Items("types")
            .Select(type => new PlaceType(type.Said("code"), type.Said("name"), type.Flag("sample")));
        var system = CityReader.System(read.Root("city.yaml"), "places");
        var districts = city.Districts.DistinctBy(district => district.Code).ToDictionary(district => district.Code);
        var places = new List<Place>();
        foreach (var row in read.Rows("places/places.csv"))
        {
            var (lon, lat) = ChinaCoordinates.ToWgs84(
                system,
                Forms.Number(row.Said("lon")) ?? double.NaN,
                Forms.Number(row.Said("lat")) ?? double.NaN
            );
            var place = new Place(
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
            places.Add(place);
            if (districts.TryGetValue(place.District, out var district))
                Lies(read, row, place, district, city);
        }
        return new PlacePart([.. types], places);
    }

    private static void Lies(Reading read, Node row, Place place, District district, CityPart city)
    {
        var outlined = city.Districts.Where(other => other.Outline is not null).ToList();
        if (outlined.Count > 0 && !double.IsNaN(place.Lon) && !double.IsNaN(place.Lat))
        {
            var inside = outlined.FirstOrDefault(other => other.Outline!.Contains(place.Lon, place.Lat));
            if (inside is null)
                read.Mistakes.Add(row, MistakeCode.PlaceOutside, place.Code, place.Name, row.Said("lon"), row.Said("lat"));
            else if (district.Outline is not null && !district.Outline.Contains(place.Lon, place.Lat))
                read.Mistakes.Add(row, MistakeCode.PlaceElsewhere, place.Code, place.Name, inside.Name, district.Name);
        }
        // A street that no row of the divisions names dangles, and is told as such.
        if (
            city
                .Districts.SelectMany(other => other.Streets, (other, street) => (other, street))
                .Where(pair => pair.street.Code == place.Street)
                .ToList()
            is not [var at, ..]
        )
            return;
        if (at.other.Code != district.Code)
            read.Mistakes.Add(row, MistakeCode.StreetElsewhere, place.Code, place.Street, at.other.Name, district.Name);
        else if (
            place.Community is not null
            && city.Districts.SelectMany(other => other.Streets)
                .Any(street => street != at.street && street.Communities.Any(one => one.Code == place.Community))
        )
            read.Mistakes.Add(row, MistakeCode.CommunityElsewhere, place.Code, place.Community, at.street.Name);
    }
}
