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
                var site = context.RequestServices.GetRequiredService<SiteContext>();
                var me = site.Me;
                if (context.GetEndpoint() is not { } endpoint)
                    await next(context);
                else if (Passes(endpoint, me?.Actor.Role ?? Role.Citizen))
                {
                    // Whoever has to change a password or set up a second factor does that first.
                    if (me is { MustFirst: not FirstThing.Nothing } && Needed(endpoint) is not (Right.Open or Right.OwnAccount))
                        await new SeeOther(site.At("account", Step(me.MustFirst))).ExecuteAsync(context);
                    else
                        await next(context);
                }
                else if (me is null)
                    await context.ChallengeAsync();
                else
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
            }
        );

    private static string Step(FirstThing owed) => owed == FirstThing.Password ? "password" : "second-factor";

    private static bool Passes(Endpoint endpoint, Role role) =>
        Needed(endpoint) is { } right && Core.Organisation.May.Reach(role, right) != Scope.None;

    // The last one said is the nearest to the endpoint: it may ask something else than its group.
    private static Right? Needed(Endpoint endpoint) => endpoint.Metadata.GetMetadata<NeededRight>()?.Right;
}
