using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Guidance;

/// <summary>Teams are opened and prolonged by the office, and leave. Pure.</summary>
public static class TeamDecide
{
    public const int LongestName = 100;

    public const int MostParts = 8;

    /// <summary>The most days that a team stays without being asked about again.</summary>
    public const int MostDays = 366;

    public static Outcome<TeamEvent> Decide(TeamState? state, TeamCommand command, Act act, CaseRules rules)
    {
        var bySystem = act.By == Actor.System && command is EndTeam && state?.Ends <= act.RecordedAt;
        if (!bySystem && May.Reach(act.By.Role, Right.RunTeams) == Scope.None)
            return new Refusal("team.not-yours");
        if (command is OpenTeam open)
            return state is null ? Open(open, act, rules) : new Refusal("team.exists");
        if (state is null)
            return new Refusal("team.unknown");
        if (state.Ended || !bySystem && state.Ends <= act.RecordedAt)
            return new Refusal("team.ended");
        return command switch
        {
            ProlongTeam prolong => Prolong(state, prolong, rules),
            EndTeam => new TeamEnded(),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    public static TeamState Evolve(TeamState? before, TeamEvent happened, Made made) =>
        happened switch
        {
            TeamOpened opened => new TeamState(
                1,
                opened.Number,
                opened.Authority,
                opened.Name,
                opened.Unit,
                opened.Parts,
                opened.First,
                opened.Last,
                opened.Begins,
                opened.Ends,
                opened.Beats,
                Ended: false
            ),
            _ when before is null => throw new InvalidOperationException("a team begins with its opening"),
            TeamProlonged prolonged => before with { Version = before.Version + 1, Last = prolonged.Last, Ends = prolonged.Ends },
            TeamEnded => before with
            {
                Version = before.Version + 1,
                Ended = true,
                Ends = made.RecordedAt < before.Ends ? made.RecordedAt : before.Ends,
            },
            _ => throw new InvalidOperationException($"unknown kind of event '{happened.GetType().Name}'"),
        };

    private static Outcome<TeamEvent> Open(OpenTeam open, Act act, CaseRules rules)
    {
        if (open.Authority.Length == 0)
            return new Refusal("team.authority-missing");
        if (open.Name.Length == 0)
            return new Refusal("team.name-missing");
        if (open.Authority.Length > LongestName || open.Name.Length > LongestName)
            return new Refusal("text.too-long", $"{LongestName}");
        if (open.Parts.Count is 0 or > MostParts)
            return new Refusal("team.parts", $"{MostParts}");
        var divisions = rules
            .Playbook.City.Districts.SelectMany(district => district.Streets.Select(street => street.Code).Prepend(district.Code))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var part in open.Parts)
        {
            if (part.Name.Length is 0 or > LongestName)
                return new Refusal("team.part-name");
            if (part.Ground.IsNowhere())
                return new Refusal("team.ground-missing", part.Name);
            if (
                part.Ground.Districts.Concat(part.Ground.Streets).FirstOrDefault(code => !divisions.Contains(code)) is { } unknown
            )
                return new Refusal("team.ground-unknown", unknown);
        }
        if (open.Last < open.First)
            return new Refusal("team.days");
        if (open.Last.DayNumber - open.First.DayNumber >= MostDays)
            return new Refusal("team.too-long", $"{MostDays}");
        if (open.Last < rules.Calendar.DayOf(act.RecordedAt))
            return new Refusal("team.over-already");
        if (open.Beats.FirstOrDefault(beat => !Fits(beat)) is { } unfit)
            return new Refusal("team.beat", unfit.Name);
        return new TeamOpened(
            open.Number,
            open.Authority,
            open.Name,
            open.Unit,
            open.Parts,
            open.First,
            open.Last,
            rules.Calendar.ToUtc(open.First, TimeOnly.MinValue),
            EndOf(open.Last, rules),
            open.Beats
        );
    }

    private static Outcome<TeamEvent> Prolong(TeamState state, ProlongTeam prolong, CaseRules rules) =>
        prolong.Last <= state.Last ? new Refusal("team.prolong-later", $"{state.Last:yyyy-MM-dd}")
        : prolong.Last.DayNumber - state.Last.DayNumber >= MostDays ? new Refusal("team.too-long", $"{MostDays}")
        : new TeamProlonged(prolong.Last, EndOf(prolong.Last, rules));

    private static bool Fits(TeamBeat beat) =>
        beat.Name.Length is > 0 and <= LongestName
        && Interval.Parse(beat.Every) is { } every
        && every.Unit switch
        {
            IntervalUnit.Week => Enum.TryParse<DayOfWeek>(beat.On, out var day)
                && Enum.IsDefined(day)
                && !char.IsAsciiDigit(beat.On![0]),
            IntervalUnit.Month => int.TryParse(beat.On, out var nth) && nth is >= 1 and <= 31,
            _ => true,
        };

    private static DateTime EndOf(DateOnly last, CaseRules rules) => rules.Calendar.ToUtc(last.AddDays(1), TimeOnly.MinValue);
}
