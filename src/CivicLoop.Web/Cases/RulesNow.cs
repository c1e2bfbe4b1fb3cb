using System.Collections.Concurrent;
using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Data;
using CivicLoop.Web.Organisation;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Cases;

/// <summary>
/// The rules in force in a city, kept ready: playbook of the day, calendar, organisation. Looked at again every
/// second, so that a playbook imported by a verb is seen by the server beside it.
/// </summary>
/// <param name="playbookOn">The playbook in force on a day of the city, read from its own database.</param>
public sealed class RulesNow(Func<City, DateOnly, Playbook> playbookOn)
{
    private const string StampKey = "rules.stamp";

    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.Ordinal);

    private sealed record Kept(CaseRules Rules, string Stamp, long LookedAt);

    public CaseRules Of(City city)
    {
        var tick = Environment.TickCount64;
        kept.TryGetValue(city.Code, out var known);
        if (known is not null && tick - known.LookedAt < 1000)
            return known.Rules;
        var stamp = Stamp(city, known?.Rules);
        var rules = known is not null && known.Stamp == stamp ? known.Rules : Load(city);
        kept[city.Code] = new Kept(rules, Stamp(city, rules), tick);
        return rules;
    }

    /// <summary>Whoever has just changed something here sees it at once.</summary>
    public void Forget(City city) => kept.TryRemove(city.Code, out _);

    /// <summary>Called by whoever changes units, posts or the playbook, in the same transaction.</summary>
    public static void Changed(CityTransaction transaction) => Settings.Put(transaction, StampKey, Guid.CreateVersion7());

    public static WorkCalendar CalendarOf(Playbook playbook) =>
        new(TimeZoneInfo.FindSystemTimeZoneById(playbook.City.TimeZone), playbook.Limits.WorkingDay, playbook.Limits.Calendar);

    private CaseRules Load(City city)
    {
        // The day depends on the city's zone, which the playbook names: a day read in UTC finds the zone first.
        var now = city.Clock.Now;
        var playbook = playbookOn(city, DateOnly.FromDateTime(now));
        var calendar = CalendarOf(playbook);
        if (calendar.DayOf(now) is var today && today != DateOnly.FromDateTime(now))
            playbook = playbookOn(city, today);
        return new CaseRules(playbook, CalendarOf(playbook), city.Database.Read(Organisation));
    }

    private static OrganisationNow Organisation(DbConnection connection)
    {
        var now = OrganisationReads.Now(connection);
        return DemoMark.Is(connection) ? now.WithSamples() : now;
    }

    // What the rules depend on besides time: what was imported, what was edited, and which day it is.
    private static string Stamp(City city, CaseRules? rules)
    {
        var edited = city.Database.Read(connection =>
            Sql.One(connection, $"select value from settings where key = '{StampKey}'", row => row.GetString(0))
            + Sql.Number(connection, "select max(recorded_at) from playbooks")
            + DemoMark.Is(connection)
        );
        var now = city.Clock.Now;
        return $"{edited} {(rules is null ? DateOnly.FromDateTime(now) : rules.Calendar.DayOf(now)):yyyy-MM-dd}";
    }
}
