using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;

namespace CivicLoop.Core.Cases;

/// <summary>Stages of a case as another system counts them; the words of 数字城管 beside ours.</summary>
public enum ToldStage
{
    /// <summary>受理.</summary>
    Operate,

    /// <summary>立案.</summary>
    File,

    /// <summary>派遣.</summary>
    Dispatch,

    /// <summary>处置.</summary>
    Dispose,

    /// <summary>核查.</summary>
    Check,

    /// <summary>结案.</summary>
    Archive,
}

/// <summary>What the other system says of a stage: how often, how often in time, and who did it last.</summary>
/// <param name="By">A name, kept as an erasable text; null where none is said.</param>
public sealed record Told(int Times, int InTime, TextRef? By);

/// <summary>What went otherwise than straight there: 返工、挂账、延时、推诿.</summary>
public sealed record Tally(int Reworks, int Suspensions, int Extensions, int Returns);

/// <summary>A case that ran in another system, with the stages that it went through there.</summary>
/// <param name="Address">In words, as the other system writes it.</param>
/// <param name="FoundBy">One of <see cref="Finders.All"/>.</param>
/// <param name="Stages">In the order of their times.</param>
public sealed record ImportCase(
    long Number,
    string Category,
    Location At,
    TextRef What,
    TextRef? Address,
    string FoundBy,
    Source Source,
    Severity? Severity,
    Told Reported,
    Tally Tally,
    IReadOnlyList<StageSaid> Stages
) : CaseCommand(CaseAct.Import);

/// <param name="Status">Where the case stands after it.</param>
/// <param name="Unit">Dispatch and dispose: the unit that it was given to, or that put it right.</param>
/// <param name="First">Dispatch: the unit that it was given to first.</param>
/// <param name="Due">Dispatch: by when it was to be put right; null where that is not said.</param>
/// <param name="Limit">Dispatch: the limit as it was said; null where only the time is known.</param>
public sealed record StageSaid(
    ToldStage Stage,
    CaseStatus Status,
    DateTime At,
    Told Told,
    string? Unit = null,
    string? First = null,
    DateTime? Due = null,
    string? Limit = null
);

/// <summary>
/// What another system says of a case's past is written down as its word, never as an act of ours: kinds of their own,
/// which count for nobody here. Only what is owed from now on is decided.
/// </summary>
internal static class Importing
{
    public const string Via = "import";

    // What the other system may have left a case at. What stands still or is signed off there goes on here as being put right.
    private static readonly CaseStatus[] Ends =
    [
        CaseStatus.Reported,
        CaseStatus.Refused,
        CaseStatus.Filed,
        CaseStatus.Dispatched,
        CaseStatus.Accepted,
        CaseStatus.Fixed,
        CaseStatus.Passed,
        CaseStatus.Closed,
    ];

    public static Outcome<IReadOnlyList<CaseEvent>> OnImport(CaseState? state, ImportCase import, Act act, CaseRules rules)
    {
        if (state is not null)
            return new Refusal("case.exists");
        if (act.Via != Via)
            return new Refusal("exchange.not-import");
        if (!Finders.All.Contains(import.FoundBy))
            return new Refusal("source.unknown", import.FoundBy);
        if (CaseDecide.Placed(import.At, import.Category, rules) is { } refusal)
            return refusal;
        if (Wrong(import, act, rules) is { } wrong)
            return wrong;

        var status = import.Stages.Count == 0 ? CaseStatus.Reported : import.Stages[^1].Status;
        var dispatched = import.Stages.LastOrDefault(stage => stage.Stage == ToldStage.Dispatch);
        var unit = Unit(import);
        var rectify = Rectify(import, dispatched, status, unit, act, rules);
        var next = Next(status, import.At.District, unit, rectify, act, rules);
        if (next is null && status is CaseStatus.Dispatched or CaseStatus.Accepted)
            return new Refusal("unit.nobody", unit is null ? "" : rules.Organisation.Unit(unit)?.Name ?? unit);

        var filed = status is not (CaseStatus.Reported or CaseStatus.Refused);
        var events = new List<CaseEvent>
        {
            new CaseImported(
                import.Number,
                import.Category,
                filed ? rules.Playbook.Category(import.Category)!.Difficulty : null,
                filed ? import.Severity ?? Severity.Minor : null,
                import.At,
                import.What,
                import.Address,
                import.FoundBy,
                import.Source,
                import.Reported,
                import.Tally,
                import.Stages.Count == 0 ? next : null
            ),
        };
        foreach (var stage in import.Stages)
            events.Add(
                new StageTold(
                    stage.Stage,
                    stage.Status,
                    stage.Told,
                    stage.Unit,
                    stage.First,
                    ReferenceEquals(stage, dispatched ?? import.Stages[^1]) ? rectify : null,
                    ReferenceEquals(stage, import.Stages[^1]) ? next : null
                )
            );
        return events;
    }

