using CivicLoop.Core.Events;

namespace CivicLoop.Core.Contracts;

/// <summary>What somebody wants to do with a contract. The who, when and why are in the act beside it.</summary>
public abstract record ContractCommand(ContractAct Kind);

/// <param name="Number">Within the city, given by the store.</param>
/// <param name="Length">Metres of a segment; null for anything else.</param>
/// <param name="Overlapping">The maker knows that another lead stands there, and wants this one beside it for now.</param>
/// <param name="Beside">What stands already on the same level over the same object.</param>
/// <param name="Letter">The text of the first letter.</param>
public sealed record MakeContract(
    long Number,
    string ContractKind,
    string Level,
    bool Lead,
    Party Party,
    ContractObject Object,
    int? Length,
    DateOnly From,
    DateOnly? To,
    bool Overlapping,
    IReadOnlyList<Claim> Beside,
    TextRef Letter
) : ContractCommand(ContractAct.Make);

public sealed record AcceptLetter() : ContractCommand(ContractAct.Accept);

public sealed record DeclineLetter() : ContractCommand(ContractAct.Decline);

public sealed record HandOverContract(Party To, bool Overlapping, IReadOnlyList<Claim> Beside, TextRef Letter)
    : ContractCommand(ContractAct.HandOver);

/// <param name="To">The new last day.</param>
public sealed record Renew(DateOnly To, bool Overlapping, IReadOnlyList<Claim> Beside, TextRef Letter)
    : ContractCommand(ContractAct.Renew);

/// <summary>The letter once more, to the same party: after it was declined, or because its text changed.</summary>
public sealed record IssueLetter(bool Overlapping, IReadOnlyList<Claim> Beside, TextRef Letter)
    : ContractCommand(ContractAct.Issue);

public sealed record EndContract() : ContractCommand(ContractAct.End);

/// <summary>The acts by name: what rights are given for and what forms are called.</summary>
public enum ContractAct
{
    Make,
    Accept,
    Decline,
    HandOver,
    Renew,
    Issue,
    End,
}
