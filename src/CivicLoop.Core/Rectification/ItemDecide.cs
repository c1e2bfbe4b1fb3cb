using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Rectification;

/// <summary>The life of an item of a list: added, edited, done, checked by others, struck off. Pure.</summary>
public static class ItemDecide
{
    public const string Rectify = "item-rectify";
    public const string Check = "item-check";
    public const string Strike = "item-strike";

    public static Outcome<ItemEvent> Decide(ItemState? state, ItemCommand command, Act act, CaseRules rules)
    {
        if (act.HappenedAt > act.RecordedAt)
            return new Refusal("act.future");
        if (command is AddItem add)
            return OnAdd(state, add, act, rules);
        if (state is null)
            return new Refusal("rectification-item.unknown");
        if (command is RecountItem)
            return OnRecount(state, act, rules);
        if (!May.Do(act.By, command.Kind, state.Unit, state.District))
            return new Refusal("item.not-yours", command.Kind.ToString());
        if (NotNow(state, command) is { } early)
            return early;
        if (command is PassItem or FailItem && OwnWork(state, act) is { } own)
            return own;
        return command switch
        {
            ChangeItem change => OnChange(state, change, act, rules),
            ReportItemDone done => OnDone(state, done, act, rules),
            PassItem pass => new ItemChecked(pass.Photos, Office(act, rules)),
            FailItem fail => new ItemFailed(fail.Photos, Rework(state, act, rules)),
            StrikeItemOff => new ItemStruckOff(),
            WithdrawItem => new ItemWithdrawn(),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    private static Refusal? NotNow(ItemState state, ItemCommand command)
    {
        var ready = command switch
        {
            ChangeItem or ReportItemDone => state.Status == ItemStatus.Open,
            PassItem or FailItem => state.Status == ItemStatus.Done,
            StrikeItemOff => state.Status == ItemStatus.Checked,
            _ => state.IsOpen,
        };
        return ready ? null : new Refusal("item.not-now", command.Kind.ToString(), state.Status.ToString());
    }

    private static Outcome<ItemEvent> OnAdd(ItemState? state, AddItem add, Act act, CaseRules rules)
    {
        if (state is not null)
            return new Refusal("item.exists");
        if (!May.Do(act.By, ItemAct.Add, add.Unit, add.District))
            return new Refusal("item.not-yours", nameof(ItemAct.Add));
        if (Unfit(add.Unit, add.Responsible, add.Checker, rules) is { } unfit)
            return unfit;
        if (Promise(add.Promised, add.Due, act, rules) is { } late)
            return late;
        return new ItemAdded(
            add.List,
            add.Number,
            add.Item,
            add.Cause,
            add.Measure,
            add.Due,
            add.Promised,
            add.Unit,
            add.Responsible,
            add.Checker,
            add.Place,
            add.District,
            add.Standard,
            add.Case,
            Owed(add.Unit, add.District, add.Checker, add.Due, act.RecordedAt, rules)
        );
    }

    private static Outcome<ItemEvent> OnChange(ItemState state, ChangeItem change, Act act, CaseRules rules)
    {
        if (change == new ChangeItem())
            return new Refusal("item.nothing");
        // A unit says why, how, by when it promises and who; what, whose and until when is the office's.
        var offices =
            change.Item is not null
            || change.Due is not null
            || change.Unit is not null
            || change.Checker is not null
            || change.Place is not null
            || change.Standard is not null;
        if (offices && May.Act(act.By.Role, ItemAct.Change) != Scope.City)
            return new Refusal("item.field-not-yours");
        var unit = change.Unit ?? state.Unit;
        var due = change.Due ?? state.Due;
        var responsible = change.Responsible ?? state.Responsible;
        // With another unit goes whoever answered for it in the one before.
        if (change.Unit is not null && change.Unit != state.Unit && change.Responsible is null && state.Responsible is not null)
            (change, responsible) = (change with { Responsible = "" }, "");
        var checker = change.Checker ?? state.Checker;
        if (Unfit(unit, responsible, checker, rules) is { } unfit)
            return unfit;
        if (Promise(change.Promised, due, act, rules) is { } late)
            return late;
        var district = change.District ?? state.District;
        // The same duty told again stays open as it was: only who, by when and checked by whom make another one.
        var next =
            change.Unit is null && change.Due is null && change.Checker is null && change.District is null
                ? state.Next
                : Owed(unit, district, checker, due, state.Next?.Since ?? act.RecordedAt, rules);
        return new ItemChanged(
            change.Item,
            change.Cause,
            change.Measure,
            change.Due,
            change.Promised,
            change.Unit,
            change.Responsible,
            change.Checker,
            change.Place,
            change.District,
            change.Standard,
            change.CaseVersion,
            next
        );
    }

    private static Outcome<ItemEvent> OnDone(ItemState state, ReportItemDone done, Act act, CaseRules rules)
    {
        if (done.Photos.Count == 0 && done.Case is null)
            return new Refusal("item.evidence-missing");
        if (done.Case is { } number && !done.CaseRight)
            return new Refusal("item.case-open", number.ToString(CultureInfo.InvariantCulture));
        var checker = Checker(state.Checker, act.By.Unit, state.District, rules);
        var next = checker is null ? null : Open(Check, checker.Code, act.RecordedAt, "check", rules);
        return new ItemDone(act.By.Unit, done.Photos, done.Case, next);
    }

    // The system recounts; no person does. What failed is still never owed before the item's own day.
    private static Outcome<ItemEvent> OnRecount(ItemState state, Act act, CaseRules rules)
    {
        if (act.Via != "system")
            return new Refusal("item.not-yours", nameof(ItemAct.Recount));
        if (state.Next?.Recounted(rules.Playbook.Limits.YellowAt, rules.Calendar) is not { } next || next == state.Next)
            return new Refusal("recount.nothing");
        var byDay = next.Kind == Rectify ? Owed(state.Unit, state.District, state.Checker, state.Due, next.Since, rules) : null;
        return new ItemLimitRecounted(byDay?.Due > next.Due ? byDay : next);
    }

    // Four eyes: neither who did it nor anybody of the same unit.
    private static Refusal? OwnWork(ItemState state, Act act) =>
        act.By.Person == state.DoneBy ? new Refusal("item.own-work")
        : act.By.Unit == state.DoneByUnit || act.By.Unit == state.Unit ? new Refusal("item.own-unit")
        : null;

    private static Refusal? Unfit(string unit, string? responsible, string? checker, CaseRules rules)
    {
        var organisation = rules.Organisation;
        if (organisation.Unit(unit) is not { } known)
            return new Refusal("unit.unknown", unit);
        if (organisation.PostOf(unit, Role.UnitClerk) is null)
            return new Refusal("unit.nobody", known.Name);
        if (!string.IsNullOrEmpty(responsible) && organisation.Post(responsible)?.Unit != unit)
            return new Refusal("item.responsible-elsewhere", known.Name);
        if (string.IsNullOrEmpty(checker))
            return null;
        if (organisation.Post(checker) is not { } post || May.Act(post.Role, ItemAct.Pass) == Scope.None)
            return new Refusal("item.checker-unfit");
        return post.Unit == unit ? new Refusal("item.checker-own", known.Name) : null;
    }

    private static Refusal? Promise(DateOnly? promised, DateOnly due, Act act, CaseRules rules) =>
        // A unit that is late already can only promise anew; one that is not may not promise itself more time.
        promised > due
        && rules.Calendar.DayOf(act.RecordedAt) <= due
            ? new Refusal("item.promise-late", due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : null;

    // ---- duties

    private static Duty? Owed(string unit, string district, string? checker, DateOnly due, DateTime since, CaseRules rules)
    {
        if (rules.Organisation.PostOf(unit, Role.UnitClerk) is not { } post)
            return null;
        var end = rules.Calendar.ToUtc(due.AddDays(1), TimeOnly.MinValue).AddMilliseconds(-1);
        var yellow =
            end <= since
                ? end
                : since + TimeSpan.FromMilliseconds(Math.Round((end - since).TotalMilliseconds * rules.Playbook.Limits.YellowAt));
        return new Duty(
            Rectify,
            post.Code,
            Checker(checker, unit, district, rules)?.Code,
            since,
            yellow,
            end,
            due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Provisional: false
        );
    }

    // What failed is owed again by its day, or by the limit of rework where that day is nearer or gone.
    private static Duty? Rework(ItemState state, Act act, CaseRules rules)
    {
        var byDay = Owed(state.Unit, state.District, state.Checker, state.Due, act.RecordedAt, rules);
        if (byDay is null)
            return null;
        var byLimit = Open(Rectify, byDay.Post, act.RecordedAt, "rework", rules) with { Checker = byDay.Checker };
        return byDay.Due > byLimit.Due ? byDay : byLimit;
    }

    private static Duty? Office(Act act, CaseRules rules) =>
        rules.Organisation.Covering(Role.OfficeClerk, null) is { } post
            ? Open(Strike, post.Code, act.RecordedAt, "close", rules)
            : null;

    private static Post? Checker(string? named, string doer, string district, CaseRules rules) =>
        (string.IsNullOrEmpty(named) ? null : rules.Organisation.Post(named))
        ?? rules.Organisation.Covering(Role.Inspector, district, doer)
        ?? rules.Organisation.Covering(Role.Supervisor, null, doer);

    private static Duty Open(string kind, string post, DateTime since, string stage, CaseRules rules) =>
        Duty.Open(kind, post, null, since, rules.Playbook.Limits.Stages[stage], rules.Playbook.Limits.YellowAt, rules.Calendar);
}
