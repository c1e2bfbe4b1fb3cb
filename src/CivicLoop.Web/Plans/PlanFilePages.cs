using CivicLoop.Core.Events;
using CivicLoop.Core.Plans;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Plans;

/// <summary>What a plan is handed round as: the sheet of a unit, the board, the matrix as a table there and back.</summary>
public sealed class PlanFilePages(SiteContext site, Sentences t, OpenPlan plans, MatrixTable table)
{
    public IResult Sheet(long number, string unit) =>
        plans.View(number) is { } view && view.Rules.Organisation.Unit(unit) is { } known
            ? new RazorComponentResult<SheetPage>(
                new Dictionary<string, object?> { [nameof(SheetPage.View)] = view, [nameof(SheetPage.Unit)] = known }
            )
            : Results.NotFound();

    public IResult Board(long number) =>
        plans.View(number) is { Plan.State.Status: not PlanStatus.Draft } view
            ? new RazorComponentResult<BoardPage>(new Dictionary<string, object?> { [nameof(BoardPage.View)] = view })
            : Results.NotFound();

    public IResult Export(long number, string form) =>
        form is "xlsx" or "csv" && plans.View(number) is { } view ? table.File(view).As(form, site, t) : Results.NotFound();

    public IResult Ask(long number) => plans.View(number) is { } view ? ImportPage(view, [], null, 200) : Results.NotFound();

    public async Task<IResult> Look(long number, HttpRequest request)
    {
        if (plans.View(number) is not { } view)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (view.Plan.State.Status != PlanStatus.Draft)
            return Refused(view, new Refusal("task.plan-fixed", $"{number}"));
        if (sent.Files.GetFile("table") is not { Length: > 0 } file)
            return Refused(view, new Refusal("list.file-missing"));
        try
        {
            await using var content = file.OpenReadStream();
            var (wishes, mistakes) = table.Read(content, view);
            return mistakes.Count > 0
                ? ImportPage(view, mistakes, null, StatusCodes.Status422UnprocessableEntity)
                : MatrixPages.WishPage(view, MatrixFilter.Of(_ => null), wishes, null, 200);
        }
        catch (SheetTroubleException trouble)
        {
            return Refused(view, trouble.Refusal);
        }
    }

    private static RazorComponentResult<ImportPage> Refused(PlanView view, Refusal refusal) =>
        ImportPage(view, [], refusal, refusal.Status());

    private static RazorComponentResult<ImportPage> ImportPage(
        PlanView view,
        IReadOnlyList<RowMistake> mistakes,
        Refusal? refusal,
        int status
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(Plans.ImportPage.View)] = view,
                [nameof(Plans.ImportPage.Mistakes)] = mistakes,
                [nameof(Plans.ImportPage.Refusal)] = refusal,
            }
        )
        {
            StatusCode = status,
        };
}
