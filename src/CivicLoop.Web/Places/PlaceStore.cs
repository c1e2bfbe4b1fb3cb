using CivicLoop.Core.Organisation;
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
        List<Place> taken = [.. places.Where(place => known.Add(place.Code))];
        Insert(transaction, taken, new PlaceHand(Actor.System, "", recordedAt, from));
        return taken.Count;
    }

    /// <summary>New places, each with its owner where it has one.</summary>
    public static void Insert(CityTransaction transaction, IReadOnlyList<Place> places, PlaceHand hand)
    {
        transaction.InsertMany(
            "insert into places (code, name, type, district, street, community, lon, lat, sample)",
            [
                .. places.Select(place =>
                    new object?[]
                    {
                        place.Code,
                        place.Name,
                        place.Type,
                        place.District,
                        place.Street,
                        place.Community,
                        place.Lon,
                        place.Lat,
                        place.Sample,
                    }
                ),
            ]
        );
        Own(transaction, [.. places.Where(place => place.Owner.Length > 0).Select(place => (place.Code, place.Owner))], hand);
    }

    /// <summary>Places belong to other units from a day on: rows of their own beside those before, which stay as they were.</summary>
    public static void Own(CityTransaction transaction, IReadOnlyList<(string Place, string Unit)> owned, PlaceHand hand) =>
        transaction.InsertMany(
            "insert into ownerships (id, place, unit, valid_from, valid_to, recorded_at, person, post, reason)",
            [
                .. owned.Select(one =>
                    new object?[]
                    {
                        Guid.CreateVersion7(),
                        one.Place,
                        one.Unit,
                        hand.From,
                        null,
                        hand.At,
                        hand.Person,
                        hand.Post,
                        hand.Reason,
                    }
                ),
            ]
        );

    /// <summary>Name, type and where it lies change in place, with their history; another owner is a row of its own.</summary>
    public static void Change(CityTransaction transaction, Place was, Place becomes, PlaceHand hand)
    {
        var changes = Facts.Between(Facts.Of(was), Facts.Of(becomes));
        if (changes.Count > 0)
            transaction.Execute(
                """
                update places set name = $2, type = $3, district = $4, street = $5, community = $6, lon = $7, lat = $8
                where code = $1
                """,
                becomes.Code,
                becomes.Name,
                becomes.Type,
                becomes.District,
                becomes.Street,
                becomes.Community,
                becomes.Lon,
                becomes.Lat
            );
        PlaceChanges.Add(transaction, "place", becomes.Code, changes, hand);
        if (was.Owner != becomes.Owner && becomes.Owner.Length > 0)
            Own(transaction, [(becomes.Code, becomes.Owner)], hand);
    }
}
