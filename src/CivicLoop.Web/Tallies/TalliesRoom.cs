using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Tallies;

/// <summary>The room Tallies: what was done, counted once, each in its own measure.</summary>
public static class TalliesRoom
{
    public static void AddTallies(this IServiceCollection services)
    {
        services.AddScoped<TallyTable>();
        services.AddScoped<TallyPages>();
        services.AddScoped<TallyEntryPages>();
        services.AddScoped<TallyImports>();
        services.AddScoped<IDutySubjects, TallyDuties>();
    }

    public static void MapTallies(this IEndpointRouteBuilder city)
    {
        var room = city.MapGroup("/tallies").May(Right.Read);
        room.MapGet("", (HttpRequest request, TallyPages pages) => pages.Totals(request.Query));
        room.MapGet("/export.{form}", (string form, HttpRequest request, TallyPages pages) => pages.Export(form, request.Query))
            .Exports("tallies");
        room.MapGet("/{code}", (string code, HttpRequest request, TallyPages pages) => pages.Counter(code, request.Query));
        room.MapGet(
                "/{code}/export.{form}",
                (string code, string form, HttpRequest request, TallyPages pages) => pages.Export(code, form, request.Query)
            )
            .Exports("tallies");

        room.MapGet("/enter", (HttpRequest request, TallyEntryPages pages) => pages.Ask(request.Query)).May(Right.EnterTallies);
        room.MapPost("/enter", (HttpRequest request, TallyEntryPages pages) => pages.Enter(request)).May(Right.EnterTallies);
        room.MapGet("/{number:long}", (long number, string? done, TallyEntryPages pages) => pages.One(number, done));
        room.MapPost(
                "/{number:long}/acts/{name}",
                (long number, string name, HttpRequest request, TallyEntryPages pages) => pages.Act(number, name, request)
            )
            .May(Right.ActOnTallies);
        room.MapGet("/waiting", (string? done, TallyPages pages) => pages.Waiting(done)).May(Right.CountTallies);
        room.MapPost("/waiting", (HttpRequest request, TallyPages pages) => pages.CountIn(request)).May(Right.CountTallies);
        room.MapGet("/import", (TallyImports pages) => pages.Show()).May(Right.EnterTallies);
        room.MapGet("/import/form.xlsx", (TallyImports pages) => pages.Form()).May(Right.EnterTallies);
        room.MapPost("/import", (HttpRequest request, TallyImports pages) => pages.Take(request)).May(Right.EnterTallies);
    }
}
