using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Contracts;

namespace CivicLoop.Web.Duties;

/// <summary>A line of command with what is owed under it.</summary>
public sealed record LineSeen(Line Line, PostLights Lights);

/// <summary>A unit that is late, and why.</summary>
public sealed record UnitSeen(string Unit, PostLights Lights, Reasons Reasons);

/// <summary>What a leader has a minute for.</summary>
/// <param name="Own">Where this leader begins.</param>
/// <param name="Since">What turned red after it is fresh.</param>
/// <param name="Red">The longest overdue.</param>
/// <param name="Fresh">What turned red last.</param>
public sealed record LeaderSeen(
    Line Own,
    LineSeen At,
    IReadOnlyList<LineSeen> Under,
    DateTime Since,
    IReadOnlyList<PostDuty> Red,
    IReadOnlyList<PostDuty> Fresh,
    IReadOnlyList<UnitSeen> Worst
);

/// <summary>What hangs under a leader, in bounded looks: counts from <see cref="DutyCounts"/>, lists by the index of each post.</summary>
public sealed class LeaderReads(DutySubjects subjects)
{
    private const int Listed = 10;
    private const int WorstUnits = 5;

    // Reasons are told from so many of a unit's longest overdue.
    private const int LookedAt = 50;

    public static LineOfCommand Lines(DbConnection connection, CaseRules rules, DateOnly today)
    {
        var leaders = rules
            .Organisation.Posts.Where(post => post.Role == Role.Leader && !post.Closed)
            .Select(post => post.Unit)
            .Distinct()
            .SelectMany(unit => ContractReads.Holding(connection, today, unit))
            .Where(contract =>
                contract.Party.Post is not null && contract.Object.Over is Over.District or Over.Street or Over.Community
            )
            .Select(contract => new Charge(contract.Party.Post!, contract.Object.Code));
        return new LineOfCommand(rules.Organisation, rules.Playbook.Organisation, [.. leaders]);
    }

    /// <param name="at">Key of the line that is looked at; null for one's own.</param>
    /// <returns>Null where no line is called so.</returns>
    public LeaderSeen? Of(DbConnection connection, CaseRules rules, Actor who, string? at, DateTime now, DateTime since)
    {
        var lines = Lines(connection, rules, rules.Calendar.DayOf(now));
        var own = lines.Of(who);
        if ((at is null ? own : lines.Find(at)) is not { } line)
            return null;
        var lights = DutyCounts.Of(connection, now, since);
        LineSeen Seen(Line one) =>
            new(one, one.Posts.Aggregate(default(PostLights), (sum, post) => sum + lights.GetValueOrDefault(post)));
        var late = line.Posts.Where(post => lights.GetValueOrDefault(post).Red > 0).ToList();
        var fresh = late.Where(post => lights[post].Fresh > 0).ToList();
        return new LeaderSeen(
            own,
            Seen(line),
            [.. lines.Under(line).Select(Seen).OrderByDescending(one => one.Lights.Red).ThenByDescending(one => one.Lights.Open)],
            since,
            subjects.Red(connection, late, DateTime.UnixEpoch, now, newest: false, Listed),
            subjects.Red(connection, fresh, since, now, newest: true, Listed),
            Worst(connection, rules.Organisation, late, lights, now)
        );
    }

    private List<UnitSeen> Worst(
        DbConnection connection,
        OrganisationNow organisation,
        IEnumerable<string> late,
        IReadOnlyDictionary<string, PostLights> lights,
        DateTime now
    ) =>
        [
            .. late.GroupBy(post => organisation.Answering(organisation.Post(post)!.Unit), StringComparer.Ordinal)
                .Select(unit =>
                    (unit.Key, Posts: unit, Lights: unit.Aggregate(default(PostLights), (sum, post) => sum + lights[post]))
                )
                .OrderByDescending(unit => unit.Lights.Red)
                .ThenBy(unit => unit.Key, StringComparer.Ordinal)
                .Take(WorstUnits)
                .Select(unit =>
                    Reasons.Of([
                        .. subjects
                            .Red(connection, [.. unit.Posts], DateTime.UnixEpoch, now, newest: false, LookedAt)
                            .Select(one => one.Duty)
                            .Select(duty => new Late(
                                (duty as DutyRow)?.Category,
                                duty.Due,
                                (duty as DutyRow)?.FailedChecks ?? 0
                            )),
                    ])
                        is { } reasons
                        ? new UnitSeen(unit.Key, unit.Lights, reasons)
                        : null
                )
                .OfType<UnitSeen>(),
        ];
}
