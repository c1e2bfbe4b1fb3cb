using CivicLoop.Core.Cases;
using CivicLoop.Core.Materials;
using CivicLoop.Core.Places;
using CivicLoop.Core.Standards;
using CivicLoop.Core.Standards.Forms;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Inspections;
using CivicLoop.Web.Places;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Standards.Forms;

/// <summary>
/// What stands in each cell of a form, on its page and in its files: what the system knows, or what whoever fills it in
/// ticks and completes.
/// </summary>
public sealed class FormCells(
    Sentences t,
    Wording w,
    SiteContext site,
    CaseRules rules,
    WorkingForm form,
    FormFacts facts,
    IReadOnlyDictionary<(string Type, string Standard), FoundLately> lately
)
{
    private const string Part = "part-";

    private readonly CaseNames names = CaseNames.Of(rules);

    public string Head(FormColumn column) =>
        column.Code.StartsWith(Part, StringComparison.Ordinal)
            ? t[$"site.material-part.{column.Code[Part.Length..]}"]
            : t[$"forms.col.{column.Code}"];

    /// <summary>What a group is called.</summary>
    public string Name(FormGroup group) =>
        group.Code.Length == 0 ? t["forms.no-type"]
        : form.GroupedBy == FormGrouping.Method ? t.Method(Enum.Parse<Method>(group.Code))
        : form.GroupedBy == FormGrouping.Project ? group.Rows[0].Located!.Project.Name
        : names.PlaceType(group.Code);

    /// <summary>A text, whole number, figure or day; null for what stays empty.</summary>
    /// <param name="order">From 1, within the group.</param>
    public object? Cell(FormGroup group, FormRow row, int order, FormColumn column) =>
        row switch
        {
            _ when column.Code == "order" => order,
            _ when column.Code is "place-type" or "method" => Name(group),
            { Place: { } place } => Of(place, column.Code),
            { Material: { } material } when Of(material, column.Code) is { } said => said,
            { Located: { } located } => Of(group, located, column.Code),
            _ => null,
        };

    /// <summary>Where more can be read of a cell; null where it leads nowhere.</summary>
    public string? Link(EditionVersion version, FormRow row, FormColumn column) =>
        column.Code switch
        {
            "place" when row.Place is { } place => site.At("places", place.Code),
            "number" when row.Material?.State is { } state => site.At("materials", $"{state.Number}"),
            "code" when row.Located is { } located => site.At("standards", version.System, version.Code, located.Standard.Code),
            _ => null,
        };

    private object? Of(Place place, string column) =>
        column switch
        {
            "place" => place.Name + (place.Sample ? t["cases.sample.in"] : ""),
            "address" => names.Where(
                place.District,
                place.Street,
                rules.Playbook.CommunityName(place.District, place.Street, place.Community)
            ),
            "unit" => place.Owner.Length == 0 ? null : names.Unit(place.Owner, t),
            _ => null,
        };

    private object? Of(MaterialLine line, string column) =>
        column switch
        {
            "unit" => line.Unit is { } unit ? names.Unit(unit, t) : t["materials.no-lead"],
            "number" => line.State?.Number,
            "pieces" => line.State?.Pieces.Count,
            "state" => StandingOf(line),
            "until" => line.State is not { } state ? null
            : state.Status == MaterialStatus.Accepted ? state.ValidUntil
            : state.Due,
            "review" => line.On(site.Today) switch
            {
                Standing.Accepted => t["materials.valid", w.Date(line.State!.ValidUntil!.Value)],
                Standing.Expired => t["materials.expired", w.Date(line.State!.ValidUntil!.Value)],
                Standing.Returned => t["materials.returned", List(line.State!.ReturnedParts.Select(Said))],
                _ => StandingOf(line),
            },
            _ when column.StartsWith(Part, StringComparison.Ordinal) => Has(
                line,
                Enum.Parse<MaterialPart>(column[Part.Length..])
            ),
            _ => null,
        };

    private string Has(MaterialLine line, MaterialPart part) =>
        !line.Located.Standard.Materials.Contains(part) ? "—"
        : line.State?.Pieces.Count(piece => piece.Part == part) is > 0 and var pieces ? t["materials.pieces", pieces]
        : t["materials.missing"];

    private object? Of(FormGroup group, Located located, string column)
    {
        var standard = located.Standard;
        return column switch
        {
            "project" => located.Project.Name,
            "indicator" => located.Indicator.Name,
            "content" => located.Content.Name,
            "code" => standard.Code,
            "standard" or "question" => standard.Text,
            "look" => standard.Look,
            "methods" => List(
                standard.Methods.Where(method => form.Methods.Count == 0 || form.Methods.Contains(method)).Select(t.Method)
            ),
            "weight" => form.Rules(standard).Count == 0 ? null : (double)form.Weight(standard) / Points.One,
            "rule" => RuleOf(standard),
            "parts" => List(standard.Materials.Select(Said)),
            "places" => List(standard.Places.Select(names.PlaceType)),
            "unit" => List(facts.Units(standard).Select(unit => names.Unit(unit, t))),
            "handed" => List(facts.ByStandard[standard.Code].Select(Handed)),
            "last" => lately.TryGetValue((group.Code, standard.Code), out var found) ? Last(found) : t["inspections.never"],
            "measured" => string.Join(" ", form.Rules(standard).Select(rule => Asked(rule.Rule))),
            "verdict" => Boxes(((string[])["full", "partly", "none"]).Select(tier => t[$"forms.verdict.{tier}"])),
            "satisfied" or "mostly" or "dissatisfied" or "unknown" => "□",
            _ => null,
        };
    }

    // Several methods may come to one score: whoever fills in one form does not score what another scores again.
    private string RuleOf(Standard standard)
    {
        var scored = form.Rules(standard);
        if (scored.Count == 0)
            return t["forms.rule.none"];
        List<string> others =
        [
            .. standard.Methods.Where(method => form.Methods.Count > 0 && !form.Methods.Contains(method)).Select(t.Method),
        ];
        return List(scored.Select(rule => t.Say(rule.Rule)))
            + (others.Count > 0 && scored.Any(rule => rule.Method is null) ? t["forms.rule.shared", List(others)] : "");
    }

    private string Handed(MaterialLine line) =>
        line.State is { } state ? t["forms.handed", state.Number, StandingOf(line)] : StandingOf(line);

    private string Last(FoundLately found) =>
        t[
            found.Looked == 1 ? "forms.last.once" : "forms.last",
            w.Date(found.At),
            t[$"inspections.outcome.{(found.Met ? "passed" : "failed")}"],
            found.Looked,
            found.Missed
        ];

    private string Asked(Rule rule) =>
        rule switch
        {
            Tiered tiered => Boxes(tiered.Tiers.Select(tier => tier.Name)),
            Present => Boxes([t["standards.yes"], t["standards.no"]]),
            _ => string.Join(" ", rule.Inputs.Select(input => t["forms.blank", t[$"standards.input.{input.Name}"]])),
        };

    private static string Boxes(IEnumerable<string> choices) => string.Join(" ", choices.Select(choice => $"□\u00a0{choice}"));

    private string StandingOf(MaterialLine line) => t[$"materials.standing.{line.On(site.Today)}"];

    private string Said(MaterialPart part) => t[$"site.material-part.{part}"];

    private string List(IEnumerable<string> words) => string.Join(t["playbooks.list"], words);
}
