using CivicLoop.Core.Cases;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Rectification;

/// <summary>A list as a table on A4 lying on its side, to be printed or sent on as paper.</summary>
internal static class ListDocument
{
    private static readonly string[] Columns =
    [
        "number",
        "item",
        "cause",
        "measure",
        "due",
        "unit",
        "responsible",
        "checker",
        "status",
    ];
    private static readonly int[] Widths = [700, 2600, 2300, 2900, 1300, 1900, 1500, 1500, 1000];

    private static readonly Lettering Text = new("SimSun", 18);

    public static byte[] Of(ListRow list, IReadOnlyList<ListedItem> items, CaseRules rules, SiteContext site, Sentences t)
    {
        var names = CaseNames.Of(rules);
        return Paper.Of(
            new Page(Top: 1000, Right: 850, Bottom: 1000, Left: 850, Lying: true),
            paper =>
            {
                if (site.Here.Demo)
                    paper.Line(t["site.demo"], Text);
                paper.Line(list.Title, Text with { HalfPoints = 32, Bold = true });
                if (list.Source.Length + list.Letter.Length > 0)
                    paper.Line($"{list.Source} {list.Letter}".Trim(), Text with { HalfPoints = 20 });
                paper.Table(
                    Widths,
                    [.. Columns.Select(column => t[$"rectification.col.{column}"])],
                    items.Select(
                        IReadOnlyList<string> (item) =>
                            [
                                $"{item.State.Number}",
                                item.Values.Item,
                                item.Values.Cause,
                                item.Values.Measure,
                                item.Values.Due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                                names.Unit(item.Values.Unit, t),
                                item.Values.Responsible.Length == 0 ? "" : names.Post(item.Values.Responsible),
                                item.Values.Checker.Length == 0 ? "" : names.Post(item.Values.Checker),
                                t[$"site.itemstatus.{item.State.Status}"],
                            ]
                    ),
                    Text
                );
            }
        );
    }
}
