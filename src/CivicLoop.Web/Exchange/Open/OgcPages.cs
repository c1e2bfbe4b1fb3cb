using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places;
using CivicLoop.Web.Publishing;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Exchange.Open;

/// <summary>OGC API - Features 1.0, Core, GeoJSON and HTML: public cases and places for any map program.</summary>
public sealed class OgcPages(SiteContext site, RulesNow rulesNow, Sentences t, HttpContext context)
{
    /// <summary>Counted no further: a number that is wrong is worse than none.</summary>
    private const int MostCounted = 100_000;

    private const string Json = "application/json";
    private const string Html = "text/html";

    private static readonly string[] Conformance =
    [
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    ];

    private static readonly string[] Ids = ["cases", "places"];

    private readonly City city = site.Here.City;

    private HttpRequest Request => context.Request;

    private string Root => $"{Request.Scheme}://{Request.Host}{site.At("ogc")}";

    private bool WantsHtml =>
        Request.Query["f"].ToString() is { Length: > 0 } form
            ? form == "html"
            : Request.Headers.Accept.ToString() is { } accept
                && accept.Contains(Html, StringComparison.Ordinal)
                && !accept.StartsWith(Json, StringComparison.Ordinal);

    public IResult Landing()
    {
        if (OgcAsk.Plain(Request.Query) is { } wrong)
            return Bad(wrong);
        List<OgcLink> links =
        [
            .. Self(Root),
            new($"{Root}/conformance", "conformance", Json, t["ogc.conformance"]),
            new($"{Root}/collections", "data", Json, t["ogc.collections"]),
            new($"{Root}/api", "service-desc", OgcApi.MediaType, t["ogc.api"]),
        ];
        return WantsHtml
            ? Page(links, [])
            : Answer(json =>
            {
                json.WriteString("title", t["ogc.title", site.Here.Name.In(site.Language)]);
                json.WriteString("description", site.Here.Demo ? t["site.demo"] : t["ogc.says"]);
                Links(json, links);
            });
    }

    /// <summary>What each of these addresses takes, for machines.</summary>
    public IResult Api() =>
        OgcAsk.Plain(Request.Query) is { } wrong
            ? Bad(wrong)
            : Answer(json => OgcApi.Write(json, t["ogc.title", site.Here.Name.In(site.Language)], Root), OgcApi.MediaType);

    public IResult Conforms() =>
        OgcAsk.Plain(Request.Query) is { } wrong
            ? Bad(wrong)
            : Answer(json =>
            {
                json.WriteStartArray("conformsTo");
                foreach (var one in Conformance)
                    json.WriteStringValue(one);
                json.WriteEndArray();
            });

