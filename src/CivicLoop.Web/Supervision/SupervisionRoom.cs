using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Supervision;

/// <summary>The room Supervision: what follows when nothing follows.</summary>
public static class SupervisionRoom
{
    public static void AddSupervision(this IServiceCollection services)
    {
        services.AddScoped<OrderListPages>();
        services.AddScoped<OrderPages>();
        services.AddScoped<NewOrderPages>();
        services.AddScoped<AppraisalPages>();
        services.AddScoped<IDutySubjects, OrderDutySubjects>();
        services.AddHostedService<LadderRounds>();
    }

    public static void MapSupervision(this IEndpointRouteBuilder city)
    {
        var orders = city.MapGroup("/orders").May(Right.ReadGround);
        orders.MapGet("", (HttpRequest request, OrderListPages pages) => pages.List(request.Query));
        orders
            .MapGet(
                "/export.{form:regex(^(csv|xlsx)$)}",
                (string form, HttpRequest request, OrderListPages pages) => pages.Export(request.Query, form)
            )
            .Exports("orders");
        orders.MapGet("/new", (HttpRequest request, NewOrderPages pages) => pages.Ask(request.Query)).May(Right.DraftOrders);
        orders.MapPost("/new", (HttpRequest request, NewOrderPages pages) => pages.Draft(request)).May(Right.DraftOrders);
        orders.MapGet("/{number:long}", (long number, string? done, OrderPages pages) => pages.One(number, done));
        orders
            .MapPost(
                "/{number:long}/acts/{name}",
                (long number, string name, HttpRequest request, OrderPages pages) => pages.Act(number, name, request)
            )
            .May(Right.ActOnOrders);
        city.MapGet("/appraisals", (HttpRequest request, AppraisalPages pages) => pages.All(request.Query)).May(Right.Read);
        city.MapGet(
                "/appraisals/export.{form:regex(^(csv|xlsx)$)}",
                (string form, HttpRequest request, AppraisalPages pages) => pages.Export(request.Query, form)
            )
            .May(Right.Read)
            .Exports("appraisals");
        city.MapGet(
                "/appraisals/{code}",
                (string code, HttpRequest request, AppraisalPages pages) => pages.Unit(code, request.Query)
            )
            .May(Right.Read);
    }
}
