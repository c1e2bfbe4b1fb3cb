using CivicLoop.Core.Accounts;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Accounts;

/// <summary>An address that gives out a whole list as a file.</summary>
public sealed record ExportedAs(string What);

/// <summary>That somebody took a list out is a line of the audit log, before the first byte of it leaves.</summary>
public static class ExportLog
{
    /// <param name="what">The list, in one word.</param>
    public static RouteHandlerBuilder Exports(this RouteHandlerBuilder endpoint, string what) =>
        endpoint
            .WithMetadata(new ExportedAs(what))
            .AddEndpointFilter(
                async (context, next) =>
                {
                    var http = context.HttpContext;
                    var city = http.RequestServices.GetRequiredService<SiteContext>().Here;
                    var form = Path.GetExtension(http.Request.Path.Value)?.TrimStart('.') ?? "";
                    await Audit.Write(city.Database, AuditKind.Exported, AuditBy.Of(http), what, form);
                    return await next(context);
                }
            );
}
