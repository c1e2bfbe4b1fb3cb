using CivicLoop.Core.Cases;
using CivicLoop.Core.Places;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Places;

/// <summary>Grids and street segments: their lists, and one of them with its shape and history. They change by files.</summary>
public sealed class GroundPages(SiteContext site, RulesNow rulesNow, Sentences t, HttpContext context)
{
    private const int ToAPage = 50;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    public IResult Grids()
    {
        var (filter, page) = (Filter(), PageNumber.Of(context.Request.Query));
        return city.Database.Read(connection =>
            List(
                "grids",
                filter,
                page,
                GroundReads.CountGrids(connection, filter),
                [
                    .. GroundReads
                        .Grids(connection, filter, ToAPage, (page - 1) * ToAPage)
                        .Select(grid => new GroundLine(
                            grid.Code,
                            grid.Name,
                            Rules.Playbook.Around(grid.District, grid.Street),
                            Rules.Playbook.CommunityName(grid.District, grid.Street, grid.Community) ?? "",
                            grid.Sample
                        )),
                ]
            )
        );
    }

    public IResult Segments()
    {
        var (filter, page) = (Filter(), PageNumber.Of(context.Request.Query));
        return city.Database.Read(connection =>
            List(
                "segments",
                filter,
                page,
                GroundReads.CountSegments(connection, filter),
                [
                    .. GroundReads
                        .Segments(connection, filter, ToAPage, (page - 1) * ToAPage)
                        .Select(segment => new GroundLine(
                            segment.Code,
                            segment.Name,
                            Rules.Playbook.Around(segment.District, segment.Street),
                            Said(segment),
                            segment.Sample
                        )),
                ]
            )
        );
    }

    public IResult Grid(string code) =>
        city.Database.Read(connection =>
            GroundReads.Grid(connection, code) is not { } grid
                ? Results.NotFound()
                : One(
                    connection,
                    "grid",
                    new GroundLine(
                        grid.Code,
                        grid.Name,
                        Rules.Playbook.Around(grid.District, grid.Street),
                        Rules.Playbook.CommunityName(grid.District, grid.Street, grid.Community) ?? "",
                        grid.Sample
                    ),
                    [.. grid.Shape.Rings.Select(ring => new MapShape(ring, Closed: true))],
                    place => grid.Shape.Contains(place.Lon, place.Lat)
                )
        );

    public IResult Segment(string code) =>
        city.Database.Read(connection =>
            GroundReads.Segment(connection, code) is not { } segment
                ? Results.NotFound()
                : One(
                    connection,
                    "segment",
                    new GroundLine(
                        segment.Code,
                        segment.Name,
                        Rules.Playbook.Around(segment.District, segment.Street),
                        Said(segment),
                        segment.Sample
                    ),
                    [new MapShape(segment.Line)],
                    place => Shapes.Metres(segment.Line, place.Lon, place.Lat) <= 60
                )
        );

    public IResult ExportGrids(string form)
    {
        var filter = Filter();
        string[] columns = ["code", "name", "district", "street", "community", "shape"];
        return File(
            "places.grids",
            columns,
            city.Database.Read(connection => GroundReads.Grids(connection, filter, SheetReader.MostRows - 2))
                .Select(grid =>
                    (IReadOnlyList<object?>)
                        [grid.Code, grid.Name, grid.District, grid.Street, grid.Community, Wkt("POLYGON", grid.Shape.Rings)]
                ),
            form
        );
    }

    public IResult ExportSegments(string form)
    {
        var filter = Filter();
        string[] columns = ["code", "name", "kind", "side", "district", "street", "metres", "shape"];
        return File(
            "places.segments",
            columns,
            city.Database.Read(connection => GroundReads.Segments(connection, filter, SheetReader.MostRows - 2))
                .Select(segment =>
                    (IReadOnlyList<object?>)
                        [
                            segment.Code,
                            segment.Name,
                            segment.Kind,
                            t[$"places.side.{segment.Side}"],
                            segment.District,
                            segment.Street,
                            segment.Metres,
                            $"LINESTRING ({Points(segment.Line)})",
                        ]
                ),
            form
        );
    }

