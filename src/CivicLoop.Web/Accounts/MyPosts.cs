using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Accounts;

/// <summary>Somebody who holds several posts chooses the one to work in; the session remembers.</summary>
public static class MyPosts
{
    public static void MapMyPosts(this IEndpointRouteBuilder city)
    {
        city.MapGet("/my-posts", (SiteContext site) => Page(site)).May(Right.OwnAccount);
        city.MapPost("/my-posts", Choose).May(Right.OwnAccount);
    }

    private static RazorComponentResult<MyPostsPage> Page(SiteContext site) =>
        new(new Dictionary<string, object?> { [nameof(MyPostsPage.Posts)] = Of(site) });

    private static async Task<IResult> Choose(SiteContext site, HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        // A post that ended since the page was shown is on it no more.
        if (Of(site).FirstOrDefault(post => post.Actor.Post == form["post"].ToString()) is not { } chosen)
            return new SeeOther(site.At("my-posts"));
        await Sessions.WorkIn(context, chosen.Actor.Post);
        return new SeeOther(site.At(Rail.First(chosen.Actor.Role)));
    }

    private static List<SignedIn> Of(SiteContext site) =>
        site.Here.Database.Read(connection => PeopleReads.Posts(connection, Values.Id(site.Who.Actor.Person), site.Now));
}
