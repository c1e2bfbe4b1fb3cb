using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace CivicLoop.Tests.Support;

/// <summary>One address of the product: its method, its pattern and the right that it asks.</summary>
/// <param name="Exports">Whether it gives out a whole list.</param>
/// <param name="Right">Null where it declares none, which is a mistake.</param>
public sealed record Address(string Method, string Pattern, Right? Right, bool Exports, RoutePattern Route)
{
    public override string ToString() => $"{Method} {Pattern}";
}

/// <summary>Every address of the product, asked of the application itself.</summary>
public static class Endpoints
{
    public static IReadOnlyList<Address> All { get; } = Read();

    private static List<Address> Read()
    {
        var folder = Directory.CreateTempSubdirectory("civicloop-routes").FullName;
        var app = Serve.Build(new Storage(folder, null, null), "http://127.0.0.1:0");
        try
        {
            return
            [
                .. ((IEndpointRouteBuilder)app)
                    .DataSources.SelectMany(source => source.Endpoints)
                    .OfType<RouteEndpoint>()
                    .SelectMany(endpoint =>
                        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(
                            method => new Address(
                                method,
                                endpoint.RoutePattern.RawText!.TrimEnd('/') is { Length: > 0 } pattern ? pattern : "/",
                                endpoint.Metadata.GetMetadata<NeededRight>()?.Right,
                                endpoint.Metadata.GetMetadata<ExportedAs>() is not null,
                                endpoint.RoutePattern
                            )
                        )
                    )
                    .OrderBy(address => address.Pattern, StringComparer.Ordinal)
                    .ThenBy(address => address.Method, StringComparer.Ordinal),
            ];
        }
        finally
        {
            app.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        }
    }
}
