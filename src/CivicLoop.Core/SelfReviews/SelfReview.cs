using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Tallies;

namespace CivicLoop.Core.SelfReviews;

public enum SelfReviewAct
{
    /// <summary>Opening a round, which asks every unit in it.</summary>
    Ask,
    Submit,
    SendBack,
    Accept,
}

/// <summary>What the system knows of a unit's work in the days of a round, frozen when the unit says that it is so.</summary>
/// <param name="Name">One of <see cref="SelfReviewFigure.Names"/>, or a counter's code behind <c>tally:</c>.</param>
/// <param name="Measure">What a counter measures; null for a plain number.</param>
public sealed record SelfReviewFigure(string Name, long Thousandths, string? Measure = null)
{
    public const string Tally = "tally:";

    public static readonly IReadOnlyList<string> Names =
    [
        "closed",
        "open",
        "overdue",
        "first-pass",
        "failed",
        "items-done",
        "forms",
        "hours",
    ];
}

public abstract record SelfReviewCommand(SelfReviewAct Kind);

/// <param name="DueDay">The last day on which the answer is in time.</param>
public sealed record AskSelfReview(Guid Round, long Number, string Unit, DateOnly From, DateOnly To, DateOnly DueDay)
    : SelfReviewCommand(SelfReviewAct.Ask);

/// <param name="Work">What was done.</param>
/// <param name="Effort">What it took, and what was short.</param>
/// <param name="People">How many took part.</param>
/// <param name="Money">Spent, in 万元 with its decimals.</param>
public sealed record SubmitSelfReview(
    TextRef Work,
    TextRef Effort,
    int People,
    Amount Money,
    IReadOnlyList<SelfReviewFigure> Figures
) : SelfReviewCommand(SelfReviewAct.Submit);

public sealed record SendSelfReviewBack() : SelfReviewCommand(SelfReviewAct.SendBack);

public sealed record AcceptSelfReview() : SelfReviewCommand(SelfReviewAct.Accept);

/// <summary>What happened. Released kinds are stone.</summary>
public abstract record SelfReviewEvent(Duty? Next);

public sealed record SelfReviewAsked(Guid Round, long Number, string Unit, DateOnly From, DateOnly To, Duty? Next)
    : SelfReviewEvent(Next);

public sealed record SelfReviewSubmitted(
    TextRef Work,
    TextRef Effort,
    int People,
    long MoneyThousandths,
    IReadOnlyList<SelfReviewFigure> Figures,
    Duty? Next
) : SelfReviewEvent(Next);

public sealed record SelfReviewSentBack(Duty? Next) : SelfReviewEvent(Next);

public sealed record SelfReviewAccepted() : SelfReviewEvent((Duty?)null);

public enum SelfReviewStatus
{
    /// <summary>待填报: missing, past its day at the latest.</summary>
    Asked,

    /// <summary>待审核.</summary>
    Submitted,

    /// <summary>已退回.</summary>
    SentBack,

    /// <summary>已通过.</summary>
    Accepted,
}

/// <summary>One unit's review of itself, as its events left it.</summary>
/// <param name="MoneyThousandths">In 万元.</param>
public sealed record SelfReviewState(
    int Version,
    long Number,
    Guid Round,
    string Unit,
    DateOnly From,
    DateOnly To,
    SelfReviewStatus Status,
    TextRef? Work,
    TextRef? Effort,
    int People,
    long MoneyThousandths,
    IReadOnlyList<SelfReviewFigure> Figures,
    DateTime? SubmittedAt,
    Guid? SubmittedBy,
    Duty? Next
) : IStreamState;
