using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Rectification;

/// <summary>The room Rectification: lists of what is to be put right, item by item, down to nothing.</summary>
public static class RectificationRoom
{
    public static void AddRectification(this IServiceCollection services)
    {
        services.AddScoped<ListTable>();
        services.AddScoped<ListPages>();
        services.AddScoped<ItemPages>();
        services.AddScoped<TablePages>();
        services.AddScoped<IDutySubjects, ItemDuties>();
    }

    public static void MapRectification(this IEndpointRouteBuilder city)
    {
        var room = city.MapGroup("/rectification").May(Right.Read);
        room.MapGet("", (string? done, ListPages pages) => pages.Lists(done));
        room.MapPost("", (HttpRequest request, ListPages pages) => pages.Make(request)).May(Right.MakeLists);
        room.MapGet("/board", (string? list, string? of, ListPages pages) => pages.Board(list, of));
        MapLists(room.MapGroup("/{list:long}"));
        MapItems(room.MapGroup("/items/{number:long}"));
        room.MapPost(
                "/of-case/{number:long}",
                (long number, HttpRequest request, ItemPages pages) => pages.FromPlan(number, request)
            )
            .May(Right.MakeLists);
    }

    private static void MapLists(RouteGroupBuilder list)
    {
        list.MapGet("", (long list, HttpRequest request, ListPages pages) => pages.One(list, request.Query));
        list.MapPost("", (long list, HttpRequest request, ListPages pages) => pages.Add(list, request)).May(Right.MakeLists);
        list.MapPost("/head", (long list, HttpRequest request, ListPages pages) => pages.ChangeHead(list, request))
            .May(Right.MakeLists);
        list.MapGet("/export.xlsx", (long list, TablePages pages) => pages.Xlsx(list)).Exports("rectification");
        list.MapGet("/export.csv", (long list, TablePages pages) => pages.Csv(list)).Exports("rectification");
        list.MapGet("/export.docx", (long list, TablePages pages) => pages.Docx(list)).Exports("rectification");
        list.MapGet("/table", (long list, TablePages pages) => pages.Ask(list)).May(Right.ChangeItems);
        list.MapPost("/table", (long list, HttpRequest request, TablePages pages) => pages.Look(list, request))
            .May(Right.ChangeItems);
        list.MapPost(
                "/table/{upload:guid}",
                (long list, Guid upload, HttpRequest request, TablePages pages) => pages.TakeIn(list, upload, request)
            )
            .May(Right.ChangeItems);
    }

    private static void MapItems(RouteGroupBuilder item)
    {
        item.MapGet("", (long number, string? done, ItemPages pages) => pages.One(number, done));
        item.MapPost("/change", (long number, HttpRequest request, ListPages pages) => pages.Change(number, request))
            .May(Right.ChangeItems);
        item.MapPost("/plan", (long number, HttpRequest request, ItemPages pages) => pages.FollowPlan(number, request))
            .May(Right.ChangeItems);
        item.MapPost(
                "/acts/{name}",
                (long number, string name, HttpRequest request, ItemPages pages) => pages.Act(number, name, request)
            )
            .May(Right.ActOnItems);
    }
}
