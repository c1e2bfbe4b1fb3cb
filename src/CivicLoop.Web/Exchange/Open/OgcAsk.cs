using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;

namespace CivicLoop.Web.Exchange.Open;

/// <summary>What somebody asks of the items of a collection (OGC API - Features 1.0, Core).</summary>
/// <param name="Since">Inclusive.</param>
/// <param name="Until">Inclusive.</param>
/// <param name="After">Where the page before ended; empty for the first.</param>
public sealed record OgcAsk(int Limit, Extent? Box, DateTime? Since, DateTime? Until, string After)
{
    public const int UsualLimit = 100;
    public const int MostLimit = 1000;

    private static readonly string[] Known = ["limit", "bbox", "bbox-crs", "datetime", "after", "f", "lang"];
    private const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    /// <summary>Null for an address that asks only how it is written.</summary>
    public static Refusal? Plain(IQueryCollection query) =>
        query.Keys.FirstOrDefault(key => key is not ("f" or "lang")) is { } unknown
            ? new Refusal("ogc.parameter", unknown)
            : Form(query);

    public static (OgcAsk? Ask, Refusal? Wrong) Read(IQueryCollection query)
    {
        if (query.Keys.FirstOrDefault(key => !Known.Contains(key)) is { } unknown)
            return (null, new Refusal("ogc.parameter", unknown));
        if (query.FirstOrDefault(pair => pair.Value.Count > 1) is { Key: { } twice })
            return (null, new Refusal("ogc.twice", twice));
        if (Form(query) is { } form)
            return (null, form);
        var limit = UsualLimit;
        if (query["limit"].ToString() is { Length: > 0 } said || query.ContainsKey("limit"))
        {
            if (!int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1)
                return (null, new Refusal("ogc.limit", query["limit"].ToString()));
            limit = Math.Min(limit, MostLimit);
        }
        if (query.ContainsKey("bbox-crs") && query["bbox-crs"] != Crs84)
            return (null, new Refusal("ogc.crs", query["bbox-crs"].ToString()));
        Extent? box = null;
        if (query.ContainsKey("bbox"))
        {
            box = BoxOf(query["bbox"].ToString());
            if (box is null)
                return (null, new Refusal("ogc.bbox", query["bbox"].ToString()));
        }
        DateTime? since = null;
        DateTime? until = null;
        if (query.ContainsKey("datetime") && !Times(query["datetime"].ToString(), out since, out until))
            return (null, new Refusal("ogc.datetime", query["datetime"].ToString()));
        return (new OgcAsk(limit, box, since, until, query["after"].ToString()), null);
    }

    private static Refusal? Form(IQueryCollection query) =>
        query.ContainsKey("f") && query["f"].ToString() is not ("json" or "html")
            ? new Refusal("ogc.form", query["f"].ToString())
            : null;

    // Four figures, or six with heights, which nothing here has. Over the antimeridian only its western part can be ours.
    internal static Extent? BoxOf(string text)
    {
        var sides = text.Split(',');
        var figures = new double[sides.Length];
        for (var at = 0; at < sides.Length; at++)
            if (
                !double.TryParse(sides[at], NumberStyles.Float, CultureInfo.InvariantCulture, out figures[at])
                || !double.IsFinite(figures[at])
            )
                return null;
        var (west, south, east, north) = figures.Length switch
        {
            4 => (figures[0], figures[1], figures[2], figures[3]),
            6 => (figures[0], figures[1], figures[3], figures[4]),
            _ => (double.NaN, 0, 0, 0),
        };
        if (double.IsNaN(west) || Math.Abs(south) > 90 || Math.Abs(north) > 90 || Math.Abs(west) > 180 || Math.Abs(east) > 180)
            return null;
        if (south > north)
            return null;
        return new Extent(west, south, west > east ? 180 : east, north);
    }

    // An instant, or two ends of which one may be open: .. or nothing.
    private static bool Times(string text, out DateTime? since, out DateTime? until)
    {
        (since, until) = (null, null);
        var ends = text.Split('/');
        if (ends.Length is 0 or > 2)
            return false;
        if (ends.Length == 1)
        {
            if (Instant(ends[0]) is not { } at)
                return false;
            (since, until) = (at.From, at.To);
            return true;
        }
        var open = ends.Select(end => end is "" or "..").ToArray();
        if (open[0] && open[1])
            return false;
        var (first, last) = (Instant(ends[0]), Instant(ends[1]));
        if ((!open[0] && first is null) || (!open[1] && last is null))
            return false;
        (since, until) = (first?.From, last?.To);
        return since is null || until is null || since <= until;
    }

    // A time with its zone, or a whole day of UTC.
    private static (DateTime From, DateTime To)? Instant(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day) && day.Year < 9999)
        {
            var from = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            return (from, from.AddDays(1).AddMilliseconds(-1));
        }
        return
            DateTimeOffset.TryParseExact(
                text,
                ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
                CultureInfo.InvariantCulture,
                default,
                out var time
            )
            && (text[^1] is 'Z' or 'z' || text.LastIndexOfAny(['+', '-']) > 10)
            && time.Year is > 1 and < 9999
            ? (time.UtcDateTime, time.UtcDateTime)
            : null;
    }
}
