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

/// <param name="Head">What a workbook does not say of the edition itself.</param>
public sealed record EditionForm(Guid Id, EditionHead Head, string From, string Reason) : RulesForm(Id, From, Reason);

/// <summary>An edition comes in by a page: its mistakes are told row by row.</summary>
public sealed class EditionImportPages(SiteContext site, RulesNow rulesNow, EditionReads reads, EditionFile files)
    : RulesImport<EditionForm, Edition>(site, "edition-imports", "standards", "import")
{
    // What is scored today is scored by what people know: at the earliest from tomorrow.
    protected override DateOnly Earliest => Site.Today.AddDays(1);

    protected override EditionForm Blank =>
        new(Guid.CreateVersion7(), new EditionHead("", "city", "", "100", Sample: false), Values.Day(Earliest), "");

    protected override EditionForm Form(IFormCollection sent, Guid id, string from, string reason)
    {
        string Field(string name) => sent[name].ToString().Trim();
        return new EditionForm(
            id,
            new EditionHead(Field("edition"), Field("system"), Field("name"), Field("total"), Field("sample") == "true"),
            from,
            reason
        );
    }

    protected override IEnumerable<Refusal> Wanting(EditionForm form, IFormFile? file) =>
        file is null or { Length: 0 } ? [new Refusal("edition.file-missing")]
        : !IsYaml(file.FileName) && (form.Head.Code.Length == 0 || form.Head.Name.Length == 0)
            ? [new Refusal("edition.head-missing")]
        : [];

    protected override Refusal TooEarly(string from) => new("edition.day-past", from, Values.Day(Earliest));

    protected override RulesUpload Said(RulesUpload upload, EditionForm form) =>
        upload with
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

    protected override (Edition? Rules, IReadOnlyList<Mistake> Mistakes, Refusal? Refusal) Read(
        RulesUpload upload,
        Stream content
    )
    {
        string Said(string key) => upload.Said.GetValueOrDefault(key, "");
        var head = new EditionHead(Said("edition"), Said("system"), Said("name"), Said("total"), Said("sample") == "true");
        return files.Read(upload.Name, content, head, rulesNow.Of(City).Playbook);
    }

    protected override async Task<Refusal?> Take(HttpContext context, RulesUpload upload, Edition rules)
    {
        var by = AuditBy.Of(context);
        var outcome = await City.Database.Write(transaction =>
        {
            var added = Add(transaction, rules, upload);
            if (added.Refusal is null)
                Audit.Write(
                    transaction,
                    AuditKind.EditionImported,
                    by,
                    $"{rules.System}/{rules.Code}",
                    Values.Day(upload.ValidFrom),
                    upload.Reason
                );
            return added;
        });
        return outcome.Refusal;
    }

    protected override IResult Preview(RulesUpload upload, Edition? rules, Refusal? refusal, int status) =>
        new RazorComponentResult<EditionPreviewPage>(
            new Dictionary<string, object?>
            {
                [nameof(EditionPreviewPage.Upload)] = upload,
                [nameof(EditionPreviewPage.Edition)] = rules,
                [nameof(EditionPreviewPage.Before)] = rules is null
                    ? null
                    : City.Database.Read(connection =>
                        reads.InForce(connection, upload.ValidFrom).FirstOrDefault(one => one.System == rules.System)
                    ),
                [nameof(EditionPreviewPage.Refusal)] = refusal,
                [nameof(EditionPreviewPage.Rules)] = rulesNow.Of(City),
                [nameof(EditionPreviewPage.Tasks)] = City.Database.Read(connection =>
                    PlanReads.Serving(connection, Site.Who.Actor)
                ),
            }
        )
        {
            StatusCode = status,
        };

    protected override IResult Start(
        EditionForm form,
        IReadOnlyList<Refusal> refusals,
        IReadOnlyList<Mistake> mistakes,
        string? file,
        int status
    ) =>
        new RazorComponentResult<EditionImportPage>(
            new Dictionary<string, object?>
            {
                [nameof(EditionImportPage.Form)] = form,
                [nameof(EditionImportPage.Refusals)] = refusals,
                [nameof(EditionImportPage.Mistakes)] = mistakes,
                [nameof(EditionImportPage.File)] = file,
                [nameof(EditionImportPage.Earliest)] = Earliest,
                [nameof(EditionImportPage.Samples)] = City.Database.Read(connection => reads.InForce(connection, Site.Today)),
            }
        )
        {
            StatusCode = status,
        };

    // Whether systems count each other in is seen only where all of them are.
    private Outcome<object> Add(CityTransaction transaction, Edition edition, RulesUpload upload)
    {
        var beside = City
            .Database.Read(connection => reads.InForce(connection, upload.ValidFrom))
            .Where(other => other.System != edition.System);
        return EditionCheck.Rounds([.. beside, edition]) is [var first, ..]
            ? new Refusal("edition.circle", first)
            : EditionStore.Add(transaction, edition, upload.ValidFrom, City.Clock.Now, Site.Who.Actor, upload.Reason);
    }

    private static bool IsYaml(string name) => Path.GetExtension(name) is ".yaml" or ".yml";
}
