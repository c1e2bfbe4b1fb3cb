using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Playbooks.Import;

/// <summary>The form of an upload as it was filled in; only the file has to be chosen again.</summary>
public sealed record PlaybookForm(Guid Id, string From, string Reason);

/// <summary>A playbook comes in by a page: every mistake of it, or what it would change; then a yes.</summary>
public sealed class PlaybookImportPages(SiteContext site, RulesNow rulesNow, Sentences t)
{
    private const int LongestReason = 200;

    private readonly City city = site.Here.City;

    private UploadShelf Shelf => new(city, "playbook-imports");

    // By default from tomorrow: what is decided today is decided by the rules that people know.
    public IResult Start() =>
        Start(new PlaybookForm(Guid.CreateVersion7(), Values.Day(site.Today.AddDays(1)), ""), [], [], null, 200);

    public async Task<IResult> Upload(HttpContext context)
    {
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var form = new PlaybookForm(
            Guid.TryParse(sent["id"], out var id) && id != Guid.Empty ? id : Guid.CreateVersion7(),
            sent["from"].ToString().Trim(),
            sent["reason"].ToString().Trim()
        );
        if (Find(form.Id) is not null)
            return new SeeOther(At(form.Id));
        var file = sent.Files.GetFile("file");
        List<Refusal> wanting = [.. Wanting(form, file)];
        if (wanting.Count > 0)
            return Start(form, wanting, [], file?.FileName, StatusCodes.Status422UnprocessableEntity);
        try
        {
            using var zip = new MemoryStream();
            await file!.CopyToAsync(zip, context.RequestAborted);
            var (playbook, _, mistakes, refusal) = Read(zip);
            if (playbook is null)
                return Start(
                    form,
                    refusal is null ? [] : [refusal],
                    mistakes,
                    file.FileName,
                    StatusCodes.Status422UnprocessableEntity
                );
            Shelf.Keep(
                new RulesUpload(
                    form.Id,
                    Path.GetFileName(file.FileName),
                    DateOnly.ParseExact(form.From, "yyyy-MM-dd"),
                    form.Reason,
                    site.Who.Actor.Person,
                    CityClock.Machine
                ),
                zip.ToArray()
            );
            return new SeeOther(At(form.Id));
        }
        catch (StorageTrouble trouble)
        {
            return Start(form, [trouble.Refusal], [], file?.FileName, trouble.Refusal.Status());
        }
    }

    public IResult Show(Guid id) => Find(id) is { } upload ? Preview(upload, null) : Results.NotFound();

    /// <summary>Yes. Sent twice, it is taken in once.</summary>
    public async Task<IResult> Confirm(Guid id, HttpContext context)
    {
        if (Find(id) is not { } upload)
            return Results.NotFound();
        if (upload.Done)
            return new SeeOther(At(id));
        if (upload.ValidFrom < site.Today)
            return Preview(upload, new Refusal("playbook-import.day-past", Values.Day(upload.ValidFrom)));
        using var zip = Shelf.Open(upload);
        var (playbook, folder, _, refusal) = Read(zip);
        if (playbook is null)
            return Preview(upload, refusal);
        try
        {
            var by = AuditBy.Of(context);
            // A transaction of its own, which waits for others: not on the thread that answers.
            var done = await Task.Run(() => PlaybookImport.Run(city, folder!, playbook, upload.ValidFrom, by, upload.Reason));
            if (done.Refusal is { } objection)
                return Preview(upload, objection);
            if (done.New)
                await Task.Run(() => CaseRecount.Run(city, rulesNow.Of(city), t["cases.recount.reason"]));
            Shelf.Settle(upload);
            return new SeeOther(At(id));
        }
        catch (StorageTrouble trouble)
        {
            return Preview(upload, trouble.Refusal);
        }
    }

    public IResult Drop(Guid id)
    {
        if (Find(id) is not { } upload)
            return Results.NotFound();
        if (!upload.Done)
            Shelf.Drop(upload);
        return new SeeOther(site.At("playbook", "import"));
    }

    private IEnumerable<Refusal> Wanting(PlaybookForm form, IFormFile? file)
    {
        if (file is null or { Length: 0 })
            yield return new Refusal("playbook-import.file-missing");
        if (!DateOnly.TryParseExact(form.From, "yyyy-MM-dd", out var day))
            yield return new Refusal("playbook-import.day-broken", form.From);
        else if (day < site.Today)
            yield return new Refusal("playbook-import.day-past", form.From);
        if (form.Reason.Length == 0)
            yield return new Refusal("reason.missing");
        else if (form.Reason.Length > LongestReason)
            yield return new Refusal("text.too-long", $"{LongestReason}");
    }

    private (Playbook? Playbook, PlaybookFolder? Folder, IReadOnlyList<Mistake> Mistakes, Refusal? Refusal) Read(Stream zip)
    {
        zip.Position = 0;
        var read = PlaybookZip.Read(zip, PlaybookVerbs.Shipped("base"));
        if (read.Refusal is { } refusal)
            return (null, null, [], refusal);
        var folder = read.Value!;
        var (playbook, mistakes) = folder.Parse();
        return playbook is null || mistakes.Count > 0 ? (null, null, mistakes, null)
            : playbook.City.Code != rulesNow.Of(city).Playbook.City.Code
                ? (null, null, [], new Refusal("playbook-import.other-city", playbook.City.Name.Zh))
            : (playbook, folder, [], null);
    }

    private RazorComponentResult<PlaybookPreviewPage> Preview(RulesUpload upload, Refusal? refusal)
    {
        using var zip = Shelf.Open(upload);
        var (playbook, folder, _, broken) = Read(zip);
        var rules = rulesNow.Of(city);
        return new(
            new Dictionary<string, object?>
            {
                [nameof(PlaybookPreviewPage.Upload)] = upload,
                [nameof(PlaybookPreviewPage.Refusal)] = refusal ?? broken,
                [nameof(PlaybookPreviewPage.Rules)] = rules,
                [nameof(PlaybookPreviewPage.Difference)] =
                    playbook is null || upload.Done
                        ? null
                        : city.Database.Read(connection => new PlaybookDifference(
                            PlaybookDiff.Of(rules.Playbook, playbook, rules.Organisation),
                            PlaybookDiff.Files(PlaybookReads.FilesOn(connection, site.Today), folder!.Files)
                        )),
                [nameof(PlaybookPreviewPage.OpenCases)] = city.Database.Read(CaseReads.OpenByCategory),
            }
        )
        {
            StatusCode = (refusal ?? broken)?.Status() ?? StatusCodes.Status200OK,
        };
    }

    private RazorComponentResult<PlaybookImportPage> Start(
        PlaybookForm form,
        IReadOnlyList<Refusal> refusals,
        IReadOnlyList<Mistake> mistakes,
        string? file,
        int status
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(PlaybookImportPage.Form)] = form,
                [nameof(PlaybookImportPage.Refusals)] = refusals,
                [nameof(PlaybookImportPage.Mistakes)] = mistakes,
                [nameof(PlaybookImportPage.File)] = file,
                [nameof(PlaybookImportPage.Versions)] = city.Database.Read(PlaybookReads.Versions),
            }
        )
        {
            StatusCode = status,
        };

    private RulesUpload? Find(Guid id) => Shelf.Find(id, site.Who.Actor.Person);

    private string At(Guid id) => site.At("playbook", "import", $"{id}");
}
