using System.Text.RegularExpressions;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace CivicLoop.Tests.Support;

/// <summary>One address of the product: its method, its pattern and the right that it asks.</summary>
/// <param name="Exports">Whether it gives out a whole list.</param>
/// <param name="Token">Whether it asks for the key of an outside system.</param>
/// <param name="Right">Null where it declares none, which is a mistake.</param>
public sealed record Address(string Method, string Pattern, Right? Right, bool Exports, bool Token, RoutePattern Route)
{
    public override string ToString() => $"{Method} {Pattern}";

    /// <summary>The address with its parameters filled in.</summary>
    /// <param name="value">Of the parameter of this name.</param>
    public string Filled(Func<string, string> value) =>
        "/"
        + string.Join(
            '/',
            Route.PathSegments.Select(segment =>
                string.Concat(
                    segment.Parts.Select(part =>
                        part switch
                        {
                            RoutePatternParameterPart parameter => value(parameter.Name),
                            RoutePatternLiteralPart literal => literal.Content,
                            RoutePatternSeparatorPart separator => separator.Content,
                            _ => throw new InvalidOperationException($"{Pattern}: {part}"),
                        }
                    )
                )
            )
        );
}

/// <summary>Every address of the product, asked of the application itself.</summary>
public static class Endpoints
{
    // Pieces of a page, files, pictures, and addresses that only lead on to a page.
    private static readonly string[] NoPages =
    [
        "/healthz",
        "/openapi/v1.json",
        "/readyz",
        "/{city}/account/session",
        "/{city}/cases/map/card",
        "/{city}/contracts/import/form.xlsx",
        "/{city}/contracts/{number:long}/letters/{letter:int}.docx",
        "/{city}/go",
        "/{city}/map/ground/{z:int}/{x:int}/{y:int}.mvt",
        "/{city}/map/tiles/{z:int}/{x:int}/{y:int}.mvt",
        "/{city}/p/{code}",
        "/{city}/photos/{id:guid}",
        "/{city}/place-photos/{id:guid}",
        "/{city}/places/import/template/{kind}",
        "/{city}/places/import/{id:guid}/bad",
        "/{city}/public/feed.atom",
        "/{city}/public/photos/{id:guid}",
        "/{city}/report/check",
        "/{city}/rhythm.ics",
        "/{city}/tallies/import/form.xlsx",
        "/{city}/report/places",
        "/{city}/report/suggest",
        "/{city}/exchange/import/{id:guid}/bad",
    ];

    // What other systems read.
    private static readonly string[] NoPagesBelow = ["/open311/", "/ogc/", "/open/", "/api/v1/"];

    public static IReadOnlyList<Address> All { get; } = Read();

    /// <summary>Patterns of the addresses that show a page.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        .. All.Where(one => one.Method == "GET" && !one.Exports && !NoPages.Contains(one.Pattern))
            .Select(one => one.Pattern)
            .Where(pattern => !NoPagesBelow.Any(below => pattern.Contains(below, StringComparison.Ordinal))),
    ];

    /// <summary>The pattern of the page that a path leads to, the one that says most of it; null where there is none.</summary>
    public static string? Page(string path) =>
        All.Where(one => one.Method == "GET" && Fits(one, path.Split('?')[0]))
            .MinBy(one =>
                (one.Route.Parameters.Count, one.Route.Parameters.Count(parameter => parameter.ParameterPolicies.Count == 0))
            )
            ?.Pattern;

    private static bool Fits(Address address, string path)
    {
        var pattern = string.Join(
            '/',
            address.Route.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => Part(address, part))))
        );
        return Regex.IsMatch(path.Trim('/'), $"^{pattern}$");
    }

    private static string Part(Address address, RoutePatternPart part) =>
        part is RoutePatternParameterPart parameter
            ? parameter.ParameterPolicies.FirstOrDefault()?.Content switch
            {
                "long" or "int" => "[0-9]+",
                "guid" => "[0-9a-f-]{36}",
                "length(16)" => "[^/]{16}",
                _ => "[^/]+",
            }
            : Regex.Escape(((RoutePatternLiteralPart)part).Content);

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
                                endpoint.Metadata.GetMetadata<NeededToken>() is not null,
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
