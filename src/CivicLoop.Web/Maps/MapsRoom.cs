using CivicLoop.Core.Organisation;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Maps;

/// <summary>The room Maps: the cases of a filter on a map, and the ground under them.</summary>
public static class MapsRoom
{
    public static void AddMaps(this IServiceCollection services)
    {
        services.AddSingleton<DotsKept>();
        services.AddScoped<MapPages>();
        services.AddScoped<MapTiles>();
    }

    public static void MapMaps(this IEndpointRouteBuilder city)
    {
        city.MapGet("/cases/map", (HttpRequest request, MapPages pages) => pages.Show(request.Query)).May(Right.ReadGround);
        city.MapGet("/cases/map/card", (HttpRequest request, MapPages pages) => pages.Card(request.Query)).May(Right.ReadGround);
        city.MapGet(
                "/map/tiles/{z:int}/{x:int}/{y:int}.mvt",
                (int z, int x, int y, HttpContext context, MapTiles tiles) => tiles.Cases(new(z, x, y), context)
            )
            .May(Right.ReadGround);
        city.MapGet(
                "/map/ground/{z:int}/{x:int}/{y:int}.mvt",
                (int z, int x, int y, HttpContext context, MapTiles tiles) => tiles.Ground(new(z, x, y), context)
            )
            .May(Right.Open);
    }
}
