using CivicLoop.Core.Organisation;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.SelfChecks;

/// <summary>The room SelfChecks: 举一反三, asked of sibling places, answered by their owners.</summary>
public static class SelfChecksRoom
{
    public static void AddSelfChecks(this IServiceCollection services)
    {
        services.AddScoped<SelfCheckPages>();
        services.AddScoped<FanOutPages>();
        services.AddScoped<IDutySubjects, SelfCheckDuties>();
    }

    public static void MapSelfChecks(this IEndpointRouteBuilder city)
    {
        var room = city.MapGroup("/self-checks").May(Right.Read);
        room.MapGet("", (string? done, SelfCheckPages pages) => pages.Mine(done));
        room.MapGet("/{number:long}", (long number, string? done, SelfCheckPages pages) => pages.One(number, done));
        room.MapPost("/withdraw", (HttpRequest request, SelfCheckPages pages) => pages.Withdraw(request)).May(Right.FanOut);
        room.MapPost("/clean", (HttpRequest request, SelfCheckPages pages) => pages.Clean(request)).May(Right.AnswerSelfChecks);
        room.MapGet("/found/{number:long}", (long number, SelfCheckPages pages) => pages.AskFound(number))
            .May(Right.AnswerSelfChecks);
        room.MapPost(
                "/found/{number:long}",
                (long number, HttpRequest request, SelfCheckPages pages) => pages.Found(number, request)
            )
            .May(Right.AnswerSelfChecks);
        var fanOut = room.MapGroup("/of/{number:long}").May(Right.FanOut);
        fanOut.MapGet("", (long number, string? type, string? reach, FanOutPages pages) => pages.Show(number, type, reach));
        fanOut.MapPost("", (long number, HttpRequest request, FanOutPages pages) => pages.Send(number, request));
    }
}
