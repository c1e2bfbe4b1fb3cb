using CivicLoop.Core.Cases;
using CivicLoop.Core.Supervision;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Supervision;

/// <summary>What people call an order, and what it is over.</summary>
public sealed class OrderWords(CaseRules rules, Sentences t)
{
    private CaseNames Names => CaseNames.Of(rules);

    /// <summary>白色督办单 〔2026〕5号; a draft has no number yet.</summary>
    public string Title(OrderState state) => state.Paper is { } paper ? $"{state.Name} {Number(paper)}" : state.Name;

    public string Number(Paper paper) => t["orders.paper", paper.Year, paper.Number];

    public string Unit(OrderState state) => Names.Unit(state.Over.Unit, t);

    public string Matter(Matter matter) =>
        matter.Of == "case" ? t["cases.case", matter.Number] : t["orders.matter", t[$"site.stream.{matter.Of}"], matter.Number];

    /// <summary>Below the city's address; null where it has no page of its own.</summary>
    public static string? Path(Matter matter) =>
        matter.Of switch
        {
            "case" => $"cases/{matter.Number}",
            "rectification-item" => $"rectification/items/{matter.Number}",
            "contract" => $"contracts/{matter.Number}",
            "meeting" => $"rhythm/{matter.Number}",
            "erasure" => $"erasures/{matter.Number}",
            _ => null,
        };

    public string Status(OrderState state) =>
        t[state.Pending is not null ? "orders.status.Appealed" : $"orders.status.{state.Status}"];

    /// <summary>A filter's part in words.</summary>
    public string Part(string key, string value) =>
        key switch
        {
            "rung" => rules.Playbook.Ladder.Rungs.FirstOrDefault(rung => rung.Code == value)?.Name ?? value,
            "status" => t[$"orders.status.{value}"],
            "unit" => Names.Unit(value, t),
            "district" => Names.District(value),
            "year" => t["orders.filter.year-of", value],
            _ => t["orders.filter.mine"],
        };
}
