using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Plans;

/// <summary>三级: each is under one of those before it.</summary>
public enum PlanKind
{
    /// <summary>三年行动计划.</summary>
    ThreeYear,

    /// <summary>年度工作要点.</summary>
    Annual,

    /// <summary>实施方案: the one that standards are decomposed in.</summary>
    Implementation,
}

public enum PlanStatus
{
    /// <summary>拟定中.</summary>
    Draft,

    /// <summary>已发布: its tasks run.</summary>
    Published,

    /// <summary>已办结.</summary>
    Closed,
}

public enum PlanAct
{
    Draft,
    Change,
    Publish,
    Close,
}

/// <summary>An edition of standards that a plan decomposes.</summary>
public sealed record EditionRef(string System, string Code);

/// <summary>What a plan says of itself.</summary>
/// <param name="Words">What it is about, line by line.</param>
/// <param name="Parent">Number of the plan that it is under.</param>
/// <param name="Units">责任单位: every one of them has to have a task.</param>
public sealed record PlanHead(
    PlanKind Kind,
    TextRef Name,
    TextRef Words,
    DateOnly From,
    DateOnly To,
    long? Parent,
    IReadOnlyList<EditionRef> Editions,
    IReadOnlyList<string> Units
);

public abstract record PlanCommand(PlanAct Kind);

/// <param name="Parent">The plan that the head names, as it stands; null where it names none.</param>
public sealed record DraftPlan(long Number, PlanHead Head, PlanState? Parent) : PlanCommand(PlanAct.Draft);

public sealed record ChangePlan(PlanHead Head, PlanState? Parent) : PlanCommand(PlanAct.Change);

/// <param name="Gaps">What is missing, as its tasks, the editions and the places stand.</param>
public sealed record PublishPlan(PlanState? Parent, IReadOnlyList<Gap> Gaps) : PlanCommand(PlanAct.Publish);

/// <param name="Running">How many of its tasks, or of the plans under it, have not ended.</param>
public sealed record ClosePlan(int Running) : PlanCommand(PlanAct.Close);

/// <summary>What happened to a plan. Released kinds are stone.</summary>
/// <param name="Next">Who owes what now; null when nobody does.</param>
public abstract record PlanEvent(Duty? Next);

public sealed record PlanDrafted(long Number, PlanHead Head) : PlanEvent((Duty?)null);

public sealed record PlanChanged(PlanHead Head) : PlanEvent((Duty?)null);

/// <summary>From here on its tasks run, and the office owes its end.</summary>
public sealed record PlanPublished(Duty? Next) : PlanEvent(Next);

public sealed record PlanClosed() : PlanEvent((Duty?)null);

/// <summary>A plan as its events left it. Its tasks are histories of their own.</summary>
public sealed record PlanState(
    int Version,
    long Number,
    PlanStatus Status,
    PlanHead Head,
    DateTime DraftedAt,
    DateTime? PublishedAt,
    DateTime? ClosedAt,
    Duty? Next
) : IStreamState
{
    /// <summary>Whether standards are decomposed in it.</summary>
    public bool Decomposes => Head.Kind == PlanKind.Implementation;
}