    private IResult File(string name, string[] columns, IEnumerable<IReadOnlyList<object?>> rows, string form) =>
        new TableFile($"{city.Code}-{t[name]}", [.. columns.Select(code => new SheetColumn(t[$"import.field.{code}"]))], rows).As(
            form,
            site,
            t
        );

    // What is exported comes back as it is: the same columns, the shape as well-known text.
    private static string Wkt(string type, IReadOnlyList<IReadOnlyList<(double, double)>> rings) =>
        $"{type} ({string.Join(", ", rings.Select(ring => $"({Points(ring)})"))})";

    private static string Points(IReadOnlyList<(double Lon, double Lat)> line) =>
        string.Join(", ", line.Select(at => FormattableString.Invariant($"{at.Lon} {at.Lat}")));

    private string Said(Segment segment) =>
        $"{Rules.Playbook.SegmentName(segment.Kind)} · {t[$"places.side.{segment.Side}"]} · {t["places.map.m", segment.Metres]}";

    private GroundFilter Filter()
    {
        var query = context.Request.Query;
        string? Text(string key) => query[key].ToString().Trim() is { Length: > 0 and <= 60 } text ? text : null;
        return new GroundFilter(Text("words") ?? "", Text("district"), Text("street"), Text("kind"));
    }

    private RazorComponentResult<GroundListPage> List(
        string what,
        GroundFilter filter,
        int page,
        long count,
        IReadOnlyList<GroundLine> lines
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(GroundListPage.What)] = what,
                [nameof(GroundListPage.Filter)] = filter,
                [nameof(GroundListPage.Playbook)] = Rules.Playbook,
                [nameof(GroundListPage.Lines)] = lines,
                [nameof(GroundListPage.Count)] = count,
                [nameof(GroundListPage.Number)] = page,
                [nameof(GroundListPage.Last)] = PageNumber.Last(count, ToAPage),
            }
        );

    private RazorComponentResult<GroundPage> One(
        System.Data.Common.DbConnection connection,
        string kind,
        GroundLine line,
        IReadOnlyList<MapShape> shapes,
        Func<Place, bool> belongs
    )
    {
        var span = Extent.Of(shapes.SelectMany(shape => shape.Line));
        var (lon, lat) = span.Middle;
        // Room around the shape, whatever its size.
        var reach = Distance.Metres(span.West, span.South, span.East, span.North) * 0.75 + 80;
        return new(
            new Dictionary<string, object?>
            {
                [nameof(GroundPage.Kind)] = kind,
                [nameof(GroundPage.Line)] = line,
                [nameof(GroundPage.Playbook)] = Rules.Playbook,
                [nameof(GroundPage.Organisation)] = Rules.Organisation,
                [nameof(GroundPage.Shapes)] = shapes,
                [nameof(GroundPage.Lon)] = lon,
                [nameof(GroundPage.Lat)] = lat,
                [nameof(GroundPage.Metres)] = reach,
                [nameof(GroundPage.Places)] = PlaceReads
                    .Near(connection, lon, lat, reach, site.Today, most: 100)
                    .Where(belongs)
                    .ToList(),
                [nameof(GroundPage.Facilities)] = FacilityReads
                    .Near(connection, lon, lat, reach, site.Today, most: 200)
                    .Select(near => near.Facility)
                    .Where(one => belongs(Standing(one)))
                    .ToList(),
                [nameof(GroundPage.Changes)] = PlaceChanges.Of(connection, kind, line.Code),
            }
        );
    }

    private static Place Standing(Facility one) =>
        new(one.Code, one.Name, one.Kind, one.District, one.Street, null, one.Lon, one.Lat, "", one.Sample);
}

/// <summary>A grid or a segment as a list shows it.</summary>
/// <param name="Says">Its community, or its kind, side and length.</param>
public sealed record GroundLine(string Code, string Name, string Around, string Says, bool Sample);
