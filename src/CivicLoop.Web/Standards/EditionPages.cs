using System.Globalization;
using System.Text;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Plans;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Standards;

/// <summary>What a tree is narrowed down to.</summary>
public sealed record EditionFilter(string Words, Method? Method, string Place)
{
    public static EditionFilter Of(IQueryCollection asked) =>
        new(
            asked["q"].ToString().Trim(),
            Enum.TryParse<Method>(asked["method"], out var method) && Enum.IsDefined(method) ? method : null,
            asked["place"].ToString()
        );

    public bool Narrows => Words.Length > 0 || Method is not null || Place.Length > 0;

    public bool Fits(Standard standard) =>
        (
            Words.Length == 0
            || standard.Text.Contains(Words, StringComparison.OrdinalIgnoreCase)
            || standard.Code.Contains(Words, StringComparison.OrdinalIgnoreCase)
        )
        && (Method is not { } method || standard.Methods.Contains(method))
        && (Place.Length == 0 || standard.Places.Contains(Place));
}

/// <summary>A rule tried on figures that somebody typed.</summary>
/// <param name="At">Which of the standard's rules, from 0.</param>
/// <param name="Typed">As it was typed, by the names of the figures.</param>
public sealed record Trial(int At, IReadOnlyDictionary<string, string> Typed, Trace? Trace, Refusal? Refusal);

/// <summary>The editions, one of them as a tree, one of its standards, and two held against each other.</summary>
public sealed class EditionPages(SiteContext site, RulesNow rulesNow, EditionReads reads, EditionFile files, Sentences t)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    public IResult All() =>
        new RazorComponentResult<EditionsPage>(
            new Dictionary<string, object?>
            {
                [nameof(EditionsPage.Versions)] = city.Database.Read(connection => EditionReads.Versions(connection)),
                [nameof(EditionsPage.InForce)] = city.Database.Read(connection => reads.InForce(connection, site.Today)),
            }
        );

    public IResult One(string system, string code, IQueryCollection asked) =>
        Find(system, code) is not var (version, edition)
            ? Results.NotFound()
            : new RazorComponentResult<EditionPage>(
                new Dictionary<string, object?>
                {
                    [nameof(EditionPage.Version)] = version,
                    [nameof(EditionPage.Edition)] = edition,
                    [nameof(EditionPage.Versions)] = Versions(system),
                    [nameof(EditionPage.SystemNames)] = city
                        .Database.Read(connection => reads.InForce(connection, site.Today))
                        .ToDictionary(one => one.System, one => one.Name),
                    [nameof(EditionPage.Filter)] = EditionFilter.Of(asked),
                    [nameof(EditionPage.Rules)] = Rules,
                }
            );

    public IResult Standard(string system, string code, string standard, IQueryCollection asked)
    {
        if (Find(system, code) is not var (version, edition) || edition.Find(standard) is not { } located)
            return Results.NotFound();
        var trial = Tried(located.Standard, asked);
        return new RazorComponentResult<StandardPage>(
            new Dictionary<string, object?>
            {
                [nameof(StandardPage.Version)] = version,
                [nameof(StandardPage.Edition)] = edition,
                [nameof(StandardPage.Located)] = located,
                [nameof(StandardPage.Trial)] = trial,
                [nameof(StandardPage.Rules)] = Rules,
            }
        )
        {
            StatusCode = trial?.Refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }

    public IResult Against(string system, string code, string other) =>
        Find(system, code) is var (version, edition) && Find(system, other) is var (otherVersion, otherEdition)
            ? new RazorComponentResult<EditionDiffPage>(
                new Dictionary<string, object?>
                {
                    [nameof(EditionDiffPage.Before)] = otherVersion,
                    [nameof(EditionDiffPage.After)] = version,
                    [nameof(EditionDiffPage.Changes)] = EditionDiff.Of(otherEdition, edition),
                    [nameof(EditionDiffPage.Rules)] = Rules,
                    [nameof(EditionDiffPage.Tasks)] = city.Database.Read(connection =>
                        PlanReads.Serving(connection, site.Who.Actor)
                    ),
                }
            )
            : Results.NotFound();

    public IResult Export(string system, string code, string form) =>
        Find(system, code) is not var (_, edition) ? Results.NotFound()
        : form is "xlsx" or "csv" ? files.Table(edition, Rules.Playbook).As(form, site, t)
        : form is "yaml"
            ? Results.File(
                Encoding.UTF8.GetBytes(EditionFile.Yaml(edition)),
                "application/yaml; charset=utf-8",
                $"{edition.Code}.yaml"
            )
        : Results.NotFound();

    private static Trial? Tried(Standard standard, IQueryCollection asked)
    {
        if (
            !int.TryParse(asked["try"], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || at >= standard.Rules.Count
        )
            return null;
        var rule = standard.Rules[at].Rule;
        var typed = rule.Inputs.ToDictionary(input => input.Name, input => asked[input.Name].ToString().Trim());
        var values = new Dictionary<string, long>();
        foreach (var (name, text) in typed)
        {
            if (text.Length > 0 && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                return new Trial(at, typed, null, new Refusal("rule.input-whole", name, text));
            if (text.Length > 0)
                values[name] = long.Parse(text, CultureInfo.InvariantCulture);
        }
        var outcome = rule.Apply(new Measured(values));
        return new Trial(at, typed, outcome.Value, outcome.Refusal);
    }

    private IReadOnlyList<EditionVersion> Versions(string system) =>
        [.. city.Database.Read(connection => EditionReads.Versions(connection)).Where(version => version.System == system)];

    private (EditionVersion Version, Edition Edition)? Find(string system, string code) =>
        city.Database.Read(connection => reads.Find(connection, system, code));
}
