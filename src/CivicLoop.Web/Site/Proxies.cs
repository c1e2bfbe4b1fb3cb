using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace CivicLoop.Web.Site;

/// <summary>Forwarded headers are believed from named proxies only, never from whoever sends them.</summary>
public static class Proxies
{
    public static void AddForwardedFrom(this IServiceCollection services, IEnumerable<string> proxies) =>
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders =
                ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in proxies)
            {
                if (proxy.Contains('/', StringComparison.Ordinal))
                    options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
                else
                    options.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        });
}
