using CivicLoop.Web.Data;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Intake.Open311;

/// <summary>Where the server is, what it speaks, how one gets a key: asked before anything else.</summary>
public sealed class Open311Discovery(SiteContext site, CitiesHere cities, Sentences t)
{
    private const string Specification = "http://wiki.open311.org/GeoReport_v2";

    /// <summary>Of one city, or of the server with all of its cities.</summary>
    public IResult Show(HttpContext http, string format)
    {
        var root = $"{http.Request.Scheme}://{http.Request.Host}";
        CityHere[] here = [.. site.City is { } one ? [one] : cities.All().Where(city => city.Campaign is not null)];
        var changed = here.Select(Changed).DefaultIfEmpty(DateTime.UnixEpoch).Max();
        var endpoints = here.Select(city => Endpoint($"{root}/{city.Code}/open311/v2", Changed(city), city.Demo)).ToList();
        // One for all of them; a test as long as one of its cities is.
        if (site.City is null)
            endpoints.Insert(0, Endpoint($"{root}/open311/v2", changed, here.Any(city => city.Demo)));
        return new Open311Result(
            format.Equals("json", StringComparison.OrdinalIgnoreCase),
            "discovery",
            new Fields
            {
                { "changeset", Open311Times.In(changed, TimeZoneInfo.Utc) },
                { "contact", t["open311.contact", string.Join(' ', here.Select(city => $"{root}/{city.Code}"))] },
                { "key_service", t["open311.key-service", string.Join(' ', here.Select(city => $"{root}/{city.Code}/open311"))] },
                { "endpoints", new Listed("endpoint", endpoints) },
            }
        );
    }

    private static object Endpoint(string url, DateTime changed, bool demo) =>
        new Fields
        {
            { "specification", Specification },
            { "url", url },
            { "changeset", Open311Times.In(changed, TimeZoneInfo.Utc) },
            { "type", demo ? "test" : "production" },
            { "formats", new Listed("format", ["text/xml", "application/json"]) },
        };

    // What is offered changes with the playbook. A demo's clock may run ahead; nothing changed in the future.
    private static DateTime Changed(CityHere city)
    {
        var imported = Values.Time(
            city.Database.Read(connection => Sql.Number(connection, "select max(recorded_at) from playbooks"))
        );
        var now = CityClock.Machine;
        return imported < now ? imported : now;
    }
}

public static class Open311Times
{
    /// <summary>A moment by the clock of a place, whole seconds.</summary>
    public static DateTimeOffset In(DateTime utc, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(utc, TimeSpan.Zero), zone);
}
