using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;

namespace CivicLoop.Core.SelfChecks;

/// <summary>Where a self-check stands.</summary>
public enum SelfCheckStatus
{
    /// <summary>待自查.</summary>
    Asked,

    /// <summary>无此问题.</summary>
    Clean,

    /// <summary>发现问题: a case of its own was opened.</summary>
    Found,

    /// <summary>已撤回.</summary>
    Withdrawn,
}

/// <summary>自查: one place asked, after a confirmed case elsewhere, whether it has the same problem (举一反三).</summary>
/// <param name="Number">Within the city, given by the store.</param>
/// <param name="FanOut">The fan-out that asked it together with its siblings.</param>
/// <param name="Case">Stream of the case that gave rise to it; <paramref name="CaseNumber"/> is its number.</param>
/// <param name="At">The place asked, as it stood then.</param>
/// <param name="Unit">The unit that answers: the owner of the place.</param>
/// <param name="FoundCase">Stream of the case that the answer opened.</param>
public sealed record SelfCheckState(
    int Version,
    long Number,
    Guid FanOut,
    Guid Case,
    long CaseNumber,
    string Category,
    Location At,
    string Unit,
    SelfCheckStatus Status,
    Duty? Next,
    DateTime AskedAt,
    DateTime? AnsweredAt,
    Guid? FoundCase,
    long? FoundNumber
) : IStreamState;
