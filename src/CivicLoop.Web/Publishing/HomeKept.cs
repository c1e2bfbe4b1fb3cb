using System.Collections.Concurrent;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Publishing;

/// <summary>
/// Counting a city through is dear and everybody asks for the same: counted at most every ten seconds, and the
/// page says the moment it is true for.
/// </summary>
public sealed class HomeKept
{
    private const long Lasting = 10_000;

    private readonly ConcurrentDictionary<string, (HomeNow Now, long CountedAt)> kept = new(StringComparer.Ordinal);

    public HomeNow Of(City city, Playbook playbook)
    {
        var tick = Environment.TickCount64;
        if (kept.TryGetValue(city.Code, out var known) && tick - known.CountedAt < Lasting)
            return known.Now;
        var starts = playbook.City.Campaign.Starts.ToDateTime(TimeOnly.MinValue);
        var since = TimeZoneInfo.ConvertTimeToUtc(starts, TimeZoneInfo.FindSystemTimeZoneById(playbook.City.TimeZone));
        var now = city.Clock.Now;
        var counted = city.Database.Read(connection => HomeReads.Read(connection, since, now));
        kept[city.Code] = (counted, tick);
        return counted;
    }
}
