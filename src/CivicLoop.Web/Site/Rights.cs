using CivicLoop.Core.Organisation;
using Microsoft.AspNetCore.Authentication;

namespace CivicLoop.Web.Site;

/// <summary>What an address asks of whoever comes; see <see cref="Rights.May{TBuilder}"/>.</summary>
public sealed record NeededRight(Right Right);

/// <summary>
/// Every endpoint says <c>.May(Right.X)</c>, and one middleware asks the table of rights before anything else of it
/// runs. An endpoint that says nothing is closed to everybody.
/// </summary>
public static class Rights
{
    public static TBuilder May<TBuilder>(this TBuilder endpoints, Right right)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new NeededRight(right));

    /// <summary>Runs after authentication and before a form is read: a stranger's upload is never taken in.</summary>
    public static void UseRights(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                var me = context.RequestServices.GetRequiredService<SiteContext>().Me;
                if (context.GetEndpoint() is not { } endpoint || Passes(endpoint, me?.Actor.Role ?? Role.Citizen))
                    await next(context);
                else if (me is null)
                    await context.ChallengeAsync();
                else
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
            }
        );

    private static bool Passes(Endpoint endpoint, Role role) =>
        // The last one said is the nearest to the endpoint: it may ask something else than its group.
        endpoint.Metadata.GetMetadata<NeededRight>()
            is { } needed
        && Core.Organisation.May.Reach(role, needed.Right) != Scope.None;
}
