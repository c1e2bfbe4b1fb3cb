using CivicLoop.Core.Cases;
using CivicLoop.Core.Scoring;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Scoring;

/// <summary>Which part of the matrix is looked at: a kind of place opens its standards, a unit and a standard their evidence.</summary>
/// <param name="All">With the units and columns in which everything is met.</param>
public sealed record WeakFilter(string Type, string Unit, string System, string Standard, bool All)
{
    public static WeakFilter Of(IQueryCollection asked) =>
        new(
            asked["type"].ToString(),
            asked["unit"].ToString(),
            asked["system"].ToString(),
            asked["standard"].ToString(),
            asked["all"] == "1"
        );

    public string Query() =>
        string.Join(
            '&',
            new[] { ("type", Type), ("unit", Unit), ("system", System), ("standard", Standard), ("all", All ? "1" : "") }
                .Where(part => part.Item2.Length > 0)
                .Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2)}")
        )
            is { Length: > 0 } query
            ? $"?{query}"
            : "";
}

/// <summary>A column: a kind of place, or one of its standards.</summary>
public sealed record WeakColumn(string Code, string Name, string System);

/// <summary>薄弱环节: unit × kind of place × standard, from checks and problems, down to the evidence.</summary>
public sealed class WeaknessPages(SiteContext site, RulesNow rulesNow, ScoreReads reads, Sentences t)
{
    private readonly City city = site.Here.City;

    public IResult Matrix(IQueryCollection asked)
    {
        var filter = WeakFilter.Of(asked);
        var rules = rulesNow.Of(city);
        var evidence = Evidence(rules, filter);
        var (columns, cells) = Cells(rules, filter, evidence);
        return new RazorComponentResult<WeaknessPage>(
            new Dictionary<string, object?>
            {
                [nameof(WeaknessPage.Filter)] = filter,
                [nameof(WeaknessPage.Columns)] = columns,
                [nameof(WeaknessPage.Cells)] = cells,
                [nameof(WeaknessPage.Evidence)] =
                    filter.Unit.Length == 0
                        ? []
                        : evidence
                            .Where(one => one.Failed || filter.Standard.Length > 0)
                            .OrderByDescending(one => one.Failed)
                            .ToList(),
                [nameof(WeaknessPage.PlaceNames)] = city.Database.Read(PlaceReads.Names),
                [nameof(WeaknessPage.Rules)] = rules,
            }
        );
    }

    public IResult Export(string form, IQueryCollection asked)
    {
        if (form is not ("xlsx" or "csv"))
            return Results.NotFound();
        var rules = rulesNow.Of(city);
        var (names, places) = (CaseNames.Of(rules), city.Database.Read(PlaceReads.Names));
        string[] columns = ["unit", "type", "place", "system", "standard", "text", "share", "visit", "cases"];
        return new TableFile(
            $"{site.Here.Code}-{t["weakness.title"]}-{Values.Day(site.Today)}",
            [.. columns.Select(column => new SheetColumn(t[$"weakness.col.{column}"], column is "text" or "place" ? 40 : 16))],
            Evidence(rules, WeakFilter.Of(asked))
                .Where(one => one.Failed)
                .Select(
                    IReadOnlyList<object?> (one) =>
                        [
                            one.Place.Unit is { } unit ? names.Unit(unit, t) : null,
                            names.PlaceType(one.Place.Type),
                            places.GetValueOrDefault(one.Place.Code, one.Place.Code),
                            one.Edition.Name,
                            one.Standard.Code,
                            one.Standard.Text,
                            one.Check is { } check ? check.Share / 100d : null,
                            one.Check?.Visit,
                            string.Join(' ', one.Problems.Select(problem => problem.Number)),
                        ]
                )
        ).As(form, site, t);
    }

    private List<Evidence> Evidence(CaseRules rules, WeakFilter filter)
    {
        if (reads.On(city, rules.Calendar, site.Today) is not { } on)
            return [];
        return city.Database.ReadSnapshot(connection =>
            Weakness
                .Of(
                    ScoreReads
                        .Places(connection, on)
                        .Where(place => ScoreReads.Sees(site.Who.Actor, place) && Fits(place, filter)),
                    ScoreReads.Book(connection, on),
                    on.Editions,
                    on.End,
                    on.Rules
                )
                .Where(one =>
                    filter.Standard.Length == 0 || one.Standard.Code == filter.Standard && one.Edition.System == filter.System
                )
                .ToList()
        );
    }

    private static bool Fits(ScoredPlace place, WeakFilter filter) =>
        (filter.Type.Length == 0 || place.Type == filter.Type) && (filter.Unit.Length == 0 || (place.Unit ?? "") == filter.Unit);

    private static (IReadOnlyList<WeakColumn>, IReadOnlyDictionary<(string Unit, string System, string Code), WeakCell>) Cells(
        CaseRules rules,
        WeakFilter filter,
        List<Evidence> evidence
    )
    {
        var byType = filter.Type.Length == 0;
        var columns = byType
            ? rules
                .Playbook.Places.Types.Where(type => evidence.Any(one => one.Place.Type == type.Code))
                .Select(type => new WeakColumn(type.Code, type.Name, ""))
                .ToList()
            : [.. evidence.Select(one => new WeakColumn(one.Standard.Code, one.Standard.Text, one.Edition.System)).Distinct()];
        var cells = new Dictionary<(string, string, string), WeakCell>();
        foreach (var one in evidence)
        {
            var key = byType
                ? (one.Place.Unit ?? "", "", one.Place.Type)
                : (one.Place.Unit ?? "", one.Edition.System, one.Standard.Code);
            cells[key] = cells.GetValueOrDefault(key, WeakCell.Nothing).With(one);
        }
        return (columns, cells);
    }
}
