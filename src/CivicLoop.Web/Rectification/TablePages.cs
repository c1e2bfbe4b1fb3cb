using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Rectification;

/// <summary>A list as a file, and a file brought back: looked at first, then taken in whole.</summary>
public sealed class TablePages(SiteContext site, RulesNow rulesNow, Sentences t, ListTable table)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    public IResult Xlsx(long number) => Find(number) is { } list ? File(list).Xlsx(site, t) : Results.NotFound();

    public IResult Csv(long number) => Find(number) is { } list ? File(list).Csv(site, t) : Results.NotFound();

    public IResult Docx(long number) =>
        Find(number) is { } list
            ? Results.File(ListDocument.Of(list, Items(list), Rules, site, t), Sheets.Paper.Type, $"{File(list).Name}.docx")
            : Results.NotFound();

    public IResult Ask(long number) => Find(number) is { } list ? Page(list, null, null, null, 200) : Results.NotFound();

    public async Task<IResult> Look(long number, HttpRequest request)
    {
        if (Find(number) is not { } list)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (sent.Files.GetFile("table") is not { Length: > 0 } file)
            return Page(list, null, null, new Refusal("list.file-missing"), StatusCodes.Status422UnprocessableEntity);
        await using var content = file.OpenReadStream();
        var read = table.Read(content);
        if (read.Refusal is { } refusal)
            return Page(list, null, null, refusal, refusal.Status());
        var rows = read.Value!;
        var plan = table.Weigh(city, Rules, list, rows);
        if (!plan.IsSound || plan.Rows.All(row => row.Known is not null && row.Fields.Count == 0))
            return Page(list, plan, null, null, plan.IsSound ? 200 : StatusCodes.Status422UnprocessableEntity);
        var upload = new Upload(Guid.CreateVersion7(), list.Id, site.Who.Actor.Person, file.FileName, ListTable.Write(rows));
        var kept = await ListStore.Keep(city, upload);
        return kept.Refusal is { } trouble
            ? Page(list, plan, null, trouble, trouble.Status())
            : Page(list, plan, upload, null, 200);
    }

    public async Task<IResult> TakeIn(long number, Guid id, HttpRequest request)
    {
        if (Find(number) is not { } list)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var act))
            return Results.BadRequest();
        var upload = city.Database.Read(connection => ItemReads.FindUpload(connection, id, site.Who.Actor.Person));
        var form = new ActForm(act, site.Who.Actor, "desk", ReasonField.Stated(sent), null, null);
        // Taken in already, or a day old: the file is brought again.
        if (upload is null || upload.List != list.Id)
            return Page(list, null, null, new Refusal("list.upload-gone"), StatusCodes.Status409Conflict);
        if (form.Reason.Length == 0)
        {
            var again = table.Weigh(city, Rules, list, ListTable.ReadKept(upload.Content));
            return Page(list, again, upload, new Refusal("reason.missing"), StatusCodes.Status422UnprocessableEntity);
        }
        try
        {
            var (done, plan, refusal) = await table.TakeIn(city, Rules, list, upload, form);
            return done is not null
                ? new SeeOther($"{site.At("rectification", $"{number}")}?done=taken-{done.Added + done.Changed}")
                : Page(
                    list,
                    plan,
                    plan?.IsSound == true ? upload : null,
                    refusal,
                    refusal?.Status() ?? StatusCodes.Status409Conflict
                );
        }
        catch (StorageTrouble trouble)
        {
            return Page(list, null, upload, trouble.Refusal, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private ListRow? Find(long number) => city.Database.Read(connection => ItemReads.FindList(connection, number));

    private List<ListedItem> Items(ListRow list) =>
        city.Database.Read(connection => ItemReads.Of(connection, list.Id, site.Who.Actor));

    private Sheets.TableFile File(ListRow list) => table.File(list, Items(list), Rules);

    private RazorComponentResult<TablePage> Page(ListRow list, SheetPlan? plan, Upload? upload, Refusal? refusal, int status) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(TablePage.List)] = list,
                [nameof(TablePage.Plan)] = plan,
                [nameof(TablePage.Upload)] = upload,
                [nameof(TablePage.Refusal)] = refusal,
                [nameof(TablePage.Rules)] = Rules,
            }
        )
        {
            StatusCode = status,
        };
}
