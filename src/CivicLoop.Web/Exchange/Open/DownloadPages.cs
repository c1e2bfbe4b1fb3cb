using System.Text.Encodings.Web;
using System.Text.Json;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Places;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Places;
using CivicLoop.Web.Publishing;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Exchange.Open;

/// <summary>
/// Public cases and places as whole files, read page by page while they are sent. Everybody may have them, so nobody
/// is written down for taking them.
/// </summary>
public sealed class DownloadPages(SiteContext site, RulesNow rulesNow, Sentences t)
{
    private const int Page = 500;

    private readonly City city = site.Here.City;

    private CaseNames Names => CaseNames.Of(rulesNow.Of(city));

    public IResult CasesGeo() => Geo("cases", Cases(), (features, json, one) => features.Write(json, one));

    public IResult PlacesGeo() => Geo("places", Places(), (features, json, one) => features.Write(json, one));

    public IResult CasesCsv()
    {
        var names = Names;
        return new TableFile(
            $"{city.Code}-cases",
            [.. CaseColumns.Select(column => new SheetColumn(column))],
            Cases()
                .Select(one =>
                    (IReadOnlyList<object?>)
                        [
                            one.Number,
                            one.Status.IsOpen() ? "open" : "closed",
                            t[$"site.status.{one.Status}"],
                            one.Category,
                            names.Category(one.Category),
                            one.FoundBy,
                            names.District(one.District),
                            one.Street is null ? null : names.Street(one.Street),
                            one.Place,
                            one.Unit is null ? null : names.Unit(one.Unit, t),
                            PublicFeatures.Rounded(one.Lon),
                            PublicFeatures.Rounded(one.Lat),
                            PublicFeatures.Iso(one.Reported),
                            one.Expected is { } expected ? PublicFeatures.Iso(expected) : null,
                            one.Closed is { } closed ? PublicFeatures.Iso(closed) : null,
                            PublicFeatures.Iso(one.Updated),
                            one.Words,
                        ]
                )
        ).Csv(site, t);
    }

    public IResult PlacesCsv()
    {
        var names = Names;
        return new TableFile(
            $"{city.Code}-places",
            [.. PlaceColumns.Select(column => new SheetColumn(column))],
            Places()
                .Select(place =>
                    (IReadOnlyList<object?>)
                        [
                            place.Code,
                            place.Name,
                            place.Type,
                            names.PlaceType(place.Type),
                            names.District(place.District),
                            place.Street.Length == 0 ? null : names.Street(place.Street),
                            PublicFeatures.Rounded(place.Lon),
                            PublicFeatures.Rounded(place.Lat),
                            place.Sample ? "true" : "false",
                        ]
                )
        ).Csv(site, t);
    }

    private static readonly string[] CaseColumns =
    [
        "number",
        "status",
        "stage",
        "category",
        "category_name",
        "found_by",
        "district",
        "street",
        "place",
        "unit",
        "lon",
        "lat",
        "reported",
        "expected",
        "closed",
        "updated",
        "words",
    ];

    private static readonly string[] PlaceColumns =
    [
        "code",
        "name",
        "type",
        "type_name",
        "district",
        "street",
        "lon",
        "lat",
        "sample",
    ];

    private IEnumerable<PublicCase> Cases()
    {
        PublicCase? last = null;
        do
        {
            var page = city.Database.Read(connection => PublicCases.List(connection, new PublicFilter(), Page, last));
            foreach (var one in page)
                yield return one;
            last = page.Count == Page ? page[^1] : null;
        } while (last is not null);
    }

    private IEnumerable<Place> Places()
    {
        for (var last = ""; ; )
        {
            var page = city.Database.Read(connection => PlaceReads.Behind(connection, last, null, site.Today, Page));
            foreach (var place in page)
                yield return place;
            if (page.Count < Page)
                yield break;
            last = page[^1].Code;
        }
    }

    private IResult Geo<T>(string what, IEnumerable<T> things, Action<PublicFeatures, Utf8JsonWriter, T> write)
    {
        var features = new PublicFeatures(Names, t);
        return Results.Stream(
            async body =>
            {
                await using var json = new Utf8JsonWriter(
                    body,
                    new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
                );
                json.WriteStartObject();
                json.WriteString("type", "FeatureCollection");
                if (site.Here.Demo)
                    json.WriteString("note", t["site.demo"]);
                json.WriteStartArray("features");
                foreach (var chunk in things.Chunk(Page))
                {
                    foreach (var one in chunk)
                    {
                        write(features, json, one);
                        PublicFeatures.End(json);
                    }
                    await json.FlushAsync();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            },
            PublicFeatures.MediaType,
            $"{city.Code}-{what}.geojson"
        );
    }
}
