using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Mechanisms;

/// <summary>The register, and one way of working with its runs.</summary>
public sealed class MechanismPages(SiteContext site, RulesNow rulesNow, Sentences t, PhotoTokens tokens)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public IResult All() =>
        new RazorComponentResult<MechanismsPage>(
            new Dictionary<string, object?> { [nameof(MechanismsPage.Rows)] = Rows(), [nameof(MechanismsPage.Rules)] = Rules }
        );

    public IResult Export(string form)
    {
        if (form is not ("xlsx" or "csv"))
            return Results.NotFound();
        var names = CaseNames.Of(Rules);
        string[] columns = ["name", "owner", "every", "last", "next", "owes", "says"];
        return new TableFile(
            $"{site.Here.Code}-{t["mechanisms.title"]}",
            [.. columns.Select(column => new SheetColumn(t[$"mechanisms.col.{column}"], column is "name" or "says" ? 40 : 16))],
            Rows()
                .Select(
                    IReadOnlyList<object?> (row) =>
                        [
                            row.Mechanism.Name,
                            row.Mechanism.Owner is { } owner ? names.UnitOrPost(owner) : null,
                            row.Mechanism.Every is { } every ? t.Every(every) : null,
                            row.Last,
                            row.Next,
                            row.Owes is { } post ? names.Post(post) : null,
                            row.Mechanism.Says,
                        ]
                )
        ).As(form, site, t);
    }

    public IResult One(string code, string? done) => Page(code, null, null, [], done, 200);

    public async Task<IResult> Tell(string code, HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id))
            return Results.BadRequest();
        var kept = sent["kept"].Select(token => tokens.Open(city, Reader.Person, token)).OfType<StagedPhoto>().ToList();
        // A browser sends an empty file for a field in which nothing was chosen.
        var files = sent.Files.GetFiles("photos").Where(file => file.Length > 0 || file.FileName.Length > 0).ToList();
        var staged = await PhotoStaging.StageAll(city, files, kept, staff: true);
        if (staged.Refused is [var (_, unfit), ..])
            return Page(code, unfit, sent, staged.Photos, null, unfit.Status());
        if (ItemSheet.ParseDay(sent["day"].ToString()) is not { } day)
            return Page(
                code,
                new Refusal("cell.day-missing"),
                sent,
                staged.Photos,
                null,
                StatusCodes.Status422UnprocessableEntity
            );
        var input = new RunInput(
            code,
            day,
            sent["unit"].ToString() is { Length: > 0 } unit ? unit : Rules.Organisation.Answering(Reader.Unit),
            sent["words"].ToString().ReplaceLineEndings("\n").Trim()
        );
        try
        {
            var form = new ActForm(id, Reader, "desk", ReasonField.Stated(sent), null, null);
            var outcome = await RunStore.Tell(city, Rules, form, input, staged.Photos);
            return outcome.Refusal is { } refusal
                ? Page(code, refusal, sent, staged.Photos, null, refusal.Status())
                : new SeeOther($"{site.At("mechanisms", code)}?done=tell");
        }
        catch (StorageTrouble trouble)
        {
            return Page(code, trouble.Refusal, sent, staged.Photos, null, StatusCodes.Status503ServiceUnavailable);
        }
    }

    public async Task<IResult> Judge(string code, long number, string what, HttpRequest request)
    {
        if (
            what is not ("confirm" or "send-back")
            || city.Database.Read(connection => MechanismReads.Find(connection, code, number)) is not { } stream
        )
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id) || !int.TryParse(sent["expected"], out var version))
            return Results.BadRequest();
        try
        {
            var form = new ActForm(id, Reader, "desk", ReasonField.Stated(sent), null, version);
            var outcome = await RunStore.Judge(city, Rules, form, stream, what == "confirm");
            return outcome.Refusal is { } refusal
                ? Page(code, refusal, null, [], null, refusal.Status())
                : new SeeOther($"{site.At("mechanisms", code)}?done={what}");
        }
        catch (StorageTrouble trouble)
        {
            return Page(code, trouble.Refusal, null, [], null, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private List<MechanismRow> Rows() =>
        city.Database.Read(connection => MechanismReads.All(connection, Rules, site.Today, site.Now));

    private IResult Page(
        string code,
        Refusal? refusal,
        IFormCollection? sent,
        IReadOnlyList<StagedPhoto> photos,
        string? done,
        int status
    )
    {
        if (Rows().Find(row => row.Mechanism.Code == code) is not { } found)
            return Results.NotFound();
        var (runs, shown) = city.Database.Read(connection =>
        {
            var all = MechanismReads.Runs(connection, code);
            return (all, all.SelectMany(run => PhotoReads.Kept(connection, run.Stream)).ToHashSet());
        });
        return new RazorComponentResult<MechanismPage>(
            new Dictionary<string, object?>
            {
                [nameof(MechanismPage.Row)] = found,
                [nameof(MechanismPage.Runs)] = runs,
                [nameof(MechanismPage.Shown)] = shown,
                [nameof(MechanismPage.Rules)] = Rules,
                [nameof(MechanismPage.Refusal)] = refusal,
                [nameof(MechanismPage.Sent)] = sent,
                [nameof(MechanismPage.Photos)] = photos,
                [nameof(MechanismPage.Done)] = done,
            }
        )
        {
            StatusCode = status,
        };
    }
}
