using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Contracts;

/// <summary>A contract as its events left it. The row in the database holds exactly this.</summary>
/// <param name="Version">How many events it has; the next one gets this plus one.</param>
/// <param name="To">Last day, inclusive; null without end.</param>
/// <param name="Letters">Every letter ever issued, the oldest first; the last one counts.</param>
/// <param name="Next">Who owes what now.</param>
public sealed record ContractState(
    int Version,
    long Number,
    string ContractKind,
    string Level,
    bool Lead,
    Party Party,
    ContractObject Object,
    DateOnly From,
    DateOnly? To,
    ContractStatus Status,
    IReadOnlyList<Letter> Letters,
    DateTime MadeAt,
    int Declines,
    DateOnly? EndedOn,
    Duty? Next
) : IStreamState
{
    /// <summary>Whether somebody answers by it on a day.</summary>
    public bool HoldsOn(DateOnly day) => Status.Stands() && From <= day && (To is null || day <= To);

    public Claim Claim => new(Number, Lead, Party, Object, From, To);
}

/// <summary>责任书 in one of its versions.</summary>
/// <param name="Party">Whom it was issued to.</param>
/// <param name="Answer">Null while nobody has answered.</param>
public sealed record Letter(
    int Number,
    TextRef Text,
    Party Party,
    DateOnly From,
    DateOnly? To,
    DateTime IssuedAt,
    Answer? Answer
);

/// <summary>What the party said to a letter.</summary>
public sealed record Answer(bool Accepted, Guid Person, string Post, DateTime At, TextRef Reason);
