using CivicLoop.Core.Cases;
using CivicLoop.Core.Inspections;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using CivicLoop.Web.Standards;

namespace CivicLoop.Web.Inspections;

/// <summary>Visits to take away: a row for each standard that was answered.</summary>
public sealed class VisitTable(Sentences t, SiteContext site)
{
    private static readonly string[] Columns =
    [
        "number",
        "day",
        "place",
        "type",
        "district",
        "unit",
        "standard",
        "text",
        "outcome",
        "why",
        "share",
        "case",
        "state",
    ];

    private static readonly string[] Wide = ["place", "text", "why"];

    public TableFile Of(IEnumerable<VisitLine> visits, IReadOnlyDictionary<string, Edition> editions, CaseRules rules)
    {
        var names = CaseNames.Of(rules);
        return new TableFile(
            $"{site.Here.Code}-{t["inspections.title"]}-{Values.Day(site.Today)}",
            [.. Columns.Select(column => new SheetColumn(t[$"inspections.col.{column}"], Wide.Contains(column) ? 40 : 14))],
            visits.SelectMany(visit =>
                visit.State.Items.Select(
                    IReadOnlyList<object?> (item) =>
                        [
                            visit.State.Number,
                            DateOnly.FromDateTime(site.ToLocal(visit.State.HappenedAt)),
                            visit.Place,
                            names.PlaceType(visit.State.At.PlaceType ?? ""),
                            names.District(visit.State.At.District),
                            visit.State.At.Owner is { } owner ? names.Unit(owner, t) : "",
                            item.Standard,
                            editions.GetValueOrDefault(item.Edition)?.Find(item.Standard)?.Standard.Text ?? item.Standard,
                            t[$"inspections.outcome.{Outcome(item)}"],
                            t.Say(item.Trace),
                            item.Share is { } share ? (decimal)share / VisitItem.Full : null,
                            item.Case,
                            visit.State.WithdrawnAt is null ? "" : t["inspections.withdrawn"],
                        ]
                )
            )
        );
    }

    /// <summary>The end of a key of the texts.</summary>
    public static string Outcome(VisitItem item) =>
        item.Passed ? "passed"
        : item.Failed ? "failed"
        : item.Figures.Count == 0 ? "not-here"
        : "not-judged";
}
