using System.Text;
using System.Text.Json;
using CivicLoop.Core.Photos;
using CivicLoop.Core.Places;
using CivicLoop.Core.Places.Import;
using CivicLoop.Core.Sheets;
using CivicLoop.Tests.Core.Photos;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Exchange.Open;
using CivicLoop.Web.Intake.Open311;
using CivicLoop.Web.Outside.Open311;
using CivicLoop.Web.Sheets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CivicLoop.Tests.Http.Fuzz;

/// <summary>Readers of files, pictures, positions, times, questions and answers, called as they are.</summary>
internal static class FuzzReaders
{
    private static readonly SheetColumn[] Columns = [new("编码"), new("名称"), new("经度"), new("日期")];

    private static readonly byte[] Workbook = Written();

    private static readonly byte[][] Tables =
    [
        .. new[]
        {
            "code,name,lon,lat\r\np-1,\"市场, 一号\",84.87,45.59\r\np-2,\"他说\"\"好\"\"\",84.88,45.60\r\n",
            "案卷号;来源;立案时间\n1;热线;2020-11-23 10:00\n",
            "\ufeffa,b\n\"never closed",
        }.Select(Encoding.UTF8.GetBytes),
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes("编码,名称\np-1,市场\n"),
    ];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        FuzzTarget.Of(
            "photo",
            [
                SamplePhotos.Jpeg(),
                SamplePhotos.Jpeg(orientation: 6, secrets: false),
                SamplePhotos.Png(),
                SamplePhotos.WebP(),
                SamplePhotos.WebP(alpha: true),
                [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8],
            ],
            bytes =>
            {
                var photo = PhotoReader.Read(bytes).Value;
                if (photo is not null && PhotoReader.Read(photo.Clean).Value is null)
                    throw new InvalidOperationException("what was let in is refused when it comes again");
            }
        ),
        FuzzTarget.Of("csv", Tables, bytes => _ = Csv.Read(Encoding.UTF8.GetString(bytes), out _)),
        FuzzTarget.Of("table", [.. Tables, Workbook], Rows),
        new("xlsx", number => new Bender(number).BendInside(Workbook), bytes => FuzzTarget.Answer(Rows, bytes)),
        FuzzTarget.Of(
            "geojson",
            Text(
                """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"a","n":1.5,"x":null},"geometry":{"type":"Point","coordinates":[84.87,45.59]}},{"type":"Feature","properties":{},"geometry":null}]}"""
            ),
            bytes =>
            {
                try
                {
                    foreach (var feature in new FeatureReader(new MemoryStream(bytes)).Read())
                        if (feature.Geometry is { } geometry)
                            ShapeText.Read(geometry);
                }
                catch (JsonException)
                {
                    // As it says.
                }
            }
        ),
        FuzzTarget.Of(
            "shape",
            Text(
                "POINT (84.87 45.59)",
                "LINESTRING(84.8 45.5, 84.9 45.6)",
                "MULTIPOLYGON(((84.8 45.5,84.9 45.5,84.9 45.6,84.8 45.5)))",
                """{"type":"Polygon","coordinates":[[[84.8,45.5],[84.9,45.5],[84.9,45.6],[84.8,45.5]]]}"""
            ),
            bytes => ShapeText.Read(Encoding.UTF8.GetString(bytes))
        ),
        FuzzTarget.Of(
            "position",
            Text("WGS84 84.87 45.59", "GCJ-02 116.4 39.9", "BD-09 0 0", "CGCS2000 -180 90"),
            bytes =>
            {
                var parts = Encoding.UTF8.GetString(bytes).Split(' ');
                if (
                    ChinaCoordinates.System(parts[0]) is { } system
                    && parts is [_, var lon, var lat]
                    && double.TryParse(lon, out var east)
                    && double.TryParse(lat, out var north)
                )
                    ChinaCoordinates.ToWgs84(system, east, north);
            }
        ),
        FuzzTarget.Of(
            "moment",
            Text("2020-11-23T10:00:00+08:00", "2020-11-23T10:00Z", "2020-11-23T10:00:00.1234567-05:30"),
            bytes => Moments.Read(Encoding.UTF8.GetString(bytes))
        ),
        FuzzTarget.Of(
            "open311-query",
            Text(
                "service_code=litter,rude&status=open&start_date=2020-11-23T10:00:00Z&end_date=2020-12-23T10:00:00%2B08:00&page=2&page_size=50",
                "service_request_id=1,2,3&extensions=true",
                "updated_after=2020-11-23T10:00:00Z&updated_before=2021-11-23T10:00:00Z"
            ),
            bytes =>
                Open311Query.Read(
                    new QueryCollection(QueryHelpers.ParseQuery(Encoding.UTF8.GetString(bytes))),
                    TestServer.SmallPlaybook,
                    SmallCity.Monday
                )
        ),
        FuzzTarget.Of(
            "ogc-query",
            Text(
                "bbox=84.8,45.5,84.9,45.6&datetime=2020-11-23T10:00:00Z/..&limit=10",
                "bbox=84.8,45.5,0,84.9,45.6,1&datetime=../2020-11-23T10:00:00Z&f=json",
                "datetime=2020-11-23&after=abc"
            ),
            bytes => OgcAsk.Read(new QueryCollection(QueryHelpers.ParseQuery(Encoding.UTF8.GetString(bytes))))
        ),
        FuzzTarget.Of(
            "open311-answer",
            Text(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><service_requests><request><service_request_id>1</service_request_id><status>open</status><service_code>litter</service_code><description>垃圾</description><requested_datetime>2020-11-23T10:00:00+08:00</requested_datetime><lat>45.59</lat><long>84.87</long><extended_attributes><passed_on>false</passed_on></extended_attributes></request></service_requests>",
                "<errors><error><code>400</code></error></errors>",
                "<!DOCTYPE html><html></html>"
            ),
            bytes => PeerClient.Read(bytes)
        ),
        FuzzTarget.Of("key", Text(ApiKey.New().Shown, "clk_"), bytes => ApiKey.Read(Encoding.UTF8.GetString(bytes))),
    ];

    public static byte[][] Text(params string[] samples) => [.. samples.Select(Encoding.UTF8.GetBytes)];

    private static void Rows(byte[] bytes)
    {
        try
        {
            foreach (var _ in SheetReader.Rows(new MemoryStream(bytes)))
            {
                // Reading it is all.
            }
        }
        catch (SheetTroubleException)
        {
            // As it says.
        }
    }

    private static byte[] Written()
    {
        using var to = new MemoryStream();
        CivicLoop.Web.Sheets.Workbook.Write(
            to,
            "点位",
            "示例",
            Columns,
            [
                ["p-1", "市场", 84.87, new DateOnly(2020, 11, 23)],
                ["p-2", null, 45L, "文字"],
            ]
        );
        return to.ToArray();
    }
}
