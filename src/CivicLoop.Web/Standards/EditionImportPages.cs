using System.Globalization;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;
using CivicLoop.Core.Playbooks.Readers;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Plans;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Standards;

/// <summary>The form of an upload as it was filled in; only the file has to be chosen again.</summary>
public sealed record EditionForm(Guid Id, EditionHead Head, string From, string Reason);

/// <summary>An edition comes in by a page: every mistake of it by row, or what it would change; then a yes.</summary>
public sealed class EditionImportPages(SiteContext site, RulesNow rulesNow, EditionReads reads, EditionFile files)
{
    private const int LongestReason = 200;

    private readonly City city = site.Here.City;

    private UploadShelf Shelf => new(city, "edition-imports");

    // What is scored today is scored by what people know: at the earliest from tomorrow.
    private DateOnly Earliest => site.Today.AddDays(1);

    public IResult Start() =>
        Start(
            new EditionForm(
                Guid.CreateVersion7(),
                new EditionHead("", "city", "", "100", Sample: false),
                Values.Day(Earliest),
                ""
            ),
            [],
            [],
            null,
            200
        );

    public async Task<IResult> Upload(HttpContext context)
    {
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        string Field(string name) => sent[name].ToString().Trim();
        var form = new EditionForm(
            Guid.TryParse(Field("id"), out var id) && id != Guid.Empty ? id : Guid.CreateVersion7(),
            new EditionHead(Field("edition"), Field("system"), Field("name"), Field("total"), Field("sample") == "true"),
            Field("from"),
            Field("reason")
        );
        if (Find(form.Id) is not null)
            return new SeeOther(At(form.Id));
        var file = sent.Files.GetFile("file");
        List<Refusal> wanting = [.. Wanting(form, file)];
        if (wanting.Count > 0)
            return Start(form, wanting, [], file?.FileName, StatusCodes.Status422UnprocessableEntity);
        try
        {
            using var content = new MemoryStream();
            await file!.CopyToAsync(content, context.RequestAborted);
            var upload = new RulesUpload(
                form.Id,
                Path.GetFileName(file.FileName),
                Day(form.From)!.Value,
                form.Reason,
                site.Who.Actor.Person,
                CityClock.Machine
            )
            {
                Said = new Dictionary<string, string>
                {
                    ["edition"] = form.Head.Code,
                    ["system"] = form.Head.System,
                    ["name"] = form.Head.Name,
                    ["total"] = form.Head.Total,
                    ["sample"] = form.Head.Sample ? "true" : "",
                },
            };
            var (edition, mistakes, refusal) = Read(upload, content);
            if (edition is null)
                return Start(
                    form,
                    refusal is null ? [] : [refusal],
                    mistakes,
                    upload.Name,
                    StatusCodes.Status422UnprocessableEntity
                );
            Shelf.Keep(upload, content.ToArray());
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
        if (upload.ValidFrom < Earliest)
            return Preview(upload, new Refusal("edition.day-past", Values.Day(upload.ValidFrom), Values.Day(Earliest)));
        using var content = Shelf.Open(upload);
        var (edition, _, refusal) = Read(upload, content);
        if (edition is null)
            return Preview(upload, refusal);
        var by = AuditBy.Of(context);
        try
        {
            var outcome = await city.Database.Write(transaction =>
            {
                var added = Add(transaction, edition, upload);
                if (added.Refusal is null)
                    Audit.Write(
                        transaction,
                        AuditKind.EditionImported,
                        by,
                        $"{edition.System}/{edition.Code}",
                        Values.Day(upload.ValidFrom),
                        upload.Reason
                    );
                return added;
            });
            if (outcome.Refusal is { } objection)
                return Preview(upload, objection);
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
        return new SeeOther(site.At("standards", "import"));
    }

    // Whether systems count each other in is seen only where all of them are.
    private Outcome<object> Add(CityTransaction transaction, Edition edition, RulesUpload upload)
    {
        var beside = city
            .Database.Read(connection => reads.InForce(connection, upload.ValidFrom))
            .Where(other => other.System != edition.System);
        return EditionCheck.Rounds([.. beside, edition]) is [var first, ..]
            ? new Refusal("edition.circle", first)
            : EditionStore.Add(transaction, edition, upload.ValidFrom, city.Clock.Now, site.Who.Actor, upload.Reason);
    }

    private IEnumerable<Refusal> Wanting(EditionForm form, IFormFile? file)
    {
        if (file is null or { Length: 0 })
            yield return new Refusal("edition.file-missing");
        else if (!IsYaml(file.FileName) && (form.Head.Code.Length == 0 || form.Head.Name.Length == 0))
            yield return new Refusal("edition.head-missing");
        if (Day(form.From) is not { } day)
            yield return new Refusal("playbook-import.day-broken", form.From);
        else if (day < Earliest)
            yield return new Refusal("edition.day-past", form.From, Values.Day(Earliest));
        if (form.Reason.Length == 0)
            yield return new Refusal("reason.missing");
        else if (form.Reason.Length > LongestReason)
            yield return new Refusal("text.too-long", $"{LongestReason}");
    }

    private static bool IsYaml(string name) => Path.GetExtension(name) is ".yaml" or ".yml";

    private static DateOnly? Day(string said) =>
        DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private (Edition? Edition, IReadOnlyList<Mistake> Mistakes, Refusal? Refusal) Read(RulesUpload upload, Stream content)
    {
        content.Position = 0;
        string Said(string key) => upload.Said.GetValueOrDefault(key, "");
        var head = new EditionHead(Said("edition"), Said("system"), Said("name"), Said("total"), Said("sample") == "true");
        return files.Read(upload.Name, content, head, rulesNow.Of(city).Playbook);
    }

    private RazorComponentResult<EditionPreviewPage> Preview(RulesUpload upload, Refusal? refusal)
    {
        using var content = Shelf.Open(upload);
        var (edition, _, broken) = Read(upload, content);
        var before = edition is null
            ? null
            : city.Database.Read(connection =>
                reads.InForce(connection, upload.ValidFrom).FirstOrDefault(one => one.System == edition.System)
            );
        return new(
            new Dictionary<string, object?>
            {
                [nameof(EditionPreviewPage.Upload)] = upload,
                [nameof(EditionPreviewPage.Edition)] = edition,
                [nameof(EditionPreviewPage.Before)] = before,
                [nameof(EditionPreviewPage.Refusal)] = refusal ?? broken,
                [nameof(EditionPreviewPage.Rules)] = rulesNow.Of(city),
                [nameof(EditionPreviewPage.Tasks)] = city.Database.Read(connection =>
                    PlanReads.Serving(connection, site.Who.Actor)
                ),
            }
        )
        {
            StatusCode = (refusal ?? broken)?.Status() ?? StatusCodes.Status200OK,
        };
    }

    private RazorComponentResult<EditionImportPage> Start(
        EditionForm form,
        IReadOnlyList<Refusal> refusals,
        IReadOnlyList<Mistake> mistakes,
        string? file,
        int status
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(EditionImportPage.Form)] = form,
                [nameof(EditionImportPage.Refusals)] = refusals,
                [nameof(EditionImportPage.Mistakes)] = mistakes,
                [nameof(EditionImportPage.File)] = file,
                [nameof(EditionImportPage.Earliest)] = Earliest,
                [nameof(EditionImportPage.Samples)] = city.Database.Read(connection => reads.InForce(connection, site.Today)),
            }
        )
        {
            StatusCode = status,
        };

    private RulesUpload? Find(Guid id) => Shelf.Find(id, site.Who.Actor.Person);

    private string At(Guid id) => site.At("standards", "import", $"{id}");
}
