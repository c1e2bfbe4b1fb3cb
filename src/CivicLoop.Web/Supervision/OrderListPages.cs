using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Supervision;

/// <summary>Orders as a list with the ladder above it, and as a file.</summary>
public sealed class OrderListPages(SiteContext site, RulesNow rulesNow, Sentences t)
{
    private const int Batch = 1_000;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public RazorComponentResult<OrdersPage> List(IQueryCollection query)
    {
        var filter = OrderFilter.Of(query);
        var number = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            ? Math.Clamp(page, 1, 10_000)
            : 1;
        var organisation = Rules.Organisation;
        var (rows, count, rungs) = city.Database.Read(connection =>
            (
                OrderReads.Page(
                    connection,
                    filter,
                    Reader,
                    organisation,
                    OrderReads.PageSize,
                    (number - 1) * OrderReads.PageSize
                ),
                OrderReads.Count(connection, filter, Reader, organisation),
                OrderReads.Rungs(connection, Reader, organisation)
            )
        );
        return new(
            new Dictionary<string, object?>
            {
                [nameof(OrdersPage.Filter)] = filter,
                [nameof(OrdersPage.Rows)] = rows,
                [nameof(OrdersPage.Count)] = count,
                [nameof(OrdersPage.Number)] = number,
                [nameof(OrdersPage.Rungs)] = rungs,
                [nameof(OrdersPage.Rules)] = Rules,
            }
        );
    }

    public IResult Export(IQueryCollection query, string form)
    {
        var filter = OrderFilter.Of(query);
        return new TableFile(
            $"{site.Here.Code}-{t["orders.title"]}-{site.Today:yyyy-MM-dd}",
            [
                new SheetColumn(t["orders.col.number"], 8),
                new SheetColumn(t["orders.col.rung"], 24),
                new SheetColumn(t["orders.col.paper"], 14),
                new SheetColumn(t["orders.col.unit"], 28),
                new SheetColumn(t["orders.col.matter"], 18),
                new SheetColumn(t["orders.col.status"], 12),
                new SheetColumn(t["orders.col.signed"], 18),
                new SheetColumn(t["orders.col.due"], 18),
                new SheetColumn(t["orders.col.ended"], 18),
                new SheetColumn(t["orders.col.points"], 8),
            ],
            Rows(filter)
        ).As(form, site, t);
    }

    private IEnumerable<IReadOnlyList<object?>> Rows(OrderFilter filter)
    {
        var words = new OrderWords(Rules, t);
        for (var skip = 0; ; skip += Batch)
        {
            var rows = city.Database.Read(connection =>
                OrderReads.Page(connection, filter, Reader, Rules.Organisation, Batch, skip)
            );
            foreach (var row in rows)
                yield return
                [
                    row.Number,
                    row.Name,
                    row.Paper is { } paper ? words.Number(paper) : null,
                    words.Unit(row),
                    words.Matter(row.Over.Matter),
                    words.Status(row),
                    Local(row.Signed?.RecordedAt),
                    Local(row.Next?.Due),
                    Local(row.EndedAt),
                    row.Lost == 0 ? null : row.Lost,
                ];
            if (rows.Count < Batch)
                yield break;
        }
    }

    private string? Local(DateTime? utc) =>
        utc is { } known ? site.ToLocal(known).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null;
}
