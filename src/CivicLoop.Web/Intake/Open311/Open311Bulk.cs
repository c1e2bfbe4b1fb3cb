using System.Globalization;
using System.Text;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Sheets;
using CivicLoop.Web.Publishing;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Intake.Open311;

/// <summary>All requests of a span at once, as CSV in the columns that the bulk format names.</summary>
public sealed class Open311Bulk(SiteContext site, Open311Door door, Open311Requests requests, Sentences t)
{
    private const int Step = 500;

    private static readonly string[] Columns =
    [
        "service_request_id",
        "requested_datetime",
        "updated_datetime",
        "closed_date",
        "status_description",
        "status_notes",
        "source",
        "service_name",
        "service_subtype",
        "description",
        "agency_responsible",
        "address",
        "lat",
        "long",
    ];

    public IResult Csv(HttpContext http)
    {
        var (query, wrong) = Open311Query.Read(http.Request.Query, door.Rules.Playbook, site.Now);
        if (query is null)
            return door.Refuse(json: false, wrong);
        return Results.Stream(
            async stream =>
            {
                await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                await writer.WriteAsync(CsvLine.Of(Columns));
                foreach (var page in Pages(query))
                {
                    var teller = requests.Teller(http, page);
                    foreach (var one in page)
                        await writer.WriteAsync(Row(one, teller));
                }
            },
            "text/csv; charset=utf-8",
            $"{site.Here.Code}-requests.csv"
        );
    }

    // Step by step behind the last one, so that a long list is neither held whole nor read with a gap.
    private IEnumerable<IReadOnlyList<PublicCase>> Pages(Open311Query query)
    {
        if (query.Numbers is { } numbers)
        {
            yield return site.Here.Database.Read(connection => PublicCases.Find(connection, numbers));
            yield break;
        }
        PublicCase? behind = null;
        do
        {
            var page = site.Here.Database.Read(connection => PublicCases.List(connection, query.Filter, Step, behind));
            if (page.Count > 0)
                yield return page;
            behind = page.Count == Step ? page[^1] : null;
        } while (behind is not null);
    }

    private string Row(PublicCase one, Open311Teller teller) =>
        CsvLine.Of(
            Open311Requests.Id(one.Number),
            Moments.Write(teller.At(one.Reported)),
            Moments.Write(teller.At(one.Updated)),
            one.Closed is { } closed ? Moments.Write(teller.At(closed)) : "",
            one.Status.IsOpen() ? "open" : "closed",
            teller.Stands(one),
            t[$"cases.found.{one.FoundBy}"] + (site.Here.Demo ? " · " + t["site.demo"] : ""),
            teller.Category(one.Category),
            "",
            one.Words ?? "",
            one.Unit is { } unit ? teller.Unit(unit) : "",
            teller.Address(one),
            one.Lat.ToString(CultureInfo.InvariantCulture),
            one.Lon.ToString(CultureInfo.InvariantCulture)
        );
}
