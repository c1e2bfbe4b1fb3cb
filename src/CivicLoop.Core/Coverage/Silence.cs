using System.Text.Json.Serialization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Coverage;

public abstract record SilenceCommand;

/// <summary>Somebody or something has given no sign of life for so many days.</summary>
/// <param name="Since">The last sign of life; null where there never was one.</param>
/// <param name="District">Of a place; empty for anything else.</param>
public sealed record NoticeSilence(long Number, SilentKind Kind, string Code, string District, DateTime? Since, int Days)
    : SilenceCommand;

/// <summary>There is life again, or nothing is left that could be silent.</summary>
public sealed record EndSilence : SilenceCommand;

/// <summary>What happened. Released kinds are stone.</summary>
public abstract record SilenceEvent(Duty? Next);

public sealed record SilenceNoticed(long Number, SilentKind Kind, string Code, DateTime? Since, int Days, Duty? Next)
    : SilenceEvent(Next);

public sealed record SilenceEnded() : SilenceEvent((Duty?)null);

public enum SilenceStatus
{
    Silent,
    Ended,
}

/// <summary>One silence, from when it was noticed until it ended.</summary>
public sealed record SilenceState(
    int Version,
    long Number,
    SilentKind Kind,
    string Code,
    DateTime? Since,
    int Days,
    SilenceStatus Status,
    DateTime NoticedAt,
    DateTime? EndedAt,
    Duty? Next
) : IStreamState;

/// <summary>
/// An alarm once for each silence: somebody owes to break it, and nobody can say that they did: only a sign of life
/// ends it. Pure.
/// </summary>
public static class SilenceDecide
{
    public const string Wake = "silence";

    /// <summary>No source gives a figure.</summary>
    public static readonly Limit Within = new(3, LimitClock.WorkingDays);

    public static Outcome<SilenceEvent> Decide(SilenceState? state, SilenceCommand command, Act act, CaseRules rules)
    {
        if (act.By != Actor.System)
            return new Refusal("silence.not-yours");
        if (command is NoticeSilence notice)
            return state is not null
                ? new Refusal("silence.exists")
                : new SilenceNoticed(
                    notice.Number,
                    notice.Kind,
                    notice.Code,
                    notice.Since,
                    notice.Days,
                    Whose(notice, rules.Organisation) is { } post
                        ? Duty.Open(Wake, post.Code, null, act.RecordedAt, Within, rules.Playbook.Limits.YellowAt, rules.Calendar)
                        : null
                );
        return state is not { Status: SilenceStatus.Silent } ? new Refusal("silence.ended") : new SilenceEnded();
    }

    // The post itself; the supervision group for a whole unit, the office for a leader, the inspector for a place.
    private static Post? Whose(NoticeSilence notice, OrganisationNow organisation) =>
        notice.Kind switch
        {
            SilentKind.Post => organisation.Post(notice.Code) is { Closed: false } post ? post : null,
            SilentKind.Unit => organisation.Covering(Role.Supervisor, null, notice.Code),
            SilentKind.Leader => organisation.Covering(Role.OfficeClerk, null),
            _ => organisation.Covering(Role.Inspector, notice.District),
        };

    public static SilenceState Evolve(SilenceState? before, SilenceEvent happened, Made made)
    {
        var state = happened switch
        {
            SilenceNoticed noticed => new SilenceState(
                0,
                noticed.Number,
                noticed.Kind,
                noticed.Code,
                noticed.Since,
                noticed.Days,
                SilenceStatus.Silent,
                made.RecordedAt,
                null,
                null
            ),
            _ when before is null => throw new InvalidOperationException("a silence begins with being noticed"),
            SilenceEnded => before with { Status = SilenceStatus.Ended, EndedAt = made.RecordedAt },
            _ => throw new InvalidOperationException($"unknown kind of event '{happened.GetType().Name}'"),
        };
        return state with { Version = (before?.Version ?? 0) + 1, Next = happened.Next };
    }
}

/// <summary>The stored form of a silence's events. Stone once released.</summary>
public static class SilenceEventJson
{
    public static EventKinds<SilenceEvent> Kinds { get; } =
        new(
            SilenceEventContext.Default,
            new Dictionary<string, Type>
            {
                ["silence.noticed"] = typeof(SilenceNoticed),
                ["silence.ended"] = typeof(SilenceEnded),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(SilenceNoticed))]
[JsonSerializable(typeof(SilenceEnded))]
[JsonSerializable(typeof(SilenceState))]
public sealed partial class SilenceEventContext : JsonSerializerContext;
