using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Cases.Views;

/// <summary>Keeping a filter under a name, and putting one's views in order.</summary>
public sealed class ViewPages(SiteContext site, RulesNow rulesNow)
{
    private readonly City city = site.Here.City;

    private Actor Reader => site.Who.Actor;

    private CaseRules Rules => rulesNow.Of(city);

    /// <summary>With whom a role may share; null where it may not.</summary>
    public static string? SharedWith(Actor actor) =>
        May.Reach(actor.Role, Right.ShareViews) switch
        {
            Scope.City => ViewStore.City,
            Scope.OwnUnit when actor.Unit.Length > 0 => actor.Unit,
            _ => null,
        };

    public IResult Show() => Page(null);

    public IResult New(IQueryCollection asked) => Page(CaseFilter.Of(asked).Query());

    public async Task<IResult> Add(HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["view"], out var id))
            return Results.BadRequest();
        var query = CaseView.FilterOf(sent["query"].ToString()).Query();
        var shares = sent["share"] == "1" ? SharedWith(Reader) : null;
        var view = new CaseView(id, Reader.Person, sent["name"].ToString(), query, shares, sent["counted"] == "1");
        var refusal = await city.Database.Write(transaction =>
        {
            var no = ViewStore.Add(transaction, view, site.Now);
            if (no is null && sent["first"] == "1")
                ViewStore.BeginWith(transaction, Reader.Person, id);
            return no;
        });
        return refusal is null ? new SeeOther(site.At("cases") + query) : Page(query, refusal, view, sent["first"] == "1");
    }

    /// <summary>One change of one of one's own views.</summary>
    public async Task<IResult> Change(Guid id, string change, HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!city.Database.Read(connection => ViewStore.For(connection, Reader.Person, Reader.Unit)).Exists(Mine))
            return Results.NotFound();
        var refusal = await city.Database.Write(Do);
        return refusal is null
            ? new SeeOther(site.At("cases", "views"))
            : Page(null, refusal, renamed: (id, sent["name"].ToString()));

        // Beginning with a view that somebody else shares is one's own matter too.
        bool Mine(CaseView view) => view.Id == id && (view.Person == Reader.Person || change == "first");

        Refusal? Do(CityTransaction transaction)
        {
            switch (change)
            {
                case "rename":
                    return ViewStore.Rename(transaction, Reader.Person, id, sent["name"].ToString());
                case "up" or "down":
                    ViewStore.Move(transaction, Reader.Person, id, up: change == "up");
                    break;
                case "first":
                    ViewStore.BeginWith(transaction, Reader.Person, sent["on"] == "1" ? id : null);
                    break;
                case "counted":
                    ViewStore.Count(transaction, Reader.Person, id, sent["on"] == "1");
                    break;
                case "share":
                    ViewStore.Share(transaction, Reader.Person, id, sent["on"] == "1" ? SharedWith(Reader) : null);
                    break;
                case "delete":
                    ViewStore.Delete(transaction, Reader.Person, id);
                    break;
            }
            return null;
        }
    }

    private RazorComponentResult<ViewsPage> Page(
        string? query,
        Refusal? refusal = null,
        CaseView? filled = null,
        bool first = false,
        (Guid, string)? renamed = null
    ) =>
        city.Database.Read(connection => new RazorComponentResult<ViewsPage>(
            new Dictionary<string, object?>
            {
                [nameof(ViewsPage.Views)] = ViewStore.For(connection, Reader.Person, Reader.Unit),
                [nameof(ViewsPage.First)] = ViewStore.First(connection, Reader.Person),
                [nameof(ViewsPage.Query)] = query,
                [nameof(ViewsPage.Refusal)] = refusal,
                [nameof(ViewsPage.Filled)] = filled,
                [nameof(ViewsPage.BeginsWithIt)] = first,
                [nameof(ViewsPage.Renamed)] = renamed,
                [nameof(ViewsPage.Rules)] = Rules,
            }
        )
        {
            StatusCode = refusal is null ? StatusCodes.Status200OK : refusal.Status(),
        });
}
