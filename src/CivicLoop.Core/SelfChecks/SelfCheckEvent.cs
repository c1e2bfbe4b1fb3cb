using CivicLoop.Core.Duties;
using CivicLoop.Core.Places;

namespace CivicLoop.Core.SelfChecks;

/// <summary>What happened to a self-check. Released kinds are stone.</summary>
/// <param name="Next">Who owes what now; null when nobody does.</param>
public abstract record SelfCheckEvent(Duty? Next);

public sealed record SelfCheckAsked(
    long Number,
    Guid FanOut,
    Guid Case,
    long CaseNumber,
    string Category,
    Location At,
    string Unit,
    Duty? Next
) : SelfCheckEvent(Next);

public sealed record SelfCheckClean() : SelfCheckEvent((Duty?)null);

/// <param name="Case">Stream of the case that was opened by this answer.</param>
public sealed record SelfCheckFound(Guid Case, long CaseNumber) : SelfCheckEvent((Duty?)null);

public sealed record SelfCheckWithdrawn() : SelfCheckEvent((Duty?)null);

public sealed record SelfCheckLimitRecounted(Duty? Next) : SelfCheckEvent(Next);
