using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Web.Outside.Open311;
using CivicLoop.Web.Places;
using CivicLoop.Web.Publishing;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Intake.Open311;

/// <summary>Requests as Open311 shows them: open or closed, in words where they stand, no more than everybody may know.</summary>
public sealed class Open311Requests(SiteContext site, Open311Door door, Sentences t)
{
    public IResult List(HttpContext http)
    {
        var json = Open311Result.IsJson(http.Request);
        var (query, wrong) = Open311Query.Read(http.Request.Query, door.Rules.Playbook, site.Now);
        if (query is null)
            return door.Refuse(json, wrong);
        var found = Find(query);
        if (query.Numbers is null && found.Count == query.Size)
            http.Response.Headers.Link = $"<{Next(http.Request, query)}>; rel=\"next\"";
        return Shown(http, json, found, query.Extended);
    }

    public IResult One(HttpContext http, string id)
    {
        var json = Open311Result.IsJson(http.Request);
        var found = Open311Query.Number(id) is { } number
            ? site.Here.Database.Read(connection => PublicCases.Find(connection, number))
            : null;
        var extended = http.Request.Query["extensions"].ToString().Equals("true", StringComparison.OrdinalIgnoreCase);
        return found is null
            ? door.Refuse(json, new Refusal("open311.request-unknown", id))
            : Shown(http, json, [found], extended);
    }

    /// <summary>What a token stands for now. Ours are the codes by which whoever told it follows it.</summary>
    public IResult Token(HttpContext http, string token)
    {
        var json = Open311Result.IsJson(http.Request);
        return site.Here.Database.Read(connection => Trackings.Find(connection, token)) is { } tracked
            ? Open311Result.List(
                json,
                "service_requests",
                "request",
                [new Fields { { "service_request_id", Id(tracked.Number) }, { "token", token } }]
            )
            : door.Refuse(json, new Refusal("open311.token-unknown"));
    }

    public static string Id(long number) => number.ToString(CultureInfo.InvariantCulture);

    private IReadOnlyList<PublicCase> Find(Open311Query query) =>
        site.Here.Database.Read(connection =>
            query.Numbers is { } numbers
                ? PublicCases.Find(connection, numbers)
                : PublicCases.List(connection, query.Filter, query.Size, skip: query.Skip)
        );

    private Open311Result Shown(HttpContext http, bool json, IReadOnlyList<PublicCase> found, bool extended)
    {
        var teller = Teller(http, found);
        long[] numbers = extended ? [.. found.Select(one => one.Number)] : [];
        var (steps, passedOn) = site.Here.Database.Read(connection =>
            (PublicCases.Steps(connection, numbers).ToLookup(step => step.Number), ExchangeStore.PassedOn(connection, numbers))
        );
        return Open311Result.List(
            json,
            "service_requests",
            "request",
            found.Select(one =>
            {
                var fields = teller.Request(one);
                if (extended)
                    teller.Extend(fields, one, steps[one.Number], passedOn.Contains(one.Number));
                return fields;
            })
        );
    }

    internal Open311Teller Teller(HttpContext http, IReadOnlyList<PublicCase> found)
    {
        string[] codes = [.. found.Select(one => one.Place).OfType<string>().Distinct()];
        var day = door.Rules.Calendar.DayOf(site.Now);
        var places = codes.Length == 0 ? [] : site.Here.Database.Read(connection => PlaceReads.Of(connection, codes, day));
        return new(
            door.Rules,
            t,
            site.Here,
            $"{http.Request.Scheme}://{http.Request.Host}{site.At()}",
            places.ToDictionary(one => one.Key, one => one.Value.Name)
        );
    }

    private static string Next(HttpRequest request, Open311Query query)
    {
        var asked = request.Query.Where(one => one.Key is not ("page" or "page_size")).ToDictionary();
        asked["page"] = Id(query.Skip / query.Size + 2);
        asked["page_size"] = Id(query.Size);
        return $"{request.Scheme}://{request.Host}{request.Path}{QueryString.Create(asked)}";
    }
}
