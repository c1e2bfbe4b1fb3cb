using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Guidance;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Organisation;

namespace CivicLoop.Web.Guidance;

/// <summary>A part of a team as it is typed.</summary>
public sealed record PartInput(string Name, Ground Ground);

/// <summary>A team as it is typed.</summary>
public sealed record TeamInput(
    string Authority,
    string Name,
    DateOnly First,
    DateOnly Last,
    IReadOnlyList<PartInput> Parts,
    IReadOnlyList<TeamBeat> Beats
);

/// <summary>
/// The door through which teams come, stay and leave. A team brings a unit with a post for each of its parts; the accounts
/// in them are given out as all others, and end with the team.
/// </summary>
public static class TeamStore
{
    public static Task<Outcome<Done<TeamState>>> Open(City city, CaseRules rules, ActForm form, TeamInput input) =>
        StreamDoor.Open(city, (transaction, recordedAt) => Open(transaction, rules, form, input, recordedAt));

    public static Task<Outcome<Done<TeamState>>> Prolong(City city, CaseRules rules, Guid stream, ActForm form, DateOnly last) =>
        StreamDoor.Open(
            city,
            (transaction, recordedAt) =>
            {
                var command = new ProlongTeam(last);
                var outcome = Apply(transaction, rules, stream, form, $"prolong {last:yyyy-MM-dd}", recordedAt, command);
                if (outcome.Value is { Repeated: false } done)
                    foreach (var holding in Holdings(transaction, done.State, recordedAt))
                        HoldingStore.End(transaction, holding.Id, done.State.Ends, recordedAt);
                return outcome;
            }
        );

    /// <summary>It left: nobody holds a post of it any more, and what waits for its word waits for the supervision group.</summary>
    public static Task<Outcome<Done<TeamState>>> End(City city, CaseRules rules, Guid stream, ActForm form) =>
        StreamDoor.Open(city, (transaction, recordedAt) => End(transaction, rules, stream, form, recordedAt));

    internal static Outcome<Done<TeamState>> Open(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        TeamInput input,
        DateTime recordedAt
    )
    {
        var number = TeamStream.Kind.NextNumber(transaction);
        var unit = $"{UnitKinds.Guidance}-{number}";
        var parts = input.Parts.Select((part, at) => new TeamPart($"{unit}-{at + 1}", part.Name, part.Ground)).ToList();
        var said = string.Join(
            '\u001e',
            [
                input.Authority,
                input.Name,
                $"{input.First:yyyy-MM-dd}",
                $"{input.Last:yyyy-MM-dd}",
                .. input.Parts.Select(part =>
                    $"{part.Name} {part.Ground.City} {string.Join(',', [.. part.Ground.Districts, .. part.Ground.Streets])}"
                ),
                .. input.Beats.Select(beat => $"{beat}"),
            ]
        );
        var outcome = Apply(
            transaction,
            rules,
            null,
            form,
            $"open {said}",
            recordedAt,
            new OpenTeam(number, input.Authority, input.Name, unit, parts, input.First, input.Last, input.Beats)
        );
        if (outcome.Value is not { Repeated: false })
            return outcome;
        OrganisationStore.Add(
            transaction,
            new Unit(unit, input.Name, UnitKinds.Guidance, null, null, Sample: false),
            recordedAt,
            null
        );
        foreach (var part in parts)
            OrganisationStore.Add(transaction, new Post(part.Post, part.Name, unit, Role.Guide, null), recordedAt, null);
        RulesNow.Changed(transaction);
        return outcome;
    }

    internal static Outcome<Done<TeamState>> End(
        CityTransaction transaction,
        CaseRules rules,
        Guid stream,
        ActForm form,
        DateTime recordedAt
    )
    {
        var outcome = Apply(transaction, rules, stream, form, "end", recordedAt, new EndTeam());
        if (outcome.Value is not { Repeated: false, State: var team })
            return outcome;
        foreach (var holding in Holdings(transaction, team, recordedAt))
            HoldingStore.End(transaction, holding.Id, recordedAt, recordedAt);
        var now = OrganisationReads.Now(transaction);
        foreach (var post in now.Posts.Where(post => post.Unit == team.Unit))
            OrganisationStore.Change(transaction, post with { Closed = true }, recordedAt, form.Id);
        if (now.Unit(team.Unit) is { } unit)
            OrganisationStore.Change(transaction, unit with { Closed = true }, recordedAt, form.Id);
        RulesNow.Changed(transaction);
        FeedbackStore.HandOver(transaction, rules, team, form.Reason, recordedAt);
        return outcome;
    }

    private static IEnumerable<Holding> Holdings(CityTransaction transaction, TeamState team, DateTime now) =>
        team.Parts.SelectMany(part => HoldingReads.Open(transaction, "post", part.Post, now));

    private static Outcome<Done<TeamState>> Apply(
        CityTransaction transaction,
        CaseRules rules,
        Guid? stream,
        ActForm form,
        string said,
        DateTime recordedAt,
        TeamCommand command
    ) =>
        StreamDoor.ApplyOne<TeamState, TeamEvent>(
            transaction,
            TeamStream.Kind,
            stream,
            form,
            form.Fingerprint(stream, $"team.{said}"),
            new Drafts(),
            recordedAt,
            (state, act) => TeamDecide.Decide(state, command, act, rules)
        );
}
