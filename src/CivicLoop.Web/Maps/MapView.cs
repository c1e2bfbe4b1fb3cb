using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Maps;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Places;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Maps;

/// <summary>What the map in the browser is told: where its tiles are, what it shows first, the words on it.</summary>
public static class MapView
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Json(CityPart city, SiteContext site, Sentences t, CaseFilter filter)
    {
        var drawing = MapDrawing.Of(city);
        var corners = city.Districts.SelectMany(district => district.Outline?.Rings ?? []).SelectMany(ring => ring).ToList();
        var ground = corners.Count > 0 ? Extent.Of(corners) : null;
        return JsonSerializer.Serialize(
            new Dictionary<string, object?>
            {
                ["tiles"] = $"{site.At("map", "tiles")}/{{z}}/{{x}}/{{y}}.mvt{filter.Query()}",
                ["ground"] = $"{site.At("map", "ground")}/{{z}}/{{x}}/{{y}}.mvt",
                ["card"] = site.At("cases", "map", "card") + filter.Query(),
                ["bounds"] = ground is null ? null : new[] { ground.West, ground.South, ground.East, ground.North },
                ["finest"] = MapTile.FinestZoom,
                ["names"] = drawing
                    .Districts.Select(district =>
                    {
                        var (lon, lat) = drawing.Sheet.Ground(district.X, district.Y);
                        return new
                        {
                            name = district.Name,
                            lon,
                            lat,
                        };
                    })
                    .ToList(),
                ["words"] = Words(t),
            },
            Plain
        );
    }

    private static Dictionary<string, string> Words(Sentences t)
    {
        var words = new Dictionary<string, string>
        {
            ["one"] = t["maps.mark.one"],
            ["many"] = t["maps.mark.many"],
            ["spot"] = t["maps.mark.spot"],
            ["none"] = t["maps.none"],
            ["rest"] = t["maps.card.rest"],
            ["close"] = t["maps.card.close"],
            ["missing"] = t["maps.card.missing"],
            ["in"] = t["maps.zoom.in"],
            ["out"] = t["maps.zoom.out"],
            ["canvas"] = t["maps.map"],
        };
        foreach (var light in Enum.GetValues<Light>())
            words[light.ToString().ToLowerInvariant()] = t[$"site.light.{light}"];
        return words;
    }
}
