using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Site;

/// <summary>The form of an upload as it was filled in; only the file has to be chosen again.</summary>
public record RulesForm(Guid Id, string From, string Reason);

/// <summary>
/// A file of rules comes in by a page: every mistake of it, or what it would change; then a yes of whoever was shown that.
/// Nothing changes before.
/// </summary>
/// <param name="site">Where and who.</param>
/// <param name="shelf">Folder of the city's folder where files wait for the yes.</param>
/// <param name="path">Below the city's address: where it begins.</param>
public abstract class RulesImport<TForm, TRules>(SiteContext site, string shelf, params string[] path)
    where TForm : RulesForm
    where TRules : class
{
    private const int LongestReason = 200;

    protected SiteContext Site { get; } = site;

    protected City City { get; } = site.Here.City;

    private UploadShelf Shelf { get; } = new(site.Here.City, shelf);

    /// <summary>The first day from which on such rules may be in force.</summary>
    protected abstract DateOnly Earliest { get; }

    protected abstract TForm Blank { get; }

    public IResult Start() => Start(Blank, [], [], null, StatusCodes.Status200OK);

    public async Task<IResult> Upload(HttpContext context)
    {
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        var form = Form(
            sent,
            Guid.TryParse(sent["id"], out var id) && id != Guid.Empty ? id : Guid.CreateVersion7(),
            sent["from"].ToString().Trim(),
            sent["reason"].ToString().Trim()
        );
        if (Find(form.Id) is not null)
            return new SeeOther(At(form.Id));
        var file = sent.Files.GetFile("file");
        List<Refusal> wanting = [.. Wanting(form, file), .. Unfit(form)];
        if (wanting.Count > 0)
            return Start(form, wanting, [], file?.FileName, StatusCodes.Status422UnprocessableEntity);
        try
        {
            using var content = new MemoryStream();
            await file!.CopyToAsync(content, context.RequestAborted);
            var name = Path.GetFileName(file.FileName);
            var upload = Said(
                new RulesUpload(form.Id, name, Day(form.From)!.Value, form.Reason, Site.Who.Actor.Person, CityClock.Machine),
                form
            );
            content.Position = 0;
            var (rules, mistakes, refusal) = Read(upload, content);
            if (rules is null)
                return Start(form, refusal is null ? [] : [refusal], mistakes, name, StatusCodes.Status422UnprocessableEntity);
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
            return Preview(upload, TooEarly(Values.Day(upload.ValidFrom)));
        using var content = Shelf.Open(upload);
        var (rules, _, broken) = Read(upload, content);
        if (rules is null)
            return Preview(upload, broken);
        try
        {
            if (await Take(context, upload, rules) is { } objection)
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
        return new SeeOther(Site.At(path));
    }

    protected abstract TForm Form(IFormCollection sent, Guid id, string from, string reason);

    /// <summary>What of the file itself, and of what the form says beside day and reason, is missing.</summary>
    protected abstract IEnumerable<Refusal> Wanting(TForm form, IFormFile? file);

    /// <param name="from">The day as it was said.</param>
    protected abstract Refusal TooEarly(string from);

    /// <summary>The upload with what else its form said.</summary>
    protected virtual RulesUpload Said(RulesUpload upload, TForm form) => upload;

    /// <returns>Rules, or every mistake, or why it cannot be read at all.</returns>
    protected abstract (TRules? Rules, IReadOnlyList<Mistake> Mistakes, Refusal? Refusal) Read(
        RulesUpload upload,
        Stream content
    );

    /// <returns>Why they are not taken in; null when they are.</returns>
    protected abstract Task<Refusal?> Take(HttpContext context, RulesUpload upload, TRules rules);

    /// <param name="file">Name of the file that was sent.</param>
    protected abstract IResult Start(
        TForm form,
        IReadOnlyList<Refusal> refusals,
        IReadOnlyList<Mistake> mistakes,
        string? file,
        int status
    );

    /// <param name="rules">Null where they cannot be read any more, under the rules of today.</param>
    protected abstract IResult Preview(RulesUpload upload, TRules? rules, Refusal? refusal, int status);

    private IResult Preview(RulesUpload upload, Refusal? refusal)
    {
        using var content = Shelf.Open(upload);
        var (rules, _, broken) = Read(upload, content);
        var why = refusal ?? broken;
        return Preview(upload, rules, why, why?.Status() ?? StatusCodes.Status200OK);
    }

    private IEnumerable<Refusal> Unfit(TForm form)
    {
        if (Day(form.From) is not { } day)
            yield return new Refusal("playbook-import.day-broken", form.From);
        else if (day < Earliest)
            yield return TooEarly(form.From);
        if (form.Reason.Length == 0)
            yield return new Refusal("reason.missing");
        else if (form.Reason.Length > LongestReason)
            yield return new Refusal("text.too-long", $"{LongestReason}");
    }

    private static DateOnly? Day(string said) =>
        DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private RulesUpload? Find(Guid id) => Shelf.Find(id, Site.Who.Actor.Person);

    private string At(Guid id) => Site.At([.. path, $"{id}"]);
}
