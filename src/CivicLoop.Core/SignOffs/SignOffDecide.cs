using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.SignOffs;

/// <summary>一把手签批: what stays red goes to the first leader, who says what is to happen. Pure.</summary>
public static class SignOffDecide
{
    /// <summary>The kind of duty that the first leader owes.</summary>
    public const string Waits = "sign-off";

    /// <summary>The kind of duty that whoever was asked owes.</summary>
    public const string Answers = "answer-sign-off";

    /// <summary>An instruction that names no day is answered within this. No source gives a figure.</summary>
    public static readonly Limit AnswerWithin = new(3, LimitClock.WorkingDays);

    /// <summary>A promise further away than this is none.</summary>
    private const int LongestPromise = 366;

    /// <summary>
    /// Who signs what a unit owes: the head of its district's own group where the district has one, otherwise the head of
    /// the city's leading group.
    /// </summary>
    public static Post? Signer(CaseRules rules, string? unit)
    {
        var organisation = rules.Organisation;
        var at = unit is null ? null : organisation.Unit(unit);
        for (var steps = 0; at is not null && steps <= organisation.Units.Count; steps++)
        {
            if (at.Kind == UnitKinds.District && organisation.PostOf(at.Code, Role.Leader) is { } head)
                return head;
            at = at.Parent is null ? null : organisation.Unit(at.Parent);
        }
        return LineOfCommand.HeadOf(organisation, rules.Playbook.Organisation);
    }

    /// <summary>Whether something that turned red then is to be signed now.</summary>
    public static bool IsDue(SignOffRule rule, WorkCalendar calendar, DateTime redAt, DateTime now) =>
        calendar.After(redAt, rule.RedFor).At <= now;

    public static Outcome<SignOffEvent> Decide(SignOffState? state, SignOffCommand command, Act act, CaseRules rules)
    {
        if (command is AskToSign ask)
            return Ask(state, ask, act, rules);
        if (state is null)
            return new Refusal("sign-off.unknown");
        return command switch
        {
            Lapse when act.By != Actor.System => new Refusal("sign-off.not-yours"),
            Lapse when state.Status != SignOffStatus.Waiting => new Refusal("sign-off.signed"),
            Lapse => new SignOffLapsed(),
            Sign sign => Sign(state, sign, act, rules),
            AnswerSignOff when state.Status != SignOffStatus.Signed || state.Next is null => new Refusal(
                "sign-off.no-answer-asked"
            ),
            AnswerSignOff when act.By.Post != state.Next.Post => new Refusal("sign-off.not-yours"),
            AnswerSignOff => new SignOffAnswered(),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    public static SignOffState Evolve(SignOffState? before, SignOffEvent happened, Made made) =>
        happened switch
        {
            SignOffAsked asked => new SignOffState(
                1,
                asked.Number,
                asked.About,
                asked.Of,
                asked.Duty,
                asked.Kind,
                asked.Owing,
                asked.Unit,
                asked.RedAt,
                asked.Signer,
                SignOffStatus.Waiting,
                null,
                null,
                null,
                null,
                asked.Next
            ),
            _ when before is null => throw new InvalidOperationException("a sign-off begins with what is red"),
            SignOffSigned signed => Next(before, SignOffStatus.Signed, signed.Next) with
            {
                Promise = signed.Promise,
                Asked = signed.Asked,
                Signed = made,
            },
            SignOffAnswered => Next(before, SignOffStatus.Answered, null) with { Answered = made },
            SignOffLapsed => Next(before, SignOffStatus.Lapsed, null),
            _ => throw new InvalidOperationException($"unknown kind of event '{happened.GetType().Name}'"),
        };

    private static Outcome<SignOffEvent> Ask(SignOffState? state, AskToSign ask, Act act, CaseRules rules)
    {
        if (state is not null)
            return new Refusal("sign-off.exists");
        if (act.By != Actor.System || ask.Kind is Waits or Answers)
            return new Refusal("sign-off.not-yours");
        if (
            rules.Playbook.Limits.SignOff is not { } rule
            || !IsDue(rule, rules.Calendar, ask.RedAt, act.RecordedAt)
            || Signer(rules, rules.Organisation.Post(ask.Owing)?.Unit) is not { } signer
            || signer.Code == ask.Owing
        )
            return new Refusal("sign-off.not-due");
        return new SignOffAsked(
            ask.Number,
            ask.About,
            ask.Of,
            ask.Duty,
            ask.Kind,
            ask.Owing,
            rules.Organisation.Post(ask.Owing)?.Unit,
            ask.RedAt,
            signer.Code,
            Owed(Waits, signer.Code, act.RecordedAt, rule.Within, rules)
        );
    }

    private static Outcome<SignOffEvent> Sign(SignOffState state, Sign sign, Act act, CaseRules rules)
    {
        if (act.By.Role != Role.Leader || act.By.Post != state.Signer)
            return new Refusal("sign-off.not-yours");
        if (state.Status != SignOffStatus.Waiting)
            return new Refusal("sign-off.signed");
        var today = rules.Calendar.DayOf(act.RecordedAt);
        if (sign.Promise is { } promise && (promise < today || promise > today.AddDays(LongestPromise)))
            return new Refusal("sign-off.promise", $"{LongestPromise}");
        if (sign.Asked is { } asked && rules.Organisation.ClerkOf(asked) is null)
            return new Refusal("sign-off.nobody-there", asked);
        // Whoever signs and asks for nothing is owed nothing.
        if (sign.Promise is null && sign.Asked is null)
            return new SignOffSigned(null, null, null);
        var answering = sign.Asked is null ? state.Owing : rules.Organisation.ClerkOf(sign.Asked)!.Code;
        var owed = Owed(Answers, answering, act.RecordedAt, AnswerWithin, rules);
        return new SignOffSigned(
            sign.Promise,
            sign.Asked,
            sign.Promise is { } day ? owed.To(day, rules.Playbook.Limits.YellowAt, rules.Calendar) : owed
        );
    }

    private static Duty Owed(string kind, string post, DateTime since, Limit limit, CaseRules rules) =>
        Duty.Open(kind, post, null, since, limit, rules.Playbook.Limits.YellowAt, rules.Calendar);

    private static SignOffState Next(SignOffState before, SignOffStatus status, Duty? next) =>
        before with
        {
            Version = before.Version + 1,
            Status = status,
            Next = next,
        };
}
