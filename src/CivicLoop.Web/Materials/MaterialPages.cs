using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Materials;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Plans;
using CivicLoop.Core.Rectification;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using CivicLoop.Web.Standards;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Materials;

/// <summary>The standards of an edition that ask for materials, what units handed in for each, and asking for more.</summary>
public sealed class MaterialPages(SiteContext site, RulesNow rulesNow, EditionReads editions, Sentences t)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public IResult All(IQueryCollection asked, string? done) => Page(MaterialFilter.Of(asked), null, [], done, 200);

    public async Task<IResult> Ask(HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var filter = MaterialFilter.Of(request.Query);
        if (!Guid.TryParse(sent["act"], out var id) || Chosen(filter) is not { } edition)
            return Results.BadRequest();
        var refusals = new List<Refusal>();
        var wishes = Wishes(edition, sent, refusals);
        var due = ItemSheet.ParseDay(sent["due"].ToString());
        if (due is null)
            refusals.Add(new Refusal("cell.day-missing"));
        if (ReasonField.Stated(sent).Length == 0)
            refusals.Add(new Refusal("reason.missing"));
        if (refusals.Count == 0)
        {
            try
            {
                var form = new ActForm(id, Reader, "desk", ReasonField.Stated(sent), null, null);
                refusals.AddRange((await MaterialStore.Ask(city, Rules, form, wishes, due!.Value)).Select(one => one.Why));
            }
            catch (StorageTrouble trouble)
            {
                refusals.Add(trouble.Refusal);
            }
        }
        return refusals.Count == 0
            ? new SeeOther($"{site.At("materials")}{filter.Query()}{(filter.Query().Length > 0 ? "&" : "?")}done={wishes.Count}")
            : Page(filter, sent, refusals, null, refusals.Max(refusal => refusal.Status()));
    }

    /// <summary>What the page of this address shows; null where it shows no edition.</summary>
    internal (Edition Edition, List<MaterialLine> Lines)? Shown(IQueryCollection asked)
    {
        var filter = MaterialFilter.Of(asked);
        return Chosen(filter) is { } edition ? (edition, [.. Lines(edition).Where(line => filter.Fits(line, site.Today))]) : null;
    }

    public IResult Export(string form, IQueryCollection asked)
    {
        if (form is not ("xlsx" or "csv") || Shown(asked) is not var (edition, lines))
            return Results.NotFound();
        var names = CaseNames.Of(Rules);
        var parts = Enum.GetValues<MaterialPart>();
        string[] before = ["code", "standard", "unit", "number", "state"];
        string[] after = ["pieces", "due", "valid-until"];
        return new TableFile(
            $"{site.Here.Code}-{t["materials.title"]}-{edition.Code}-{Data.Values.Day(site.Today)}",
            [
                .. before.Select(column => new SheetColumn(t[$"materials.col.{column}"], column == "standard" ? 50 : 16)),
                .. parts.Select(part => new SheetColumn(t[$"site.material-part.{part}"], 8)),
                .. after.Select(column => new SheetColumn(t[$"materials.col.{column}"])),
            ],
            lines.Select(
                IReadOnlyList<object?> (line) =>
                    [
                        line.Located.Standard.Code,
                        line.Located.Standard.Text,
                        line.Unit is { } unit ? names.Unit(unit, t) : null,
                        line.State?.Number,
                        t[$"materials.standing.{line.On(site.Today)}"],
                        .. parts.Select(part =>
                            !line.Located.Standard.Materials.Contains(part) ? null
                            : line.State?.Has(part) == true ? "√"
                            : "×"
                        ),
                        line.State?.Pieces.Count,
                        line.State?.Due,
                        line.State?.ValidUntil,
                    ]
            )
        ).As(form, site, t);
    }

    private List<MaterialWish> Wishes(Edition edition, IFormCollection sent, List<Refusal> refusals)
    {
        var wishes = new List<MaterialWish>();
        var leads = city.Database.Read(MaterialReads.Leads);
        foreach (var code in sent["standard"].OfType<string>().Distinct())
        {
            if (edition.Find(code) is not { } located)
                continue;
            var unit = sent["unit"].ToString() is { Length: > 0 } chosen
                ? chosen
                : leads.GetValueOrDefault(new StandardRef(edition.System, code));
            if (unit is null)
                refusals.Add(new Refusal("material.unit-missing", code));
            else
                wishes.Add(
                    new MaterialWish(new MaterialOf(edition.System, edition.Code, code), unit, located.Standard.Materials)
                );
        }
        if (wishes.Count == 0 && refusals.Count == 0)
            refusals.Add(new Refusal("material.standards-missing"));
        return wishes;
    }

    private IReadOnlyList<Edition> InForce => city.Database.Read(connection => editions.InForce(connection, site.Today));

    /// <summary>The edition of the address, whether or not it is in force any more; otherwise the first that asks for any.</summary>
    private Edition? Chosen(MaterialFilter filter) =>
        filter.Edition is { } code
            ? code.Split('/') is [var system, var edition]
                ? city.Database.Read(connection => editions.Find(connection, system, edition))?.Edition
                : null
            : InForce.FirstOrDefault(edition => edition.Standards.Any(standard => standard.Materials.Count > 0))
                ?? InForce.FirstOrDefault();

    private IReadOnlyList<MaterialLine> Lines(Edition edition) =>
        city.Database.Read(connection => MaterialReads.Lines(connection, edition, Reader));

    private IResult Page(MaterialFilter filter, IFormCollection? sent, IReadOnlyList<Refusal> refusals, string? done, int status)
    {
        var edition = Chosen(filter);
        return filter.Edition is not null && edition is null
            ? Results.NotFound()
            : new RazorComponentResult<MaterialsPage>(
                new Dictionary<string, object?>
                {
                    [nameof(MaterialsPage.Filter)] = filter,
                    [nameof(MaterialsPage.Edition)] = edition,
                    [nameof(MaterialsPage.Editions)] = InForce,
                    [nameof(MaterialsPage.Lines)] = edition is null ? [] : Lines(edition),
                    [nameof(MaterialsPage.Rules)] = Rules,
                    [nameof(MaterialsPage.Sent)] = sent,
                    [nameof(MaterialsPage.Refusals)] = refusals,
                    [nameof(MaterialsPage.Done)] = done,
                }
            )
            {
                StatusCode = status,
            };
    }
}
