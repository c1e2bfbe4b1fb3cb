using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Erasures;

/// <summary>What somebody wants to do about the personal words and pictures in a case, a visit or a material.</summary>
public abstract record ErasureCommand;

/// <summary>A person asks that what is personal be erased. The reason of the act is what they say.</summary>
/// <param name="Number">Of the request within its city, given by the store.</param>
/// <param name="Case">The stream whose texts or photos it is about, with its number; a case's unless <paramref name="Of"/> says otherwise.</param>
/// <param name="Of">The kind of that stream; null for a case.</param>
public sealed record AskErasure(long Number, Guid Case, long CaseNumber, string? Of = null) : ErasureCommand;

/// <summary>The office erases these; the history keeps that they were there.</summary>
public sealed record EraseNow(IReadOnlyList<Guid> Texts, IReadOnlyList<Guid> Photos) : ErasureCommand;

/// <summary>The office does not, and says why.</summary>
public sealed record RefuseErasure() : ErasureCommand;

/// <summary>What happened to a request. Released kinds are stone.</summary>
public abstract record ErasureEvent(Duty? Next);

/// <param name="Of">The kind of the stream; null for a case, which alone could be asked about at first.</param>
public sealed record ErasureAsked(long Number, Guid Case, long CaseNumber, string? Of, Duty? Next) : ErasureEvent(Next);

/// <param name="Texts">Ids of the texts that are gone. Ids say nothing of what they named.</param>
public sealed record ErasureDone(IReadOnlyList<Guid> Texts, IReadOnlyList<Guid> Photos) : ErasureEvent((Duty?)null);

public sealed record ErasureRefused() : ErasureEvent((Duty?)null);

public enum ErasureStatus
{
    /// <summary>待处理.</summary>
    Asked,

    /// <summary>已删除.</summary>
    Done,

    /// <summary>不予删除.</summary>
    Refused,
}

/// <summary>A request as its events left it.</summary>
/// <param name="Decided">The act that erased or refused; null while it waits.</param>
public sealed record ErasureState(
    int Version,
    long Number,
    Guid Case,
    long CaseNumber,
    string? Of,
    ErasureStatus Status,
    Made Asked,
    Made? Decided,
    IReadOnlyList<Guid> Texts,
    IReadOnlyList<Guid> Photos,
    Duty? Next
) : IStreamState;

/// <summary>
/// 删除个人信息: whoever is named somewhere may ask, the office decides (个人信息保护法 art. 47). Pure.
/// </summary>
public static class ErasureDecide
{
    /// <summary>The office has this long. The law says "in time"; fifteen working days are what it gives elsewhere.</summary>
    public static readonly Limit Within = new(15, LimitClock.WorkingDays);

    /// <param name="yellowAt">Share of the limit at which the light turns yellow.</param>
    public static Outcome<IReadOnlyList<ErasureEvent>> Decide(
        ErasureState? state,
        ErasureCommand command,
        Act act,
        OrganisationNow organisation,
        WorkCalendar calendar,
        double yellowAt
    )
    {
        switch (command)
        {
            case AskErasure ask when state is null:
                var office = organisation.Covering(Role.OfficeClerk, null);
                var duty = office is null
                    ? null
                    : Duty.Open("erase", office.Code, null, act.RecordedAt, Within, yellowAt, calendar);
                return new ErasureEvent[] { new ErasureAsked(ask.Number, ask.Case, ask.CaseNumber, ask.Of, duty) };
            case AskErasure:
                return new Refusal("erasure.exists");
        }
        if (state is null)
            return new Refusal("erasure.unknown");
        if (May.Reach(act.By.Role, Right.Erase) == Scope.None)
            return new Refusal("erasure.not-yours");
        if (state.Status != ErasureStatus.Asked)
            return new Refusal("erasure.decided");
        return command switch
        {
            EraseNow { Texts.Count: 0, Photos.Count: 0 } => new Refusal("erasure.nothing-chosen"),
            EraseNow erase => new ErasureEvent[] { new ErasureDone(erase.Texts, erase.Photos) },
            RefuseErasure => new ErasureEvent[] { new ErasureRefused() },
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    public static ErasureState Evolve(ErasureState? before, ErasureEvent happened, Made made) =>
        happened switch
        {
            ErasureAsked asked => new ErasureState(
                1,
                asked.Number,
                asked.Case,
                asked.CaseNumber,
                asked.Of,
                ErasureStatus.Asked,
                made,
                null,
                [],
                [],
                asked.Next
            ),
            _ when before is null => throw new InvalidOperationException("a request begins with its asking"),
            ErasureDone done => Ended(before, made, ErasureStatus.Done) with { Texts = done.Texts, Photos = done.Photos },
            ErasureRefused => Ended(before, made, ErasureStatus.Refused),
            _ => throw new InvalidOperationException($"unknown kind of event '{happened.GetType().Name}'"),
        };

    private static ErasureState Ended(ErasureState before, Made made, ErasureStatus status) =>
        before with
        {
            Version = before.Version + 1,
            Status = status,
            Decided = made,
            Next = null,
        };
}