    public IResult Collections()
    {
        if (OgcAsk.Plain(Request.Query) is { } wrong)
            return Bad(wrong);
        var collections = Ids.Select(Collection).ToList();
        var links = Self($"{Root}/collections");
        return WantsHtml
            ? Page(links, collections)
            : Answer(json =>
            {
                Links(json, links);
                json.WriteStartArray("collections");
                foreach (var one in collections)
                {
                    json.WriteStartObject();
                    Write(json, one);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
    }

    public IResult One(string id)
    {
        if (!Ids.Contains(id))
            return NotThere();
        if (OgcAsk.Plain(Request.Query) is { } wrong)
            return Bad(wrong);
        var one = Collection(id);
        return WantsHtml ? Page(one.Links, [one]) : Answer(json => Write(json, one));
    }

    public IResult Items(string id)
    {
        if (!Ids.Contains(id))
            return NotThere();
        var (ask, wrong) = OgcAsk.Read(Request.Query);
        if (ask is null)
            return Bad(wrong!);
        return id == "cases" ? Cases(ask) : Places(ask);
    }

    public IResult Item(string id, string feature)
    {
        if (!Ids.Contains(id))
            return NotThere();
        if (OgcAsk.Plain(Request.Query) is { } wrong)
            return Bad(wrong);
        var features = Features();
        Action<Utf8JsonWriter>? write = null;
        if (id == "cases" && long.TryParse(feature, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            if (city.Database.Read(connection => PublicCases.Find(connection, number)) is { } one)
                write = json => features.Write(json, one);
        }
        else if (
            id == "places"
            && city.Database.Read(connection => PlaceReads.Find(connection, feature, site.Today)) is { } place
        )
            write = json => features.Write(json, place);
        if (write is null)
            return NotThere();
        var here = $"{Root}/collections/{id}/items/{Uri.EscapeDataString(feature)}";
        return Written(json =>
        {
            write(json);
            PublicFeatures.End(
                json,
                () =>
                    Links(
                        json,
                        [
                            new(here, "self", PublicFeatures.MediaType, t["ogc.this"]),
                            new($"{Root}/collections/{id}", "collection", Json, t[$"ogc.{id}"]),
                        ]
                    )
            );
        });
    }

    private IResult Cases(OgcAsk ask)
    {
        PublicBehind? behind = null;
        if (ask.After.Length > 0)
        {
            behind = PublicBehind.Read(ask.After);
            if (behind is null)
                return Bad(new Refusal("ogc.after", ask.After));
        }
        var filter = new PublicFilter(
            Since: ask.Since,
            Before: ask.Until?.AddMilliseconds(1),
            Box: ask.Box is { } box ? (box.West, box.South, box.East, box.North) : null
        );
        var (found, matched) = city.Database.Read(connection =>
            (PublicCases.List(connection, filter, ask.Limit + 1, behind), PublicCases.Count(connection, filter, MostCounted + 1))
        );
        var features = Features();
        return Collected(
            "cases",
            ask,
            found,
            matched,
            last => ((PublicBehind)last!).Written,
            (json, one) => features.Write(json, one)
        );
    }

    private IResult Places(OgcAsk ask)
    {
        var (found, matched) = city.Database.Read(connection =>
            (
                PlaceReads.Behind(connection, ask.After, ask.Box, site.Today, ask.Limit + 1),
                PlaceReads.CountIn(connection, ask.Box)
            )
        );
        var features = Features();
        return Collected("places", ask, found, matched, last => last.Code, (json, place) => features.Write(json, place));
    }

    private PublicFeatures Features() => new(CaseNames.Of(rulesNow.Of(city)), t);

    private IResult Collected<T>(
        string id,
        OgcAsk ask,
        IReadOnlyList<T> found,
        long matched,
        Func<T, string> after,
        Action<Utf8JsonWriter, T> write
    )
    {
        var shown = found.Take(ask.Limit).ToList();
        List<OgcLink> links = [new(Here(null), "self", PublicFeatures.MediaType, t["ogc.this"])];
        if (found.Count > ask.Limit)
            links.Add(new(Here(after(shown[^1])), "next", PublicFeatures.MediaType, t["ogc.next"]));
        links.Add(new($"{Root}/collections/{id}", "collection", Json, t[$"ogc.{id}"]));
        return Written(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            if (site.Here.Demo)
                json.WriteString("note", t["site.demo"]);
            json.WriteString("timeStamp", PublicFeatures.Iso(site.Now));
            if (matched <= MostCounted)
                json.WriteNumber("numberMatched", matched);
            json.WriteNumber("numberReturned", shown.Count);
            Links(json, links);
            json.WriteStartArray("features");
            foreach (var one in shown)
            {
                write(json, one);
                PublicFeatures.End(json);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });

        string Here(string? next)
        {
            var kept = Request
                .Query.Where(pair => pair.Key != "after" || next is null)
                .Select(pair => (pair.Key, $"{pair.Value}"));
            var query = QueryString.Create(
                (next is null ? kept : kept.Append(("after", next))).Select(pair =>
                    KeyValuePair.Create(pair.Item1, (string?)pair.Item2)
                )
            );
            return $"{Root}/collections/{id}/items{query}";
        }
    }

    private OgcCollection Collection(string id)
    {
        var here = $"{Root}/collections/{id}";
        var rings = rulesNow
            .Of(city)
            .Playbook.City.Districts.Where(district => district.Outline is not null)
            .SelectMany(district => district.Outline!.Rings)
            .SelectMany(ring => ring)
            .ToList();
        var extent = rings.Count == 0 ? null : Extent.Of(rings);
        return new OgcCollection(
            id,
            t[$"ogc.{id}"],
            t[$"ogc.{id}.says"],
            extent is null ? null : [extent.West, extent.South, extent.East, extent.North],
            [.. Self(here), new($"{here}/items", "items", PublicFeatures.MediaType, t[$"ogc.{id}"])]
        );
    }

    private IReadOnlyList<OgcLink> Self(string here)
    {
        var json = new OgcLink($"{here}?f=json", WantsHtml ? "alternate" : "self", Json, t["ogc.as-json"]);
        var html = new OgcLink($"{here}?f=html", WantsHtml ? "self" : "alternate", Html, t["ogc.as-html"]);
        return WantsHtml ? [html, json] : [json, html];
    }

    private static void Write(Utf8JsonWriter json, OgcCollection one)
    {
        json.WriteString("id", one.Id);
        json.WriteString("title", one.Title);
        json.WriteString("description", one.Description);
        json.WriteString("itemType", "feature");
        if (one.Extent is { } extent)
        {
            json.WriteStartObject("extent");
            json.WriteStartObject("spatial");
            json.WriteStartArray("bbox");
            json.WriteStartArray();
            foreach (var side in extent)
                json.WriteNumberValue(PublicFeatures.Rounded(side));
            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteString("crs", "http://www.opengis.net/def/crs/OGC/1.3/CRS84");
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteStartArray("crs");
        json.WriteStringValue("http://www.opengis.net/def/crs/OGC/1.3/CRS84");
        json.WriteEndArray();
        Links(json, one.Links);
    }

    private static void Links(Utf8JsonWriter json, IReadOnlyList<OgcLink> links)
    {
        json.WriteStartArray("links");
        foreach (var link in links)
        {
            json.WriteStartObject();
            json.WriteString("href", link.Href);
            json.WriteString("rel", link.Rel);
            json.WriteString("type", link.Type);
            json.WriteString("title", link.Title);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static IResult Answer(Action<Utf8JsonWriter> write, string type = Json) =>
        Written(
            json =>
            {
                json.WriteStartObject();
                write(json);
                json.WriteEndObject();
            },
            type
        );

    private static IResult Written(Action<Utf8JsonWriter> write, string type = PublicFeatures.MediaType)
    {
        var body = new MemoryStream();
        using (
            var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
        )
            write(json);
        return Results.Bytes(body.ToArray(), type);
    }

    private RazorComponentResult<OgcPage> Page(IReadOnlyList<OgcLink> links, IReadOnlyList<OgcCollection> collections) =>
        new(new Dictionary<string, object?> { [nameof(OgcPage.Links)] = links, [nameof(OgcPage.Collections)] = collections });

    private IResult Bad(Refusal wrong) => Results.Problem(title: t.Refused(wrong), statusCode: StatusCodes.Status400BadRequest);

    private IResult NotThere() => Results.Problem(title: t["site.error.missing"], statusCode: StatusCodes.Status404NotFound);
}
