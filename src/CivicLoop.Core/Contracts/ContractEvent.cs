using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Contracts;

/// <summary>
/// What happened to a contract, in the past tense. Released kinds are stone: add a new one, never change one. Each
/// carries the duty that it leaves behind.
/// </summary>
/// <param name="Next">Who owes what now; null when nobody does.</param>
public abstract record ContractEvent(Duty? Next);

/// <param name="ContractKind">Code of a kind of the playbook; <paramref name="Level"/> of one of its levels.</param>
/// <param name="Lead">Leads; otherwise answers beside whoever leads.</param>
/// <param name="To">Last day, inclusive; null without end.</param>
public sealed record ContractMade(
    long Number,
    string ContractKind,
    string Level,
    bool Lead,
    Party Party,
    ContractObject Object,
    DateOnly From,
    DateOnly? To,
    Duty? Next
) : ContractEvent(Next);

/// <param name="Letter">Counted from 1: each change of the contract issues the next.</param>
/// <param name="Text">Exactly what the party was given to accept.</param>
public sealed record LetterIssued(int Letter, TextRef Text, Duty? Next) : ContractEvent(Next);

public sealed record LetterAccepted(int Letter, Duty? Next) : ContractEvent(Next);

/// <summary>The stated reason is the act's.</summary>
public sealed record LetterDeclined(int Letter, Duty? Next) : ContractEvent(Next);

public sealed record HandedOver(Party From, Party To, Duty? Next) : ContractEvent(Next);

public sealed record ContractRenewed(DateOnly To, Duty? Next) : ContractEvent(Next);

/// <param name="On">Its last day.</param>
public sealed record ContractEnded(DateOnly On) : ContractEvent((Duty?)null);
