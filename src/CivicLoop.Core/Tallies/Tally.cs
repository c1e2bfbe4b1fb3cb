using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Tallies;

/// <summary>The acts by name: what rights are given for and what forms are called.</summary>
public enum TallyAct
{
    Enter,

    /// <summary>确认计入: somebody else takes it into the totals.</summary>
    CountIn,

    SendBack,
    Withdraw,

    /// <summary>Follows from an entry that corrects this one; nobody does it by itself.</summary>
    Supersede,
}

/// <summary>What was counted, as far as it has a name of its own; one of the three.</summary>
public sealed record CountedThing(string? Place, long? Case, TextRef? Name);

/// <summary>What stands of an entry that may have counted the same already.</summary>
/// <param name="Named">Whether it says of what thing it tells.</param>
/// <param name="SameThing">Whether it names the very thing that is to be entered.</param>
public sealed record CountedBefore(long Number, string Unit, DateOnly From, DateOnly To, bool Named, bool SameThing);

public abstract record TallyCommand(TallyAct Kind);

/// <param name="Number">Of the entry within its city, given by the store.</param>
/// <param name="District">Empty for the whole city.</param>
/// <param name="Before">Entries of the counter that stand on the same days or thing.</param>
/// <param name="Earlier">The entry that this one corrects; null where it corrects none.</param>
public sealed record EnterTally(
    long Number,
    Counter Counter,
    Amount Amount,
    string Unit,
    string District,
    DateOnly From,
    DateOnly To,
    CountedThing? Thing,
    TextRef? Note,
    IReadOnlyList<PhotoRef> Photos,
    IReadOnlyList<long> Cases,
    IReadOnlyList<long> Lists,
    IReadOnlyList<CountedBefore> Before,
    TallyState? Earlier
) : TallyCommand(TallyAct.Enter);

public sealed record CountTally() : TallyCommand(TallyAct.CountIn);

public sealed record SendTallyBack() : TallyCommand(TallyAct.SendBack);

public sealed record WithdrawTally() : TallyCommand(TallyAct.Withdraw);

/// <param name="By">Number of the entry that stands instead.</param>
public sealed record SupersedeTally(long By) : TallyCommand(TallyAct.Supersede);

/// <summary>What happened to an entry. Released kinds are stone.</summary>
/// <param name="Next">Who owes what now; null when nobody does.</param>
public abstract record TallyEvent(Duty? Next);

/// <param name="Measure">As the rules of that day said it: what is measured otherwise is never added to it.</param>
/// <param name="EnteredFor">The unit of whoever entered it.</param>
public sealed record TallyEntered(
    long Number,
    string Counter,
    string Measure,
    Amount Amount,
    string Unit,
    string District,
    DateOnly From,
    DateOnly To,
    CountedThing? Thing,
    TextRef? Note,
    IReadOnlyList<PhotoRef> Photos,
    IReadOnlyList<long> Cases,
    IReadOnlyList<long> Lists,
    long? Corrects,
    string EnteredFor,
    Duty? Next
) : TallyEvent(Next);

public sealed record TallyCounted() : TallyEvent((Duty?)null);

public sealed record TallySentBack(Duty? Next) : TallyEvent(Next);

public sealed record TallyWithdrawn() : TallyEvent((Duty?)null);

public sealed record TallySuperseded(long By) : TallyEvent((Duty?)null);

public enum TallyStatus
{
    /// <summary>待确认: not in any total yet.</summary>
    Entered,

    /// <summary>已计入.</summary>
    Counted,

    /// <summary>已退回.</summary>
    SentBack,

    Withdrawn,

    /// <summary>已更正: another entry stands instead.</summary>
    Superseded,
}

/// <summary>An entry as its events left it. What it says never changes; a correction is another entry.</summary>
/// <param name="EnteredBy">The person who entered it.</param>
public sealed record TallyState(
    int Version,
    long Number,
    string Counter,
    string Measure,
    Amount Amount,
    string Unit,
    string District,
    DateOnly From,
    DateOnly To,
    CountedThing? Thing,
    TextRef? Note,
    IReadOnlyList<PhotoRef> Photos,
    IReadOnlyList<long> Cases,
    IReadOnlyList<long> Lists,
    long? Corrects,
    TallyStatus Status,
    Guid EnteredBy,
    string EnteredPost,
    string EnteredFor,
    DateTime EnteredAt,
    long? SupersededBy,
    Duty? Next
) : IStreamState
{
    /// <summary>Whether it says something about the world: it counts, or waits to.</summary>
    public bool Stands => Status is TallyStatus.Entered or TallyStatus.Counted;
}
