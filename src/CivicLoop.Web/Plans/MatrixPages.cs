using CivicLoop.Core.Events;
using CivicLoop.Core.Plans;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Plans;

/// <summary>任务分解矩阵: standards by units. A click changes a cell; many rows are looked at before they change.</summary>
public sealed class MatrixPages(SiteContext site, Sentences t, OpenPlan plans)
{
    public IResult Matrix(long number, IQueryCollection asked) =>
        plans.View(number) is { } view
            ? Page(view, MatrixFilter.Of(name => asked[name]), null, asked["done"], 200)
            : Results.NotFound();

    public async Task<IResult> Cell(long number, HttpRequest request)
    {
        if (plans.View(number) is not { } view)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var cell = sent["cell"].ToString();
        var bar = cell.LastIndexOf('|');
        if (!Guid.TryParse(sent["act"], out var id) || bar < 0 || StandardRef.Parse(cell[..bar]) is not { } standard)
            return Results.BadRequest();
        var filter = MatrixFilter.Of(name => sent[name]);
        var back = $"{site.At("plans", $"{number}", "matrix")}{filter.Query()}#{RowId(standard)}";
        if (Wishes.OfCell(view, standard, cell[(bar + 1)..], filter.Mode, t) is not { } wish)
            return new SeeOther(back);
        var outcome = await plans.Do(view, id, t["plans.reason.cell"], [wish]);
        return outcome is null ? new SeeOther(back) : Page(view, filter, outcome, null, outcome.Status());
    }

    /// <summary>What would change; nothing has yet.</summary>
    public async Task<IResult> Preview(long number, HttpRequest request)
    {
        if (plans.View(number) is not { } view)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var filter = MatrixFilter.Of(name => sent[name]);
        var rows = sent["row"].Select(StandardRef.Parse).OfType<StandardRef>().ToList();
        if (sent["of"] != "rules" && rows.Count == 0)
            return Page(view, filter, new Refusal("plan.rows-missing"), null, StatusCodes.Status422UnprocessableEntity);
        if (sent["of"] == "rows" && sent["lead"].ToString().Length == 0 && sent["with"].Count == 0)
            return Page(view, filter, new Refusal("plan.units-missing"), null, StatusCodes.Status422UnprocessableEntity);
        List<Wish> wishes = sent["of"].ToString() switch
        {
            "rules" => [.. Wishes.ByRule(view, filter.Rows(view).Select(row => row.Ref), t)],
            "join" => [.. Wishes.Joined(view, rows)],
            _ => [.. Wishes.Over(view, rows, sent["lead"].ToString(), [.. sent["with"].OfType<string>()], t)],
        };
        return WishPage(view, filter, wishes, null, 200);
    }

    public async Task<IResult> Apply(long number, HttpRequest request)
    {
        if (plans.View(number) is not { } view)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id) || Wishes.Read(sent["wishes"].ToString()) is not { } wishes)
            return Results.BadRequest();
        var filter = MatrixFilter.Of(name => sent[name]);
        var refusal = await plans.Do(view, id, ReasonField.Stated(sent), wishes);
        return refusal is null
            ? new SeeOther(
                $"{site.At("plans", $"{number}", "matrix")}{filter.Query()}{(filter.Query().Length == 0 ? "?" : "&")}done={wishes.Count}"
            )
            : WishPage(view, filter, wishes, refusal, refusal.Status());
    }

    /// <summary>Where the row of a standard is on the page.</summary>
    internal static string RowId(StandardRef standard) => $"s-{standard.System}-{standard.Code}";

    private static RazorComponentResult<MatrixPage> Page(
        PlanView view,
        MatrixFilter filter,
        Refusal? refusal,
        string? done,
        int status
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(MatrixPage.View)] = view,
                [nameof(MatrixPage.Filter)] = filter,
                [nameof(MatrixPage.Refusal)] = refusal,
                [nameof(MatrixPage.Done)] = int.TryParse(done, out var changed) ? changed : null,
            }
        )
        {
            StatusCode = status,
        };

    internal static RazorComponentResult<WishesPage> WishPage(
        PlanView view,
        MatrixFilter filter,
        IReadOnlyList<Wish> wishes,
        Refusal? refusal,
        int status
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(WishesPage.View)] = view,
                [nameof(WishesPage.Filter)] = filter,
                [nameof(WishesPage.List)] = wishes,
                [nameof(WishesPage.Refusal)] = refusal,
            }
        )
        {
            StatusCode = status,
        };
}
