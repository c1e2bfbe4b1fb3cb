using CivicLoop.Core.Cases;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Duties;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Contracts;

/// <summary>Names behind the codes that a contract holds; a code that nothing names any more stands for itself.</summary>
public sealed class ContractNames(SiteContext site, RulesNow rulesNow, Sentences t)
{
    private readonly CaseRules rules = rulesNow.Of(site.Here.City);

    public CaseRules Rules => rules;

    public string Kind(string code) => rules.Playbook.ContractKind(code)?.Kind ?? code;

    public bool HasLevels(string kind) => rules.Playbook.ContractKind(kind) is { Named.Count: > 0 };

    /// <summary>Empty where the kind has only one.</summary>
    public string Level(string kind, string level) =>
        !HasLevels(kind) ? "" : rules.Playbook.ContractKind(kind)!.Level(level)?.Name ?? level;

    public string Party(Party party) => rules.Organisation.PartyName(party);

    public bool IsSample(Party party) => rules.Organisation.Unit(party.Unit) is { Sample: true };

    public string District(string code) => CaseNames.Of(rules).District(code);

    /// <summary>District and street, above what lies in them.</summary>
    public string Around(ContractObject over) =>
        over.Over switch
        {
            Over.District => "",
            Over.Street => District(over.District),
            _ => CaseNames.Of(rules).Where(over.District, over.Street, null),
        };

    public string OverName(Over over) => t[$"contracts.over.{over}"];

    /// <summary>第 0 至 350 米（左侧）; empty for the whole.</summary>
    public string Part(Stretch? part) =>
        part is null || part.To == 0 ? ""
        : part.Side == Side.Both ? t["contracts.part", part.From, part.To]
        : t["contracts.part.side", part.From, part.To, t[$"contracts.side.{part.Side}"]];

    public string Role(bool lead) => t[lead ? "contracts.lead" : "contracts.beside"];

    public string Status(ContractState state) =>
        t[$"contracts.status.{(state.Status.Stands() && state.To < site.Today ? "Expired" : state.Status.ToString())}"];

    public string StatusChoice(string status) => t[$"contracts.status.{status}"];

    /// <summary>2020-11-23 — 2021-11-22, or without end.</summary>
    public string Term(DateOnly from, DateOnly? to) =>
        to is { } last ? t["contracts.term", Day(from), Day(last)] : t["contracts.term.endless", Day(from)];

    /// <summary>Null where nothing is owed yet: a renewal is owed only as the end draws near.</summary>
    public Light? Light(ContractState state) => state.Next is { } next && next.Since <= site.Now ? next.LightAt(site.Now) : null;

    private static string Day(DateOnly day) => Data.Values.Day(day);
}
