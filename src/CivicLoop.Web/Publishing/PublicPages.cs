using CivicLoop.Core.Cases;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Publishing;

/// <summary>Cases as everybody may know them: a list with its map, one case, its photos, a feed.</summary>
public sealed class PublicPages(SiteContext site, RulesNow rulesNow, Sentences t)
{
    public const int PageSize = 30;
    private const int MostDots = 400;
    private const int MostEntries = 50;
    private const int MostCounted = 1001;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    public IResult List(IQueryCollection asked)
    {
        var query = PublicQuery.Of(asked, Rules.Playbook);
        var (dots, count) = city.Database.Read(connection =>
        {
            var behind = query.After is { } after ? PublicCases.Find(connection, after) : null;
            return (
                PublicCases.List(connection, query.Filter, MostDots, behind),
                PublicCases.Count(connection, query.Filter, MostCounted)
            );
        });
        return new RazorComponentResult<PublicListPage>(
            new Dictionary<string, object?>
            {
                [nameof(PublicListPage.Query)] = query,
                [nameof(PublicListPage.Dots)] = dots,
                [nameof(PublicListPage.Count)] = count,
                [nameof(PublicListPage.Rules)] = Rules,
            }
        )
        {
            StatusCode = query.Refusal is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
    }

    public IResult One(long number) =>
        city.Database.Read(connection => PublicReads.Find(connection, number)) is { } found
            ? new RazorComponentResult<PublicCasePage>(
                new Dictionary<string, object?> { [nameof(PublicCasePage.Found)] = found, [nameof(PublicCasePage.Rules)] = Rules }
            )
            : Results.NotFound();

    /// <summary>A copy that is shown now; 410 for one that was, 404 for everything else.</summary>
    public IResult Photo(Guid id, HttpContext context)
    {
        if (city.Database.Read(connection => PublicReads.Photo(connection, id)) is not { } photo)
            return Results.NotFound();
        if (photo.Blob is null)
            return Results.Text(ErasedPhoto.Draw(t["public.photo.gone"]), "image/svg+xml", statusCode: StatusCodes.Status410Gone);
        if (new BlobStore(city.PhotoFolder).Open(photo.Blob) is not { } bytes)
            return Results.NotFound();
        var headers = context.Response.Headers;
        // What is taken down is gone from everywhere within minutes.
        headers.CacheControl = "public, max-age=120";
        headers.ContentDisposition = "inline";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Stream(bytes, photo.Type);
    }

    public IResult Feed(HttpContext context)
    {
        var query = PublicQuery.Of(context.Request.Query, Rules.Playbook);
        if (query.Refusal is { } refusal)
            return Results.Text(t.Refused(refusal), statusCode: StatusCodes.Status400BadRequest);
        var entries = city.Database.Read(connection => PublicCases.List(connection, query.Filter, MostEntries));
        var request = context.Request;
        var feed = new AtomFeed(site, t, CaseNames.Of(Rules), new Uri($"{request.Scheme}://{request.Host}"));
        return Results.Bytes(feed.Write(query, entries), "application/atom+xml; charset=utf-8");
    }
}
