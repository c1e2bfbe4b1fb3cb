using System.Data.Common;
using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Scoring;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Scoring;

/// <summary>Which scores are looked at.</summary>
public sealed record ScoreFilter(DateOnly Day, string Type, string District, string Unit)
{
    public string Query(DateOnly today) =>
        string.Join(
            '&',
            new[] { ("day", Day == today ? "" : Values.Day(Day)), ("type", Type), ("district", District), ("unit", Unit) }
                .Where(part => part.Item2.Length > 0)
                .Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2)}")
        )
            is { Length: > 0 } query
            ? $"?{query}"
            : "";
}

/// <summary>A place with its score, ready to be shown.</summary>
public sealed record PlaceScored(ScoredPlace Ground, string Name, Score Score);

/// <summary>The scores of a day, as far as the reader sees them, and the reasons of one.</summary>
public sealed class ScorePages(SiteContext site, RulesNow rulesNow, ScoreReads reads, Sentences t)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    public IResult All(IQueryCollection asked)
    {
        var filter = Filter(asked);
        var scored = filter is null ? null : reads.Of(city, Rules.Calendar, filter.Day);
        return new RazorComponentResult<ScoresPage>(
            new Dictionary<string, object?>
            {
                [nameof(ScoresPage.Filter)] = filter ?? new ScoreFilter(site.Today, "", "", ""),
                [nameof(ScoresPage.Places)] = scored is null ? null : Seen(scored, filter!),
                [nameof(ScoresPage.Units)] = scored is null ? [] : SeenUnits(scored, filter!),
                [nameof(ScoresPage.Lines)] = city.Database.Read(connection =>
                    ScoreReads.Lines(connection, filter?.Day ?? site.Today)
                ),
                [nameof(ScoresPage.Rules)] = Rules,
            }
        )
        {
            StatusCode = filter is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK,
        };
    }

    public IResult Export(string form, IQueryCollection asked)
    {
        if (
            form is not ("xlsx" or "csv")
            || Filter(asked) is not { } filter
            || reads.Of(city, Rules.Calendar, filter.Day) is not { } scored
        )
            return Results.NotFound();
        var names = CaseNames.Of(Rules);
        string[] columns = ["place", "name", "type", "district", "unit", "score", "checked", "asked"];
        return new TableFile(
            $"{site.Here.Code}-{t["scores.title"]}-{Values.Day(filter.Day)}",
            [.. columns.Select(column => new SheetColumn(t[$"scores.col.{column}"], column is "name" or "unit" ? 30 : 14))],
            Seen(scored, filter)
                .Select(
                    IReadOnlyList<object?> (one) =>
                        [
                            one.Ground.Code,
                            one.Name,
                            names.PlaceType(one.Ground.Type),
                            names.District(one.Ground.District),
                            one.Ground.Unit is { } unit ? names.Unit(unit, t) : null,
                            one.Score.Points is { } points ? (double?)points / Core.Standards.Points.One : null,
                            one.Score.Checked,
                            one.Score.Asked,
                        ]
                )
        ).As(form, site, t);
    }

    public IResult Place(string code, IQueryCollection asked)
    {
        if (Filter(asked) is not { } filter || reads.On(city, Rules.Calendar, filter.Day) is not { } on)
            return Results.NotFound();
        var found = city.Database.ReadSnapshot(connection =>
            ScoreReads
                .Places(connection, on, code)
                .Where(Sees)
                .Select(ground => new PlaceScored(
                    ground,
                    Name(connection, code),
                    ScoreReads.Book(connection, on, code).Place(ground, on.End, on.Asks, on.Rules)
                ))
                .FirstOrDefault()
        );
        return found is null
            ? Results.NotFound()
            : new RazorComponentResult<PlaceScorePage>(
                new Dictionary<string, object?>
                {
                    [nameof(PlaceScorePage.One)] = found,
                    [nameof(PlaceScorePage.On)] = on,
                    [nameof(PlaceScorePage.Line)] = Line(ScoreStore.Place, found.Score, filter.Day),
                    [nameof(PlaceScorePage.Filter)] = filter,
                    [nameof(PlaceScorePage.Rules)] = Rules,
                }
            );
    }

    public IResult Unit(string code, IQueryCollection asked)
    {
        if (Filter(asked) is not { } filter || reads.Of(city, Rules.Calendar, filter.Day) is not { } scored)
            return Results.NotFound();
        var score = scored.Units.FirstOrDefault(unit => unit.Code == code);
        if (score is null || !SeesUnit(code))
            return Results.NotFound();
        return new RazorComponentResult<UnitScorePage>(
            new Dictionary<string, object?>
            {
                [nameof(UnitScorePage.Score)] = score,
                [nameof(UnitScorePage.Places)] = Named(scored, (ground, _) => ground.Unit == code),
                [nameof(UnitScorePage.Line)] = Line(ScoreStore.Unit, score, filter.Day),
                [nameof(UnitScorePage.Filter)] = filter,
                [nameof(UnitScorePage.Rules)] = Rules,
            }
        );
    }

    // A day that has not come has no score; what is no day is nothing to show.
    private ScoreFilter? Filter(IQueryCollection asked)
    {
        var day = site.Today;
        if (
            asked["day"].ToString() is { Length: > 0 } said
            && !DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        )
            return null;
        return day > site.Today
            ? null
            : new ScoreFilter(day, asked["type"].ToString(), asked["district"].ToString(), asked["unit"].ToString());
    }

    private bool Sees(ScoredPlace place) => ScoreReads.Sees(site.Who.Actor, place);

    private bool SeesUnit(string unit) => May.Read(site.Who.Actor.Role) == Scope.City || unit == site.Who.Actor.Unit;

    private List<PlaceScored> Seen(DayScored scored, ScoreFilter filter) =>
        Named(
            scored,
            (ground, _) =>
                Sees(ground)
                && (filter.Type.Length == 0 || ground.Type == filter.Type)
                && (filter.District.Length == 0 || ground.District == filter.District)
                && (filter.Unit.Length == 0 || ground.Unit == filter.Unit)
        );

    private List<Score> SeenUnits(DayScored scored, ScoreFilter filter) =>
        [
            .. scored
                .Units.Where(unit => SeesUnit(unit.Code) && (filter.Unit.Length == 0 || unit.Code == filter.Unit))
                .OrderBy(unit => unit.Points ?? long.MaxValue)
                .ThenBy(unit => unit.Code, StringComparer.Ordinal),
        ];

    // Where points are lost comes first, where nothing is known last.
    private List<PlaceScored> Named(DayScored scored, Func<ScoredPlace, Score, bool> which)
    {
        var names = city.Database.Read(PlaceReads.Names);
        return
        [
            .. scored
                .Grounds.Zip(scored.Places)
                .Where(pair => which(pair.First, pair.Second))
                .Select(pair => new PlaceScored(
                    pair.First,
                    names.GetValueOrDefault(pair.First.Code, pair.First.Code),
                    pair.Second
                ))
                .OrderBy(one => one.Score.Points ?? long.MaxValue)
                .ThenBy(one => one.Ground.Code, StringComparer.Ordinal),
        ];
    }

    private string Name(DbConnection connection, string code) => PlaceReads.Find(connection, code, site.Today)?.Name ?? code;

    // The days that were kept; the one that is looked at closes the line, whether or not it is over.
    private List<(DateOnly Day, long Points)> Line(string kind, Score score, DateOnly day)
    {
        var kept = city.Database.Read(connection => ScoreReads.Line(connection, kind, score.Code, day));
        return score.Points is { } points && kept.All(one => one.Day != day) ? [.. kept, (day, points)] : kept;
    }
}
