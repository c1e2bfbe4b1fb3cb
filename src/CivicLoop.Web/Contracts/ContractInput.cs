using CivicLoop.Core.Contracts;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Web.Contracts;

/// <summary>The fields of one act on a contract, looked up at the edge.</summary>
public abstract record ContractInput(ContractAct Act);

/// <param name="To">Null for the usual term of the kind, counted from the first day.</param>
/// <param name="Overlapping">Beside a lead that is there already, until somebody puts it in order.</param>
public sealed record MakeInput(
    string Kind,
    string Level,
    bool Lead,
    Party Party,
    Contractable Object,
    Stretch? Part,
    DateOnly From,
    DateOnly? To,
    bool Overlapping = false
) : ContractInput(ContractAct.Make)
{
    public ContractObject Over => new(Object.Over, Object.Code, Object.District, Object.Street, Part);

    /// <summary>The last day: the one given, or the last of the kind's usual term.</summary>
    public DateOnly? Until(Playbook playbook) => To ?? playbook.ContractKind(Kind)?.LastDay(From);
}

/// <param name="Object">What the contract is over, by its name of today.</param>
public sealed record HandOverInput(Party To, Contractable Object, bool Overlapping = false) : ContractInput(ContractAct.HandOver);

public sealed record RenewInput(DateOnly To, Contractable Object, bool Overlapping = false) : ContractInput(ContractAct.Renew);

public sealed record IssueInput(Contractable Object, bool Overlapping = false) : ContractInput(ContractAct.Issue);

/// <summary>Acts that need nothing but their reason: accept, decline, end.</summary>
public sealed record PlainContractInput(ContractAct Plain) : ContractInput(Plain);

/// <summary>Names in letters and lists.</summary>
public static class ContractWords
{
    /// <summary>整改攻坚工作领导小组 分管常委, or the unit alone.</summary>
    public static string PartyName(this OrganisationNow organisation, Party party)
    {
        var unit = organisation.Unit(party.Unit)?.Name ?? party.Unit;
        return party.Post is { } post ? $"{unit} {organisation.Post(post)?.Name ?? post}" : unit;
    }

    /// <summary>As a letter names it: a whole place, or a part of a segment by metres and side.</summary>
    public static string InLetter(Contractable one, Stretch? part) =>
        part is null
            ? one.Name
            : one.Name
                + $"第{part.From}米至第{part.To}米"
                + part.Side switch
                {
                    Side.Left => "（沿线左侧）",
                    Side.Right => "（沿线右侧）",
                    _ => "",
                };
}
