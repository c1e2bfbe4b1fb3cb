using CivicLoop.Core.Playbooks;
using CivicLoop.Core.Rhythm;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Guidance;
using CivicLoop.Web.Playbooks;

namespace CivicLoop.Web.Rhythm;

/// <summary>When the beats of a city come: each day under the rules that are in force on it.</summary>
public sealed class CityBeats(PlaybookReads playbooks)
{
    /// <summary>What comes after one instant, up to another and with it, in order; both UTC. None in a city without a playbook.</summary>
    public IReadOnlyList<BeatTime> Between(City city, DateTime after, DateTime until)
    {
        var versions = city.Database.Read(PlaybookReads.Versions);
        if (versions.Count == 0 || until <= after)
            return [];
        var calendars = new Dictionary<Guid, BeatCalendar>();
        BeatCalendar On(DateOnly day)
        {
            var version = PlaybookReads.VersionOn(versions, day)!;
            if (!calendars.TryGetValue(version.Id, out var known))
                calendars[version.Id] = known = Of(playbooks.On(city, day));
            return known;
        }
        var calendar = RulesNow.CalendarOf(playbooks.On(city, versions[^1].ValidFrom));
        var times = new List<BeatTime>();
        for (var day = calendar.DayOf(after); day <= calendar.DayOf(until); day = day.AddDays(1))
            times.AddRange(On(day).On(day).Where(time => time.At > after && time.At <= until));
        // A team has beats of its own, for as long as it is here.
        var teams = city.Database.Read(connection => GuidanceReads.Teams(connection));
        if (teams.Count == 0)
            return times;
        foreach (var team in teams.Select(one => one.State))
            times.AddRange(
                new BeatCalendar(team.CityBeats(), team.First, calendar)
                    .Between(after, until < team.Ends ? until : team.Ends)
                    .Where(time => time.At >= team.Begins)
            );
        return [.. times.OrderBy(time => time.At)];
    }

    /// <summary>The beats of one playbook, as if no other were ever in force.</summary>
    public static BeatCalendar Of(Playbook playbook) =>
        new(playbook.Rhythm, playbook.City.Campaign.Starts, RulesNow.CalendarOf(playbook));
}
