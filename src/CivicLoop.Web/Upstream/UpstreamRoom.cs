using CivicLoop.Core.Organisation;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Upstream;

/// <summary>The room Upstream: what authorities above the city found, asked and were answered.</summary>
public static class UpstreamRoom
{
    public static void AddUpstream(this IServiceCollection services)
    {
        services.AddScoped<UpstreamPages>();
        services.AddScoped<FindingTable>();
        services.AddScoped<IDutySubjects, UpstreamDuties>();
    }

    public static void MapUpstream(this IEndpointRouteBuilder city)
    {
        var upstream = city.MapGroup("/upstream").May(Right.ReadUpstream);
        upstream.MapGet("", (UpstreamPages pages) => pages.List());
        upstream.MapGet("/{number:long}", (long number, string? done, UpstreamPages pages) => pages.One(number, done));
        var enter = city.MapGroup("/upstream").May(Right.EnterUpstream);
        enter.MapGet("/new", (UpstreamPages pages) => pages.New());
        enter.MapPost("/new", (HttpRequest request, UpstreamPages pages) => pages.Enter(request));
        enter.MapPost(
            "/{number:long}/findings",
            (long number, HttpRequest request, UpstreamPages pages) => pages.Add(number, request)
        );
        enter.MapPost(
            "/{number:long}/table",
            (long number, HttpRequest request, UpstreamPages pages) => pages.Look(number, request)
        );
        enter.MapPost(
            "/{number:long}/reply",
            (long number, HttpRequest request, UpstreamPages pages) => pages.Reply(number, request)
        );
    }
}
