using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Demo;

/// <summary>
/// A city that has lived: the acts of a campaign, made from a seed, in the order in which they were recorded. Each
/// goes through the very <see cref="CaseDecide"/> and rights that real acts go through; one that is refused is a bug
/// here and throws.
/// </summary>
public static class DemoCity
{
    /// <summary>Cases of a whole campaign of a city like Karamay.</summary>
    public const int UsualCases = 13_000;

    /// <param name="until">UTC; nothing is recorded after it, and what is under way then stays open.</param>
    /// <exception cref="InvalidOperationException">A generated act was refused, or the playbook lacks what a city needs.</exception>
    public static IEnumerable<DemoAct> Generate(
        Playbook playbook,
        OrganisationNow organisation,
        WorkCalendar calendar,
        int seed,
        DateTime until,
        int cases = UsualCases
    )
    {
        var rules = new CaseRules(playbook, calendar, organisation);
        var hours = new DemoHours(calendar);
        var arrivals = new Arrivals(playbook, calendar, hours, seed);
        var people = People(playbook, organisation, calendar, seed);
        var staff = new DemoStaff(rules, people, seed);
        var neighbours = new DemoNeighbours();
        var queue = new PriorityQueue<DemoCase, (DateTime, int)>();
        foreach (var arrival in arrivals.All(cases, until))
            queue.Enqueue(
                new DemoCase(arrival, seed, rules, hours, staff, neighbours, arrivals.IsWinter),
                (arrival.ToldAt, arrival.Index)
            );

        var number = 0L;
        while (queue.TryDequeue(out var one, out _))
        {
            var act = one.Make(ref number);
            yield return Accepted(one, act, rules, neighbours);
            if (one.NextAt is { } next && next <= until)
                queue.Enqueue(one, (next, one.Index));
        }
    }

    /// <summary>Where the clock of a demo stands: day 90 of the campaign, or its last where it is shorter, at 17:00 there.</summary>
    public static DateTime Stands(Playbook playbook, WorkCalendar calendar) =>
        calendar.ToUtc(playbook.City.Campaign.Starts.AddDays(Math.Min(90, playbook.City.Campaign.Days) - 1), new TimeOnly(17, 0));

    /// <summary>Who acts in the city of this seed.</summary>
    public static DemoPeople People(Playbook playbook, OrganisationNow organisation, WorkCalendar calendar, int seed) =>
        new(organisation, seed, calendar.ToUtc(playbook.City.Campaign.Starts, TimeOnly.MinValue));

    private static DemoAct Accepted(DemoCase one, DemoAct made, CaseRules rules, DemoNeighbours neighbours)
    {
        var other = Other(one.State, made.Command) is { } number ? neighbours.Find(number) : null;
        var outcome = CaseDecide.Decide(one.State, made.Command, made.Act, rules);
        if (outcome.Refusal is { } refusal)
        {
            throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"demo case {one.State?.Number} ({made.Stream}) in {one.State?.Status}: {made.Command} by {made.Act.By} at {made.Act.RecordedAt:u} was refused: {refusal}"
                )
            );
        }
        foreach (var happened in outcome.Value!)
        {
            if (other?.State is { } beside && CaseLinks.Told(beside, one.State, happened) is { } told)
                other.State = CaseEvolve.Evolve(beside, told, made.Act.Made);
            one.State = CaseEvolve.Evolve(one.State, happened, made.Act.Made);
        }
        neighbours.Add(one);
        one.Continue(made.Act.RecordedAt);
        return made;
    }

    /// <summary>Number of the other case that an act is about too; null for one about a single case.</summary>
    public static long? Other(CaseState? state, CaseCommand command) =>
        command switch
        {
            Merge merge => merge.Into?.Number,
            FileCase file => file.ReboundOf?.Number,
            _ => CaseLinks.Other(state, command.Kind),
        };
}
