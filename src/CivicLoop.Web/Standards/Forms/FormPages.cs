using CivicLoop.Core.Cases;
using CivicLoop.Core.Standards;
using CivicLoop.Core.Standards.Forms;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Standards.Forms;

/// <summary>测评工作表: the list of them for an edition, each to be read, printed and taken away as a table.</summary>
public sealed class FormPages(SiteContext site, RulesNow rulesNow, EditionReads editions, Sentences t, Wording w)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    public IResult All(string system, string code) =>
        city.Database.Read<IResult>(connection =>
            editions.Find(connection, system, code) is not var (version, edition)
                ? Results.NotFound()
                : new RazorComponentResult<FormsPage>(
                    new Dictionary<string, object?>
                    {
                        [nameof(FormsPage.Version)] = version,
                        [nameof(FormsPage.Edition)] = edition,
                        [nameof(FormsPage.Sheets)] = Sheets(
                            edition,
                            FormReads.Facts(connection, edition, WorkingForms.All, Rules, site.Who.Actor, site.Today)
                        ),
                    }
                )
        );

    public IResult One(string system, string code, string form, IQueryCollection asked) =>
        Look(system, code, form, asked) is not { } look
            ? Results.NotFound()
            : new RazorComponentResult<FormPage>(
                new Dictionary<string, object?> { [nameof(FormPage.Look)] = look, [nameof(FormPage.Rules)] = Rules }
            );

    /// <summary>All rows, whatever a page shows of them.</summary>
    public IResult Export(string system, string code, string form, string format, IQueryCollection asked) =>
        format is not ("xlsx" or "csv") || Look(system, code, form, asked) is not { } look
            ? Results.NotFound()
            : new TableFile(
                string.Join(
                    '-',
                    ((string[])[site.Here.Code, t[$"forms.name.{form}"], code]).Concat(
                        look.Edition.Sample ? [t["standards.sample"]] : []
                    )
                ),
                [.. look.Sheet.Form.Columns.Select(column => new SheetColumn(look.Cells.Head(column), column.Width))],
                look.Sheet.Groups.SelectMany(group =>
                    group.Rows.Select(
                        IReadOnlyList<object?> (row, at) =>
                            [.. look.Sheet.Form.Columns.Select(column => look.Cells.Cell(group, row, at + 1, column))]
                    )
                )
            ).As(format, site, t);

    private static List<FormSheet> Sheets(Edition edition, FormFacts facts) =>
        [.. WorkingForms.All.Select(form => FormSheet.Of(form, edition, facts))];

    private FormLook? Look(string system, string code, string name, IQueryCollection asked) =>
        WorkingForms.Find(name) is not { } form
            ? null
            : city.Database.Read(connection =>
            {
                if (editions.Find(connection, system, code) is not var (version, edition))
                    return null;
                var facts = FormReads.Facts(connection, edition, [form], Rules, site.Who.Actor, site.Today);
                var narrowing = new FormNarrowing(Said(asked["unit"]), Said(asked["type"]));
                var lately = FormReads.Lately(connection, edition, form, Rules, site.Who.Actor);
                return new FormLook(
                    version,
                    edition,
                    facts,
                    narrowing,
                    FormSheet.Of(form, edition, facts, narrowing),
                    new FormCells(t, w, site, Rules, form, facts, lately)
                );
            });

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>One form of an edition with all that its page needs.</summary>
public sealed record FormLook(
    EditionVersion Version,
    Edition Edition,
    FormFacts Facts,
    FormNarrowing Narrowing,
    FormSheet Sheet,
    FormCells Cells
);
