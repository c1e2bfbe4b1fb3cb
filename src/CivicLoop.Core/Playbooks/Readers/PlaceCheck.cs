using CivicLoop.Core.Places;

namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>Every place lies inside its district, its street belongs to that district, its community to that street.</summary>
internal sealed class PlaceCheck(CityPart city, Mistakes mistakes)
{
    private readonly Dictionary<string, District> districts = First(city.Districts, district => district.Code);

    private readonly List<District> outlined = [.. city.Districts.Where(district => district.Outline is not null)];

    private readonly Dictionary<string, (District District, Street Street)> streets = First(
        city.Districts.SelectMany(district => district.Streets, (district, street) => (district, street)),
        pair => pair.street.Code
    );

    private readonly Dictionary<string, Street> communities = First(
            city.Districts.SelectMany(district => district.Streets)
                .SelectMany(street => street.Communities, (street, community) => (street, community)),
            pair => pair.community.Code
        )
        .ToDictionary(pair => pair.Key, pair => pair.Value.street);

    // What names a district, street or community that nobody gave dangles, and is told as such elsewhere.
    public void Check(Node row, Place place)
    {
        if (!districts.TryGetValue(place.District, out var district))
            return;
        Position(row, place, district);
        if (!streets.TryGetValue(place.Street, out var at))
            return;
        if (at.District.Code != district.Code)
            mistakes.Add(row, MistakeCode.StreetElsewhere, place.Code, place.Street, at.District.Name, district.Name);
        else if (place.Community is { } code && communities.TryGetValue(code, out var street) && street.Code != place.Street)
            mistakes.Add(row, MistakeCode.CommunityElsewhere, place.Code, code, at.Street.Name);
    }

    private void Position(Node row, Place place, District district)
    {
        if (outlined.Count == 0 || double.IsNaN(place.Lon) || double.IsNaN(place.Lat))
            return;
        var inside = outlined.FirstOrDefault(other => other.Outline!.Contains(place.Lon, place.Lat));
        if (inside is null)
            mistakes.Add(row, MistakeCode.PlaceOutside, place.Code, place.Name, row.Said("lon"), row.Said("lat"));
        else if (district.Outline is { } outline && !outline.Contains(place.Lon, place.Lat))
            mistakes.Add(row, MistakeCode.PlaceElsewhere, place.Code, place.Name, inside.Name, district.Name);
    }

    private static Dictionary<string, T> First<T>(IEnumerable<T> all, Func<T, string> code) =>
        all.DistinctBy(code).ToDictionary(code);
}
