using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.SignOffs;

/// <summary>What is done about something that was red too long.</summary>
public abstract record SignOffCommand;

/// <summary>Something has been red as long as the rules allow: whoever heads it owes a word on it.</summary>
/// <param name="Number">Of the sign-off within its city, given by the store.</param>
/// <param name="About">The stream on which it is owed.</param>
/// <param name="Of">Name of that stream's kind.</param>
/// <param name="Duty">Number of the event by which it is owed: with the stream it names one spell of red.</param>
/// <param name="Kind">What is owed.</param>
/// <param name="Owing">Code of the post that owes it.</param>
/// <param name="RedAt">When its light turned red.</param>
public sealed record AskToSign(long Number, Guid About, string Of, int Duty, string Kind, string Owing, DateTime RedAt)
    : SignOffCommand;

/// <summary>批示. The reason of the act is the instruction. It moves no deadline: what is late stays late.</summary>
/// <param name="Promise">By when it is to be done all the same; null where no day was named.</param>
/// <param name="Asked">Code of the unit that is to answer; null where nobody besides is asked.</param>
public sealed record Sign(DateOnly? Promise, string? Asked) : SignOffCommand;

/// <summary>What became of the instruction; the reason of the act says it.</summary>
public sealed record AnswerSignOff : SignOffCommand;

/// <summary>It was done before anybody signed.</summary>
public sealed record Lapse : SignOffCommand;

/// <summary>What happened. Released kinds are stone.</summary>
public abstract record SignOffEvent(Duty? Next);

public sealed record SignOffAsked(
    long Number,
    Guid About,
    string Of,
    int Duty,
    string Kind,
    string Owing,
    string? Unit,
    DateTime RedAt,
    string Signer,
    Duty? Next
) : SignOffEvent(Next);

public sealed record SignOffSigned(DateOnly? Promise, string? Asked, Duty? Next) : SignOffEvent(Next);

public sealed record SignOffAnswered() : SignOffEvent((Duty?)null);

public sealed record SignOffLapsed() : SignOffEvent((Duty?)null);

public enum SignOffStatus
{
    /// <summary>待签批.</summary>
    Waiting,

    /// <summary>已签批.</summary>
    Signed,

    /// <summary>已反馈.</summary>
    Answered,

    /// <summary>已先办结.</summary>
    Lapsed,
}

/// <summary>A sign-off, as its events left it.</summary>
/// <param name="Unit">Code of the unit that owes what is red; null where the post belongs to none.</param>
/// <param name="Signer">Code of the post that signs.</param>
/// <param name="Signed">The act that signed it: its reason is the instruction.</param>
/// <param name="Answered">The act that answered it.</param>
public sealed record SignOffState(
    int Version,
    long Number,
    Guid About,
    string Of,
    int Duty,
    string Kind,
    string Owing,
    string? Unit,
    DateTime RedAt,
    string Signer,
    SignOffStatus Status,
    DateOnly? Promise,
    string? Asked,
    Made? Signed,
    Made? Answered,
    Duty? Next
) : IStreamState;
