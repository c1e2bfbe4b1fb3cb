using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Tallies;

/// <summary>The life of an entry of the ledger: entered, taken into the totals by somebody else, corrected by another one. Pure.</summary>
public static class TallyDecide
{
    public const string CountIn = "tally-count";
    public const string Mend = "tally-mend";

    /// <summary>An entry of more days is a total that somebody else added up.</summary>
    public const int LongestPeriod = 366;

    public static Outcome<TallyEvent> Decide(TallyState? state, TallyCommand command, Act act, CaseRules rules)
    {
        if (act.HappenedAt > act.RecordedAt)
            return new Refusal("act.future");
        if (command is EnterTally enter)
            return state is null ? OnEnter(enter, act, rules) : new Refusal("tally.exists");
        if (state is null)
            return new Refusal("tally.unknown");
        if (command is SupersedeTally by)
            return !state.Stands && state.Status != TallyStatus.SentBack ? NotNow(state) : new TallySuperseded(by.By);
        if (!May.Do(act.By, command.Kind, state.Unit, state.District))
            return new Refusal("tally.not-yours", command.Kind.ToString());
        return command switch
        {
            CountTally => Seen(state, act) ?? new TallyCounted(),
            SendTallyBack => Seen(state, act) ?? new TallySentBack(Mending(state, act, rules)),
            WithdrawTally when state.Status is TallyStatus.Entered or TallyStatus.SentBack => new TallyWithdrawn(),
            // What has been counted leaves the totals only by somebody else's hand, as it came in.
            WithdrawTally when state.Status == TallyStatus.Counted => Own(state, act) is { } own ? own : new TallyWithdrawn(),
            WithdrawTally => NotNow(state),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    private static Outcome<TallyEvent>? Seen(TallyState state, Act act) =>
        state.Status != TallyStatus.Entered ? NotNow(state)
        : Own(state, act) is { } own ? (Outcome<TallyEvent>)own
        : (Outcome<TallyEvent>?)null;

    private static Refusal NotNow(TallyState state) => new("tally.not-now", state.Status.ToString());

    // Four eyes: neither who entered it nor anybody of that unit or of the unit whose work it is.
    private static Refusal? Own(TallyState state, Act act) =>
        act.By.Person == state.EnteredBy ? new Refusal("tally.own-entry")
        : act.By.Unit == state.EnteredFor || act.By.Unit == state.Unit ? new Refusal("tally.own-unit")
        : null;

    private static Outcome<TallyEvent> OnEnter(EnterTally enter, Act act, CaseRules rules)
    {
        if (!May.Do(act.By, TallyAct.Enter, enter.Unit, enter.District))
            return new Refusal("tally.not-yours", nameof(TallyAct.Enter));
        if (Unfit(enter, act, rules) is { } unfit)
            return unfit;
        if (
            TallyOnce.Already(
                enter.Counter.Once,
                enter.Before.Where(one => one.Number != enter.Earlier?.Number),
                enter.Unit,
                enter.From,
                enter.To,
                enter.Thing is not null
            ) is
            { } already
        )
            return new Refusal(
                "tally.counted-already",
                Number(already.Number),
                rules.Organisation.Unit(already.Unit)?.Name ?? already.Unit,
                Day(already.From),
                Day(already.To)
            );
        var checker =
            rules.Organisation.Covering(Role.OfficeClerk, null, act.By.Unit, enter.Unit)
            ?? rules.Organisation.Covering(Role.Supervisor, null, act.By.Unit, enter.Unit);
        return new TallyEntered(
            enter.Number,
            enter.Counter.Code,
            enter.Counter.Measure,
            enter.Amount,
            enter.Unit,
            enter.District,
            enter.From,
            enter.To,
            enter.Thing,
            enter.Note,
            enter.Photos,
            enter.Cases,
            enter.Lists,
            enter.Earlier?.Number,
            act.By.Unit,
            checker is null ? null : Open(CountIn, checker.Code, act.RecordedAt, rules)
        );
    }

    private static Refusal? Unfit(EnterTally enter, Act act, CaseRules rules)
    {
        var organisation = rules.Organisation;
        var counter = enter.Counter;
        if (organisation.Open(enter.Unit) is not { } unit)
            return new Refusal("unit.unknown", enter.Unit);
        if (counter.By.Count > 0 && !counter.By.Contains(organisation.Answering(unit.Code)))
            return new Refusal("tally.not-their-counter", counter.Name, unit.Name);
        if (enter.To < enter.From)
            return new Refusal("tally.period-backwards");
        if (enter.To > rules.Calendar.DayOf(act.RecordedAt))
            return new Refusal("tally.period-future");
        if (enter.To.DayNumber - enter.From.DayNumber >= LongestPeriod)
            return new Refusal("tally.period-long", Number(LongestPeriod));
        if (counter.Once != Once.UnitAndPeriod && enter.Thing is null)
            return new Refusal("tally.thing-missing", counter.Thing.ToString());
        if (enter.Note is null && enter.Photos.Count + enter.Cases.Count + enter.Lists.Count == 0)
            return new Refusal("tally.evidence-missing");
        return enter.Earlier is { } earlier ? NotItsCorrection(enter, earlier, act) : null;
    }

    private static Refusal? NotItsCorrection(EnterTally enter, TallyState earlier, Act act) =>
        earlier.Counter != enter.Counter.Code ? new Refusal("tally.corrects-other", Number(earlier.Number))
        : !earlier.Stands && earlier.Status != TallyStatus.SentBack
            ? new Refusal("tally.corrected-ended", Number(earlier.Number), earlier.Status.ToString())
        : !May.Do(act.By, TallyAct.Enter, earlier.Unit, earlier.District) ? new Refusal("tally.not-yours", nameof(TallyAct.Enter))
        : null;

    private static Duty? Mending(TallyState state, Act act, CaseRules rules)
    {
        var organisation = rules.Organisation;
        var post = organisation.Post(state.EnteredPost) is { Closed: false } same ? same : organisation.ClerkOf(state.Unit);
        return post is null ? null : Open(Mend, post.Code, act.RecordedAt, rules);
    }

    private static Duty Open(string kind, string post, DateTime since, CaseRules rules) =>
        Duty.Open(kind, post, null, since, rules.Playbook.Limits.Stage("check"), rules.Playbook.Limits.YellowAt, rules.Calendar);

    public static TallyState Evolve(TallyState? before, TallyEvent happened, Made made)
    {
        var state = happened switch
        {
            TallyEntered entered => Start(entered, made),
            _ when before is null => throw new InvalidOperationException("an entry of the ledger begins with what was entered"),
            TallyCounted => before with { Status = TallyStatus.Counted },
            TallySentBack => before with { Status = TallyStatus.SentBack },
            TallyWithdrawn => before with { Status = TallyStatus.Withdrawn },
            TallySuperseded by => before with { Status = TallyStatus.Superseded, SupersededBy = by.By },
            _ => throw new InvalidOperationException($"unknown kind of event '{happened.GetType().Name}'"),
        };
        return state with { Version = (before?.Version ?? 0) + 1, Next = happened.Next };
    }

    private static TallyState Start(TallyEntered entered, Made made) =>
        new(
            0,
            entered.Number,
            entered.Counter,
            entered.Measure,
            entered.Amount,
            entered.Unit,
            entered.District,
            entered.From,
            entered.To,
            entered.Thing,
            entered.Note,
            entered.Photos,
            entered.Cases,
            entered.Lists,
            entered.Corrects,
            TallyStatus.Entered,
            made.Person,
            made.Post,
            entered.EnteredFor,
            made.RecordedAt,
            null,
            null
        );

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