    private static Refusal? Wrong(ImportCase import, Act act, CaseRules rules)
    {
        var before = act.HappenedAt;
        foreach (var stage in import.Stages)
        {
            if (stage.At > act.RecordedAt)
                return new Refusal("act.future");
            if (stage.At < before)
                return new Refusal("act.before-report");
            if (!Ends.Contains(stage.Status))
                return new Refusal("exchange.status", stage.Status.ToString());
            if (
                new[] { stage.Unit, stage.First }.FirstOrDefault(one =>
                    one is not null && rules.Organisation.Unit(one) is null
                ) is
                { } nobody
            )
                return new Refusal("unit.unknown", nobody);
            before = stage.At;
        }
        return null;
    }

    private static string? Unit(ImportCase import) => import.Stages.LastOrDefault(stage => stage.Unit is not null)?.Unit;

    // The limit that was told there stands; where none was, one that still has to be put right gets ours from now.
    private static Duty? Rectify(
        ImportCase import,
        StageSaid? dispatched,
        CaseStatus status,
        string? unit,
        Act act,
        CaseRules rules
    )
    {
        var post = CaseDuties.Clerk(unit, rules);
        if (dispatched?.Due is { } due)
        {
            var since = dispatched.At < due ? dispatched.At : due;
            var yellow = since + (due - since) * rules.Playbook.Limits.YellowAt;
            yellow = new DateTime(yellow.Ticks - yellow.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
            var open = status is CaseStatus.Dispatched or CaseStatus.Accepted && post is not null;
            var checker = open
                ? CaseDuties.Rectify(post!, import.At.District, act.RecordedAt, Usual(import, rules), rules).Checker
                : null;
            return new Duty(
                "rectify",
                post?.Code ?? "",
                checker,
                since,
                yellow,
                due,
                dispatched.Limit ?? Hours(due - since),
                Provisional: false
            );
        }
        return post is not null && status is CaseStatus.Dispatched or CaseStatus.Accepted
            ? CaseDuties.Rectify(post!, import.At.District, act.RecordedAt, Usual(import, rules), rules)
            : null;
    }

    private static Limit Usual(ImportCase import, CaseRules rules) =>
        rules.Playbook.Difficulty(rules.Playbook.Category(import.Category)!.Difficulty)?.Limit
        ?? rules.Playbook.Limits.Stage("rectify");

    private static string Hours(TimeSpan span) =>
        new Limit((int)Math.Clamp(Math.Ceiling(span.TotalHours), 1, Duties.Limit.Most), LimitClock.UrgentHours).ToString();

    private static Duty? Next(CaseStatus status, string district, string? unit, Duty? rectify, Act act, CaseRules rules) =>
        status switch
        {
            CaseStatus.Reported => CaseDuties.Office("file", act.RecordedAt, rules),
            CaseStatus.Filed => CaseDuties.Office("dispatch", act.RecordedAt, rules),
            CaseStatus.Dispatched => CaseDuties.Clerk(unit, rules) is { } post
                ? CaseDuties.Open("accept", post.Code, null, act.RecordedAt, rules.Playbook.Limits.Stage("accept"), rules)
                : null,
            CaseStatus.Accepted => CaseDuties.Clerk(unit, rules) is null ? null : rectify,
            CaseStatus.Fixed => CaseDuties.Check(district, act.RecordedAt, rules, unit is null ? [] : [unit]),
            CaseStatus.Passed => CaseDuties.Office("close", act.RecordedAt, rules),
            _ => null,
        };
}
