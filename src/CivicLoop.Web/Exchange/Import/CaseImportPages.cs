using CivicLoop.Core.Events;
using CivicLoop.Core.Places;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places.Import;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Exchange.Import;

/// <summary>
/// A file of another system's cases comes in: sent, checked, shown, said yes or no to. Every step has an address, so it
/// may be left and come back to.
/// </summary>
public sealed class CaseImportPages(SiteContext site, RulesNow rulesNow, CaseImportWork work, Sentences t)
{
    /// <summary>Bytes of one file: some half a million rows.</summary>
    public const long Largest = 200L * 1024 * 1024;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly City city = site.Here.City;

    public IResult Start() => Start(CaseImportUpload.Blank(), [], StatusCodes.Status200OK);

    public async Task<IResult> Upload(HttpContext context)
    {
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var upload = CaseImportUpload.Read(sent);
        if (Find(upload.Id) is not null)
            return new SeeOther(At(upload.Id));
        var (mapping, yaml, wanting) = await Mapping(sent, upload, context.RequestAborted);
        if (upload.Reason.Length == 0)
            wanting.Add(new Refusal("reason.missing"));
        var file = sent.Files.GetFile("file");
        if (file is null or { Length: 0 })
            wanting.Insert(0, new Refusal("import.file-missing"));
        if (wanting.Count > 0)
            return Start(upload, wanting, StatusCodes.Status422UnprocessableEntity);

        ImportFolder.Sweep(city, CityClock.Machine - Kept);
        var folder = ImportFolder.Of(city, upload.Id);
        try
        {
            await folder.Stage(file!.OpenReadStream(), context.RequestAborted);
            var now = city.Clock.Now;
            var one = new CaseImport(
                upload.Id,
                Path.GetFileName(file.FileName),
                Form(folder),
                mapping!.Source,
                upload.System,
                yaml,
                ImportStatus.Checking,
                new ImportSummary(),
                upload.Reason,
                site.Who.Actor.Person,
                site.Who.Actor.Post,
                now,
                now
            );
            await city.Database.Write(transaction =>
            {
                CaseImportStore.Add(transaction, one);
                return 0;
            });
            work.See(city, one);
            return new SeeOther(At(one.Id));
        }
        catch (SheetTroubleException trouble)
        {
            folder.Remove();
            return Start(upload, [trouble.Refusal], trouble.Refusal.Status());
        }
        catch (StorageTrouble trouble)
        {
            return Start(upload, [trouble.Refusal], trouble.Refusal.Status());
        }
    }

    private static async Task<(Core.Exchange.CaseMapping? Mapping, string Yaml, List<Refusal> Wanting)> Mapping(
        IFormCollection sent,
        CaseImportUpload upload,
        CancellationToken stop
    )
    {
        var yaml = "";
        if (sent.Files.GetFile("mapping") is { Length: > 0 } file)
        {
            if (await CaseMappingFile.Text(file, stop) is not { } text)
                return (null, "", [new Refusal("exchange.mapping.broken", "1", file.FileName)]);
            yaml = text;
        }
        var (mapping, wrong) = CaseMappingFile.Read(
            yaml,
            upload.Source.Length > 0 ? upload.Source : null,
            ChinaCoordinates.System(upload.System)
        );
        return (mapping, yaml, [.. wrong]);
    }

    private static string Form(ImportFolder folder)
    {
        using var file = File.OpenRead(folder.Upload);
        return SheetReader.FormOf(file);
    }

    public IResult Show(Guid id, HttpContext context)
    {
        if (Find(id) is not { } one)
            return Results.NotFound();
        work.See(city, one);
        // The page asks for itself again while work goes on, without any script.
        if (one.Status is ImportStatus.Checking or ImportStatus.Writing)
            context.Response.Headers["Refresh"] = "2";
        return Page(one, [], StatusCodes.Status200OK);
    }

    /// <summary>Yes: all of it, or all of it but the bad rows, as the page said.</summary>
    public async Task<IResult> Confirm(Guid id, HttpContext context)
    {
        if (Find(id) is not { } one)
            return Results.NotFound();
        if (one.Status != ImportStatus.Checked)
            return new SeeOther(At(id));
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        if (one.Summary.Bad > 0 && sent["bad"] != "leave")
            return Page(
                one,
                [new Refusal("import.bad-not-left", $"{one.Summary.Bad}")],
                StatusCodes.Status422UnprocessableEntity
            );
        return await Move(one, one with { Status = ImportStatus.Writing });
    }

    /// <summary>No: nothing of it comes in.</summary>
    public async Task<IResult> Drop(Guid id)
    {
        if (Find(id) is not { } one)
            return Results.NotFound();
        if (one.Status is not (ImportStatus.Checked or ImportStatus.Failed))
            return new SeeOther(At(id));
        var answer = await Move(one, one with { Status = ImportStatus.Dropped });
        ImportFolder.Of(city, id).Settle();
        return answer;
    }

    /// <summary>The bad rows with what is wrong with each, to be mended and sent again.</summary>
    public IResult Bad(Guid id)
    {
        var folder = ImportFolder.Of(city, id);
        return Find(id) is { } one && File.Exists(folder.Bad)
            ? Results.File(
                folder.Bad,
                "text/csv; charset=utf-8",
                $"{Path.GetFileNameWithoutExtension(one.File)}-{t["import.bad-column"]}.csv"
            )
            : Results.NotFound();
    }

    private async Task<IResult> Move(CaseImport from, CaseImport to)
    {
        to = to with { Person = site.Who.Actor.Person, Post = site.Who.Actor.Post, ChangedAt = city.Clock.Now };
        // Whoever was first has moved it: the page shows where it stands.
        if (await city.Database.Write(transaction => CaseImportStore.Move(transaction, from, to)))
            work.See(city, to);
        return new SeeOther(At(from.Id));
    }

    private CaseImport? Find(Guid id) => city.Database.Read(connection => CaseImportStore.Find(connection, id));

    private string At(Guid id) => site.At("exchange", "import", $"{id}");

    private RazorComponentResult<CaseImportStartPage> Start(
        CaseImportUpload upload,
        IReadOnlyList<Refusal> refusals,
        int status
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(CaseImportStartPage.Upload)] = upload,
                [nameof(CaseImportStartPage.Refusals)] = refusals,
                [nameof(CaseImportStartPage.Latest)] = city.Database.Read(connection => CaseImportStore.Latest(connection, 20)),
            }
        )
        {
            StatusCode = status,
        };

    private RazorComponentResult<CaseImportPage> Page(CaseImport one, IReadOnlyList<Refusal> refusals, int status) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(CaseImportPage.One)] = one,
                [nameof(CaseImportPage.Refusals)] = refusals,
                [nameof(CaseImportPage.Playbook)] = rulesNow.Of(city).Playbook,
                [nameof(CaseImportPage.Rows)] = work.Progress(one.Id),
                [nameof(CaseImportPage.HasBad)] = one.Summary.Bad > 0 && File.Exists(ImportFolder.Of(city, one.Id).Bad),
            }
        )
        {
            StatusCode = status,
        };
}
