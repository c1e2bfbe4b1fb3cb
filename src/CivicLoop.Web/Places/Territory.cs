using System.Data.Common;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Web.Places;

/// <summary>
/// Where something lies, resolved once at the edge: the district by the playbook's outlines, the street by the
/// nearest place. What is told here stays in the history, whatever the outlines say later.
/// </summary>
/// <param name="day">The day of the city: a place belongs to who owns it then.</param>
public sealed class Territory(Playbook playbook, DbConnection connection, DateOnly day)
{
    /// <summary>Farther away, a place says nothing about the street.</summary>
    private const double StreetWithin = 2000;

    /// <summary>A registered place; null where there is none of this code.</summary>
    public Location? Of(string place) =>
        PlaceReads.Find(connection, place, day) is { } found
            ? new Location(
                found.Code,
                found.Type,
                found.Owner.Length == 0 ? null : found.Owner,
                found.District,
                found.Street.Length == 0 ? null : found.Street,
                found.Lon,
                found.Lat
            )
            : null;

    /// <summary>What a plate names: a registered place, or where a facility stands; null where neither has this code.</summary>
    public Location? Plated(string code) =>
        Of(code) is { } place ? place
        : FacilityReads.Find(connection, code, day) is not { } stands ? null
        : stands.Place is { } around && Of(around) is { } ground ? ground with { Lon = stands.Lon, Lat = stands.Lat }
        : At(stands.Lon, stands.Lat);

    /// <summary>Any position, WGS84 degrees; outside the city the district is empty and Core refuses it.</summary>
    public Location At(double lon, double lat)
    {
        var district = playbook.City.Districts.FirstOrDefault(one => one.Outline?.Contains(lon, lat) == true);
        if (district is null)
            return new Location(null, null, null, "", null, lon, lat);
        var near = PlaceReads
            .Near(connection, lon, lat, StreetWithin, day, most: 50)
            .FirstOrDefault(place => place.District == district.Code);
        return new Location(null, null, null, district.Code, near?.Street is { Length: > 0 } street ? street : null, lon, lat);
    }
}
