using CivicLoop.Core.Accounts;
using CivicLoop.Web.Accounts.Tokens;

namespace CivicLoop.Web.Exchange.Api;

/// <summary>An argument in the address of a call.</summary>
public sealed record ApiArgument(string Name, string Type = "string", string? Format = null)
{
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>May be said several times.</summary>
    public bool Many { get; init; }

    public int? Least { get; init; }

    public int? Most { get; init; }

    public int? Usual { get; init; }
}

/// <summary>
/// What a call takes and answers, said where its address is mapped: <c>/openapi/v1.json</c> and its page are made of it.
/// </summary>
/// <param name="Name">In one word: <c>api.call.…</c> tells what it does.</param>
/// <param name="Answer">Shape of the answer.</param>
public sealed record ApiCall(string Name, Type Answer, int Status = StatusCodes.Status200OK)
{
    /// <summary>Shape of what is sent; null where nothing is.</summary>
    public Type? Body { get; init; }

    /// <summary>Whether photos may come beside it.</summary>
    public bool Photos { get; init; }

    /// <summary>Whether it answers 200 where the same was sent before.</summary>
    public bool Repeats { get; init; }

    public IReadOnlyList<ApiArgument> Arguments { get; init; } = [];
}

/// <summary>A call with the address at which it is.</summary>
/// <param name="Path">Below <see cref="ApiRoom.Root"/> of a city.</param>
/// <param name="Scope">What the key must open; null where none is asked.</param>
public sealed record ApiEntry(string Method, string Path, ApiScope? Scope, ApiCall Call)
{
    /// <summary>How it may be turned away.</summary>
    public IEnumerable<int> Refusals =>
        (
            (int?[])
                [
                    Call.Body is not null || Call.Photos || Call.Arguments.Count > 0 ? 400 : null,
                    .. Scope is null ? Array.Empty<int?>() : [401, 403],
                    Path.Contains('{', StringComparison.Ordinal) ? 404 : null,
                    Call.Body is null ? null : 409,
                    .. Call.Body is null && !Call.Photos ? Array.Empty<int?>() : [413, 415, 422],
                    Scope is null ? null : 429,
                    503,
                ]
        ).OfType<int>();

    /// <summary>All calls that the product has, in the order of their addresses.</summary>
    public static IReadOnlyList<ApiEntry> All(EndpointDataSource addresses) =>
        [
            .. from address in addresses.Endpoints.OfType<RouteEndpoint>()
            let call = address.Metadata.GetMetadata<ApiCall>()
            where call is not null
            let path = address.RoutePattern.RawText!.Split(ApiRoom.Root, 2)[1].Replace(":long", "", StringComparison.Ordinal)
            from method in address.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
            orderby path, method
            select new ApiEntry(method, path, address.Metadata.GetMetadata<NeededToken>()?.Scope, call),
        ];
}
