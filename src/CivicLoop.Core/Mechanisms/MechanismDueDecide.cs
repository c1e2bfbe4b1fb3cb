using System.Text.Json.Serialization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Mechanisms;

/// <summary>What happened. Released kinds are stone.</summary>
public abstract record MechanismDueEvent(Duty? Next);

/// <param name="From">The day from which it is counted: of the last run, or of this where it never ran.</param>
/// <param name="Last">Of the last run; null where it never ran.</param>
/// <param name="By">The last day on which it is in time.</param>
/// <param name="Before">The same of the one before, which the last run discharged; null where there was none.</param>
public sealed record MechanismOwed(
    long Number,
    string Mechanism,
    DateOnly From,
    DateOnly? Last,
    string Every,
    DateOnly By,
    DateOnly? Before,
    Duty? Next
) : MechanismDueEvent(Next);

/// <summary>Still owed, but by another post, by another day, or counted from another run.</summary>
public sealed record MechanismDueMoved(DateOnly From, DateOnly? Last, string Every, DateOnly By, Duty? Next)
    : MechanismDueEvent(Next);

/// <param name="Day">Of the run that discharges it.</param>
public sealed record MechanismRan(DateOnly Day) : MechanismDueEvent((Duty?)null);

/// <summary>No rule asks for it any more, or nobody is there to run it.</summary>
public sealed record MechanismDropped() : MechanismDueEvent((Duty?)null);

public enum MechanismDueStatus
{
    Owed,
    Ran,
    Dropped,
}

/// <summary>应开展: the next run of a way of working, as long as somebody owes it. Each run that is owed is one of its own.</summary>
public sealed record MechanismDueState(
    int Version,
    long Number,
    string Mechanism,
    DateOnly From,
    DateOnly? Last,
    string Every,
    DateOnly By,
    DateOnly? Before,
    MechanismDueStatus Status,
    Duty? Next
) : IStreamState;

/// <summary>
/// What is owed of a way of working follows from the rules of today and its last run, and from nothing else: however
/// often it is looked, and whatever was missed, one run is owed at a time. Pure.
/// </summary>
public static class MechanismDueDecide
{
    public const string Run = "mechanism-run";

    // They are called by the system itself and need no hand.
    private static readonly string[] CalledByTheSystem = ["rhythm", "ladder", "scoring"];

    /// <summary>The post that has to see to it; null where nothing says how often or whose, or the system does it.</summary>
    public static Post? WhoOwes(Mechanism mechanism, OrganisationNow organisation) =>
        mechanism is not { Every: not null, Owner: { } owner } || CalledByTheSystem.Contains(mechanism.RunBy) ? null
        : organisation.Post(owner) is { } post && Tells(post) ? post
        : organisation.Open(organisation.Post(owner)?.Unit ?? owner) is not { } unit ? null
        : organisation.ClerkOf(unit.Code)
            ?? organisation
                .Posts.Where(other => other.Unit == unit.Code && Tells(other))
                .MinBy(other => other.Code, StringComparer.Ordinal);

    // Nobody owes what they have no right to do.
    private static bool Tells(Post post) => !post.Closed && May.Act(post.Role, RunAct.Tell) != Scope.None;

    /// <summary>What is to be written now; null where all is as it should be.</summary>
    /// <param name="newest">What was owed of it last, or still is; null where nothing ever was.</param>
    /// <param name="last">Day of the last run that was not sent back; null where it never ran.</param>
    public static MechanismDueEvent? Look(
        MechanismDueState? newest,
        string code,
        DateOnly? last,
        long number,
        DateTime at,
        CaseRules rules
    )
    {
        var owed = newest is { Status: MechanismDueStatus.Owed } ? newest : null;
        var mechanism = rules.Playbook.Mechanisms.FirstOrDefault(one => one.Code == code);
        var post = mechanism is null ? null : WhoOwes(mechanism, rules.Organisation);
        if (post is null)
            return owed is null ? null : new MechanismDropped();
        var every = mechanism!.Every!;
        var today = rules.Calendar.DayOf(at);
        if (owed is null)
        {
            var by = Counted(last ?? today);
            DateOnly? before = newest is { Status: MechanismDueStatus.Ran } ? newest.By : null;
            return new MechanismOwed(number, code, last ?? today, last, $"{every}", by, before, Owes(by));
        }
        if (last > (owed.Last ?? DateOnly.MinValue))
            return new MechanismRan(last.Value);
        // A run that was sent back was none: the one that it discharged is owed again.
        if (owed.Last != last)
            return Moved(last ?? today, Later(owed.Before ?? today));
        if (owed.Every != $"{every}")
            return Moved(owed.From, Counted(owed.From));
        // Whoever takes it over has no more time for it than whoever had it.
        return owed.Next?.Post != post.Code
            ? new MechanismDueMoved(owed.From, last, owed.Every, owed.By, owed.Next! with { Post = post.Code })
            : null;

        MechanismDueMoved Moved(DateOnly from, DateOnly by) => new(from, last, $"{every}", by, Owes(by));

        // What should have been before anybody was told is due today.
        DateOnly Later(DateOnly by) => by < today ? today : by;

        DateOnly Counted(DateOnly from) => Later(MechanismDue.After(from, every, rules.Calendar));

        Duty Owes(DateOnly by) => Duty.Until(Run, post.Code, at, by, rules.Playbook.Limits.YellowAt, rules.Calendar);
    }

    public static MechanismDueState Evolve(MechanismDueState? before, MechanismDueEvent happened)
    {
        var state = happened switch
        {
            MechanismOwed owed => new MechanismDueState(
                0,
                owed.Number,
                owed.Mechanism,
                owed.From,
                owed.Last,
                owed.Every,
                owed.By,
                owed.Before,
                MechanismDueStatus.Owed,
                null
            ),
            _ when before is null => throw new InvalidOperationException("a run that is due begins with being owed"),
            MechanismDueMoved moved => before with { From = moved.From, Last = moved.Last, Every = moved.Every, By = moved.By },
            MechanismRan ran => before with { Status = MechanismDueStatus.Ran, Last = ran.Day },
            MechanismDropped => before with { Status = MechanismDueStatus.Dropped },
            _ => throw new InvalidOperationException($"unknown kind of event '{happened.GetType().Name}'"),
        };
        return state with { Version = (before?.Version ?? 0) + 1, Next = happened.Next };
    }
}

/// <summary>The stored form of the events of a run that is due. Stone once released.</summary>
public static class MechanismDueEventJson
{
    public static EventKinds<MechanismDueEvent> Kinds { get; } =
        new(
            MechanismDueEventContext.Default,
            new Dictionary<string, Type>
            {
                ["mechanism-due.owed"] = typeof(MechanismOwed),
                ["mechanism-due.moved"] = typeof(MechanismDueMoved),
                ["mechanism-due.ran"] = typeof(MechanismRan),
                ["mechanism-due.dropped"] = typeof(MechanismDropped),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(MechanismOwed))]
[JsonSerializable(typeof(MechanismDueMoved))]
[JsonSerializable(typeof(MechanismRan))]
[JsonSerializable(typeof(MechanismDropped))]
[JsonSerializable(typeof(MechanismDueState))]
public sealed partial class MechanismDueEventContext : JsonSerializerContext;
