using CivicLoop.Core.Maps;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Maps;

/// <summary>The tiles that a map in the browser asks for.</summary>
public sealed class MapTiles(SiteContext site, RulesNow rules, CaseListPages lists, DotsKept kept)
{
    /// <summary>From here on streets are drawn.</summary>
    public const int StreetsFrom = 11;

    /// <summary>As many streets as one tile draws.</summary>
    private const int MostStreets = 1_500;

    private readonly City city = site.Here.City;

    /// <summary>The cases of a filter, as far as the reader sees: the very same that the list counts.</summary>
    public async Task<IResult> Cases(MapTile tile, HttpContext context)
    {
        if (!tile.Exists)
            return Results.NotFound();
        var loading = kept.Of(city);
        if (!loading.IsCompleted && !await Turn.Aside(context, () => loading))
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        var dots = await loading;
        var wanted = Wanted(CaseFilter.Of(context.Request.Query));
        var layer = ClusterLayer.Of(tile, dots.Clusters(tile, wanted, site.Now));
        return Tile(context, "private, max-age=2", layer);
    }

    /// <summary>Outlines and streets: what anybody may know of the city's ground.</summary>
    public IResult Ground(MapTile tile, HttpContext context)
    {
        if (!tile.Exists)
            return Results.NotFound();
        var districts = rules.Of(city).Playbook.City.Districts.Where(district => district.Outline is not null);
        var outlines = GroundLayers.Districts(tile, districts.Select(district => (district.Code, district.Outline!)));
        var segments =
            tile.Zoom < StreetsFrom
                ? []
                : city.Database.Read(connection => GroundReads.Segments(connection, tile.Ground, MostStreets));
        return Tile(context, "public, max-age=300", outlines, GroundLayers.Streets(tile, segments));
    }

    private DotFilter Wanted(CaseFilter filter)
    {
        var ask = lists.Ask(filter, words: null);
        if (CaseDotFilter.Knows(filter) && !ask.OfZone && ask.Reader.Ground is null)
            return CaseDotFilter.Of(filter, ask);
        // What a zone has or lies on a team's ground, words, and what else only the list knows, are found by its own query, with all that the filter says.
        var numbers = city.Database.Read(connection =>
        {
            var (sql, args) = lists.Asked(connection, filter).Rows("number, next_due", false, CaseListQuery.Reach);
            return Sql.Many(connection, sql, row => row.GetInt64(0), args);
        });
        return CaseDotFilter.Found(numbers);
    }

    private static IResult Tile(HttpContext context, string lasting, params ReadOnlySpan<TileLayer> layers)
    {
        context.Response.Headers.CacheControl = lasting;
        return Results.Bytes(VectorTile.Of(layers), VectorTile.MediaType);
    }
}
