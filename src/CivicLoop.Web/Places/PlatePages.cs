using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Places;

/// <summary>One plate to be printed.</summary>
public sealed record Plate(string Code, string Name, string Says, string Address);

/// <summary>点位牌: sheets of plates to be printed, and the address that their codes open.</summary>
public sealed class PlatePages(SiteContext site, RulesNow rulesNow, HttpContext context)
{
    /// <summary>Plates on one sheet of A4.</summary>
    public static readonly IReadOnlyList<int> Sizes = [1, 2, 4, 6, 8, 12];

    private const int Most = 480;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    /// <summary>Plates of the chosen places or facilities, or of all that a filter leaves.</summary>
    public IResult Show()
    {
        var query = context.Request.Query;
        var codes = query["code"].OfType<string>().Where(code => code.Length > 0).Distinct().Take(Most).ToList();
        var facilities = query["of"] == "facilities";
        var (plates, all) = city.Database.Read(connection =>
            facilities ? OfFacilities(connection, query, codes) : OfPlaces(connection, query, codes)
        );
        return new RazorComponentResult<PlatesPage>(
            new Dictionary<string, object?>
            {
                [nameof(PlatesPage.Plates)] = plates,
                [nameof(PlatesPage.All)] = all,
                [nameof(PlatesPage.Each)] = int.TryParse(query["each"], out var each) && Sizes.Contains(each) ? each : 6,
                [nameof(PlatesPage.Asked)] = query
                    .Where(pair => pair.Key is not ("each" or "lang"))
                    .SelectMany(pair => pair.Value.Select(value => (pair.Key, value ?? "")))
                    .ToList(),
            }
        );
    }

    /// <summary>A plate was read: who works here sees the page of the place, everybody else reports there.</summary>
    public IResult Open(string code)
    {
        var (place, facility) = city.Database.Read(connection =>
            (PlaceReads.Find(connection, code, site.Today), FacilityReads.Find(connection, code, site.Today))
        );
        if (place is null && facility is null)
            return Results.NotFound();
        var what = place is not null ? "places" : "facilities";
        return site.Me is { } me && May.Read(me.Actor.Role) != Scope.None
            ? new SeeOther(site.At(what, Uri.EscapeDataString(code)))
            : new SeeOther(site.At("report") + QueryString.Create(place is not null ? "place" : "facility", code));
    }

    private (List<Plate>, long) OfPlaces(System.Data.Common.DbConnection connection, IQueryCollection query, List<string> codes)
    {
        var filter = PlaceQuery.Of(query);
        var places =
            codes.Count > 0
                ? [.. PlaceReads.Of(connection, codes, site.Today).Values.OrderBy(place => place.Code, StringComparer.Ordinal)]
                : PlaceReads.Search(connection, filter, site.Today, Most);
        return (
            [
                .. places.Select(place => new Plate(
                    place.Code,
                    place.Name,
                    Rules.Playbook.TypeName(place.Type),
                    Plates.Address(context.Request, city.Code, place.Code)
                )),
            ],
            codes.Count > 0 ? places.Count : PlaceReads.Count(connection, filter, site.Today)
        );
    }

    private (List<Plate>, long) OfFacilities(
        System.Data.Common.DbConnection connection,
        IQueryCollection query,
        List<string> codes
    )
    {
        var filter = FacilityQuery.Of(query, Rules.Playbook);
        var facilities =
            codes.Count > 0
                ? [.. FacilityReads.Of(connection, codes, site.Today).Values.OrderBy(one => one.Code, StringComparer.Ordinal)]
                : FacilityReads.Search(connection, filter, site.Today, Most);
        return (
            [
                .. facilities.Select(one => new Plate(
                    one.Code,
                    one.Name,
                    Rules.Playbook.FacilityName(one.Kind),
                    Plates.Address(context.Request, city.Code, one.Code)
                )),
            ],
            codes.Count > 0 ? facilities.Count : FacilityReads.Count(connection, filter, site.Today)
        );
    }
}
