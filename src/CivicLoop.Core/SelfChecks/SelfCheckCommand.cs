using CivicLoop.Core.Places;

namespace CivicLoop.Core.SelfChecks;

/// <summary>The acts by name: what rights are given for.</summary>
public enum SelfCheckAct
{
    Ask,
    AnswerClean,
    AnswerFound,
    Withdraw,

    /// <summary>The system's alone: the limit counted again by a calendar that knows more.</summary>
    Recount,
}

public abstract record SelfCheckCommand(SelfCheckAct Kind);

/// <param name="Case">Stream of the confirmed case.</param>
/// <param name="Confirmed">Whether that case has been filed and stands.</param>
public sealed record AskSelfCheck(
    long Number,
    Guid FanOut,
    Guid Case,
    long CaseNumber,
    bool Confirmed,
    string Category,
    Location At
) : SelfCheckCommand(SelfCheckAct.Ask);

public sealed record AnswerClean() : SelfCheckCommand(SelfCheckAct.AnswerClean);

/// <summary>The same problem is here too: the case that tells it is opened in the same transaction.</summary>
/// <param name="Photos">How many photos show it; without one it is not told.</param>
public sealed record AnswerFound(Guid Case, long CaseNumber, int Photos) : SelfCheckCommand(SelfCheckAct.AnswerFound);

public sealed record WithdrawSelfCheck() : SelfCheckCommand(SelfCheckAct.Withdraw);

public sealed record RecountSelfCheck() : SelfCheckCommand(SelfCheckAct.Recount);
