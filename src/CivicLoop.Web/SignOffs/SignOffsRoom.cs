using CivicLoop.Core.Organisation;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.SignOffs;

/// <summary>The room SignOffs: what stays red is signed by the first leader.</summary>
public static class SignOffsRoom
{
    public static void AddSignOffs(this IServiceCollection services)
    {
        services.AddScoped<SignOffPages>();
        services.AddScoped<IDutySubjects, SignOffDuties>();
        services.AddHostedService<SignOffRounds>();
    }

    public static void MapSignOffs(this IEndpointRouteBuilder city)
    {
        var signOffs = city.MapGroup("/sign-offs").May(Right.ReadSignOffs);
        signOffs.MapGet("", (string? done, SignOffPages pages) => pages.List(done));
        signOffs.MapPost("", (HttpRequest request, SignOffPages pages) => pages.Sign(request)).May(Right.SignOff);
        signOffs.MapGet("/{number:long}", (long number, string? done, SignOffPages pages) => pages.One(number, done));
        signOffs
            .MapPost(
                "/{number:long}/answer",
                (long number, HttpRequest request, SignOffPages pages) => pages.Answer(number, request)
            )
            .May(Right.AnswerSignOffs);
    }
}
