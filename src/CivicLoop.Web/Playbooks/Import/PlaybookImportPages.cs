using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Playbooks.Import;

/// <summary>A playbook as it was read from a file.</summary>
public sealed record ReadPlaybook(Playbook Playbook, PlaybookFolder Folder);

/// <summary>A playbook comes in by a page.</summary>
public sealed class PlaybookImportPages(SiteContext site, RulesNow rulesNow, Sentences t)
    : RulesImport<RulesForm, ReadPlaybook>(site, "playbook-imports", "playbook", "import")
{
    protected override DateOnly Earliest => Site.Today;

    // By default from tomorrow: what is decided today is decided by the rules that people know.
    protected override RulesForm Blank => new(Guid.CreateVersion7(), Values.Day(Site.Today.AddDays(1)), "");

    protected override RulesForm Form(IFormCollection sent, Guid id, string from, string reason) => new(id, from, reason);

    protected override IEnumerable<Refusal> Wanting(RulesForm form, IFormFile? file) =>
        file is null or { Length: 0 } ? [new Refusal("playbook-import.file-missing")] : [];

    protected override Refusal TooEarly(string from) => new("playbook-import.day-past", from);

    protected override (ReadPlaybook? Rules, IReadOnlyList<Mistake> Mistakes, Refusal? Refusal) Read(
        RulesUpload upload,
        Stream content
    )
    {
        var read = PlaybookZip.Read(content, PlaybookVerbs.Shipped("base"));
        if (read.Refusal is { } refusal)
            return (null, [], refusal);
        var folder = read.Value!;
        var (playbook, mistakes) = folder.Parse();
        return playbook is null || mistakes.Count > 0 ? (null, mistakes, null)
            : playbook.City.Code != rulesNow.Of(City).Playbook.City.Code
                ? (null, [], new Refusal("playbook-import.other-city", playbook.City.Name.Zh))
            : (new ReadPlaybook(playbook, folder), [], null);
    }

    protected override async Task<Refusal?> Take(HttpContext context, RulesUpload upload, ReadPlaybook rules)
    {
        var by = AuditBy.Of(context);
        // A transaction of its own, which waits for others: not on the thread that answers.
        var done = await Task.Run(() =>
            PlaybookImport.Run(City, rules.Folder, rules.Playbook, upload.ValidFrom, by, upload.Reason)
        );
        if (done is { Refusal: null, New: true })
            await Task.Run(() => CaseRecount.Run(City, rulesNow.Of(City), t["cases.recount.reason"]));
        return done.Refusal;
    }

    protected override IResult Preview(RulesUpload upload, ReadPlaybook? rules, Refusal? refusal, int status)
    {
        var now = rulesNow.Of(City);
        return new RazorComponentResult<PlaybookPreviewPage>(
            new Dictionary<string, object?>
            {
                [nameof(PlaybookPreviewPage.Upload)] = upload,
                [nameof(PlaybookPreviewPage.Refusal)] = refusal,
                [nameof(PlaybookPreviewPage.Rules)] = now,
                [nameof(PlaybookPreviewPage.Difference)] =
                    rules is null || upload.Done
                        ? null
                        : City.Database.Read(connection => new PlaybookDifference(
                            PlaybookDiff.Of(now.Playbook, rules.Playbook, now.Organisation),
                            PlaybookDiff.Files(PlaybookReads.FilesOn(connection, Site.Today), rules.Folder.Files)
                        )),
                [nameof(PlaybookPreviewPage.OpenCases)] = City.Database.Read(CaseReads.OpenByCategory),
            }
        )
        {
            StatusCode = status,
        };
    }

    protected override IResult Start(
        RulesForm form,
        IReadOnlyList<Refusal> refusals,
        IReadOnlyList<Mistake> mistakes,
        string? file,
        int status
    ) =>
        new RazorComponentResult<PlaybookImportPage>(
            new Dictionary<string, object?>
            {
                [nameof(PlaybookImportPage.Form)] = form,
                [nameof(PlaybookImportPage.Refusals)] = refusals,
                [nameof(PlaybookImportPage.Mistakes)] = mistakes,
                [nameof(PlaybookImportPage.File)] = file,
                [nameof(PlaybookImportPage.Versions)] = City.Database.Read(PlaybookReads.Versions),
            }
        )
        {
            StatusCode = status,
        };
}
