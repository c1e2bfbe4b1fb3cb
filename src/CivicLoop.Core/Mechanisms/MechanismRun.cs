using System.Text.Json.Serialization;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Mechanisms;

public enum RunAct
{
    Tell,
    Confirm,
    SendBack,
}

public abstract record RunCommand(RunAct Kind);

/// <param name="Day">The day on which it was run.</param>
public sealed record TellRun(
    long Number,
    string Mechanism,
    DateOnly Day,
    string Unit,
    TextRef Words,
    IReadOnlyList<PhotoRef> Photos
) : RunCommand(RunAct.Tell);

public sealed record ConfirmRun() : RunCommand(RunAct.Confirm);

/// <summary>It does not count; whoever told it may tell of another.</summary>
public sealed record SendRunBack() : RunCommand(RunAct.SendBack);

/// <summary>What happened. Released kinds are stone.</summary>
public abstract record RunEvent(Duty? Next);

/// <param name="By">The unit of whoever told it: the office may tell for others.</param>
public sealed record RunTold(
    long Number,
    string Mechanism,
    DateOnly Day,
    string Unit,
    TextRef Words,
    IReadOnlyList<PhotoRef> Photos,
    string By,
    Duty? Next
) : RunEvent(Next);

public sealed record RunConfirmed() : RunEvent((Duty?)null);

public sealed record RunSentBack() : RunEvent((Duty?)null);

public enum RunStatus
{
    /// <summary>待确认.</summary>
    Told,

    /// <summary>已确认: it counts.</summary>
    Confirmed,

    /// <summary>未确认.</summary>
    SentBack,
}

/// <summary>One time that a way of working was run, as its events left it.</summary>
public sealed record RunState(
    int Version,
    long Number,
    string Mechanism,
    DateOnly Day,
    string Unit,
    TextRef Words,
    IReadOnlyList<PhotoRef> Photos,
    RunStatus Status,
    Guid ToldBy,
    string ToldUnit,
    Duty? Next
) : IStreamState;

/// <summary>The stored form of the events of a run. Stone once released.</summary>
public static class RunEventJson
{
    public static EventKinds<RunEvent> Kinds { get; } =
        new(
            RunEventContext.Default,
            new Dictionary<string, Type>
            {
                ["mechanism-run.told"] = typeof(RunTold),
                ["mechanism-run.confirmed"] = typeof(RunConfirmed),
                ["mechanism-run.sent-back"] = typeof(RunSentBack),
            }
        );
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(RunTold))]
[JsonSerializable(typeof(RunConfirmed))]
[JsonSerializable(typeof(RunSentBack))]
[JsonSerializable(typeof(RunState))]
public sealed partial class RunEventContext : JsonSerializerContext;
