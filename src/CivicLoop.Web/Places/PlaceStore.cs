using CivicLoop.Core.Places;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Places;

/// <summary>Writes places and who owns them from when to when.</summary>
public static class PlaceStore
{
    /// <summary>
    /// Takes over the places that the table does not have yet, each with its owner from a day on, and changes nothing
    /// that is there.
    /// </summary>
    /// <returns>How many places were new.</returns>
    public static int Seed(CityTransaction transaction, IEnumerable<Place> places, DateOnly from, DateTime recordedAt)
    {
        var known = transaction.Many("select code from places", row => row.GetString(0)).ToHashSet();
        var taken = 0;
        foreach (var place in places.Where(place => known.Add(place.Code)))
        {
            transaction.Execute(
                "insert into places (code, name, type, district, street, community, lon, lat, sample) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                place.Code,
                place.Name,
                place.Type,
                place.District,
                place.Street,
                place.Community,
                place.Lon,
                place.Lat,
                place.Sample
            );
            transaction.Execute(
                "insert into ownerships (id, place, unit, valid_from, valid_to, recorded_at) values ($1, $2, $3, $4, $5, $6)",
                Guid.CreateVersion7(),
                place.Code,
                place.Owner,
                from,
                null,
                recordedAt
            );
            taken++;
        }
        return taken;
    }
}
