using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Upstream;

/// <summary>What comes from above is entered, its findings become cases, and the city answers. Pure.</summary>
public static class UpstreamDecide
{
    /// <summary>The kind of duty that the office owes until the city has answered.</summary>
    public const string Answers = "reply-upstream";

    /// <summary>Where the letter sets no day. No source gives a figure.</summary>
    public static readonly Limit AnswerWithin = new(10, LimitClock.WorkingDays);

    public const int LongestName = 200;

    public static Outcome<UpstreamEvent> Decide(UpstreamState? state, UpstreamCommand command, Act act, CaseRules rules)
    {
        if (May.Reach(act.By.Role, Right.EnterUpstream) == Scope.None)
            return new Refusal("upstream.not-yours");
        if (command is EnterUpstream enter)
            return state is null ? Enter(enter, act, rules) : new Refusal("upstream.exists");
        if (state is null)
            return new Refusal("upstream.unknown");
        if (state.Answer is not null)
            return new Refusal("upstream.answered-already");
        return command switch
        {
            AddFindings { Cases.Count: 0 } => new Refusal("upstream.nothing-found"),
            AddFindings add => new UpstreamFound(add.Cases, state.Next),
            ReplyUpstream reply => Reply(state, reply, act, rules),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    public static UpstreamState Evolve(UpstreamState? before, UpstreamEvent happened, Made made) =>
        happened switch
        {
            UpstreamEntered entered => new UpstreamState(
                1,
                entered.Number,
                entered.Kind,
                entered.Level,
                entered.Authority,
                entered.Letter,
                entered.Day,
                entered.Deadline,
                entered.About,
                entered.List,
                entered.Items,
                [],
                null,
                entered.Next
            ),
            _ when before is null => throw new InvalidOperationException("what comes from above begins with its entry"),
            UpstreamFound found => before with
            {
                Version = before.Version + 1,
                Cases = [.. before.Cases, .. found.Cases],
                Next = found.Next,
            },
            UpstreamReplied replied => before with
            {
                Version = before.Version + 1,
                Answer = new UpstreamAnswer(replied.Letter, replied.Day, made),
                Next = null,
            },
            _ => throw new InvalidOperationException($"unknown kind of event '{happened.GetType().Name}'"),
        };

    private static Outcome<UpstreamEvent> Enter(EnterUpstream enter, Act act, CaseRules rules)
    {
        if (enter.Authority.Length == 0)
            return new Refusal("upstream.authority-missing");
        // An interview may be held without a letter; what was found is told by one.
        if (enter.Letter.Length == 0 && enter.Kind != UpstreamKind.Interview)
            return new Refusal("upstream.letter-missing");
        if (enter.Authority.Length > LongestName || enter.Letter.Length > LongestName)
            return new Refusal("text.too-long", $"{LongestName}");
        // Its rows are called by its number and this sign.
        if (enter.Letter.Contains(FindingSheet.Row, StringComparison.Ordinal))
            return new Refusal("upstream.letter-sign", $"{FindingSheet.Row}");
        if (enter.Day > rules.Calendar.DayOf(act.RecordedAt))
            return new Refusal("upstream.day-future");
        if (enter.Deadline < enter.Day)
            return new Refusal("upstream.deadline-before");
        return new UpstreamEntered(
            enter.Number,
            enter.Kind,
            enter.Level,
            enter.Authority,
            enter.Letter,
            enter.Day,
            enter.Deadline,
            enter.About,
            enter.List,
            enter.Items,
            Owed(enter.Deadline, act, rules)
        );
    }

    private static Outcome<UpstreamEvent> Reply(UpstreamState state, ReplyUpstream reply, Act act, CaseRules rules) =>
        reply.Letter.Length == 0 ? new Refusal("upstream.reply-letter-missing")
        : reply.Letter.Length > LongestName ? new Refusal("text.too-long", $"{LongestName}")
        : reply.Day < state.Day || reply.Day > rules.Calendar.DayOf(act.RecordedAt) ? new Refusal("upstream.reply-day")
        : new UpstreamReplied(reply.Letter, reply.Day);

    private static Duty? Owed(DateOnly? deadline, Act act, CaseRules rules)
    {
        if (rules.Organisation.Covering(Role.OfficeClerk, null) is not { } office)
            return null;
        var yellowAt = rules.Playbook.Limits.YellowAt;
        return deadline is { } day
            ? Duty.Until(Answers, office.Code, act.RecordedAt, day, yellowAt, rules.Calendar)
            : Duty.Open(Answers, office.Code, null, act.RecordedAt, AnswerWithin, yellowAt, rules.Calendar);
    }
}
