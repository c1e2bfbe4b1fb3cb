using CivicLoop.Core.Contracts;

namespace CivicLoop.Web.Contracts;

/// <summary>Which contracts a list shows; it lives in the address. What the address says and nobody knows is left out.</summary>
/// <param name="Words">A contract's number, or words of what it is over.</param>
/// <param name="Object">Code of what it is over, together with <paramref name="Over"/>.</param>
/// <param name="Unit">The unit that is party to it, or whose post is.</param>
/// <param name="Status">One status, or <c>standing</c>, <c>expiring</c>, <c>expired</c>, <c>late</c>.</param>
public sealed record ContractFilter(
    string? Words = null,
    string? Kind = null,
    string? Level = null,
    Over? Over = null,
    string? Object = null,
    string? Unit = null,
    string? Post = null,
    string? District = null,
    string? Status = null
)
{
    public const string Standing = "standing";
    public const string Expiring = "expiring";
    public const string Expired = "expired";
    public const string Late = "late";

    public static readonly IReadOnlyList<string> Statuses =
    [
        Standing,
        Expiring,
        Expired,
        Late,
        .. Enum.GetNames<ContractStatus>().Where(status => status != nameof(ContractStatus.Made)),
    ];

    public bool IsEmpty => this == new ContractFilter();

    public static ContractFilter Of(IQueryCollection query)
    {
        string? Text(string key) => query[key].ToString().Trim() is { Length: > 0 and <= 60 } text ? text : null;
        return new ContractFilter(
            Text("q"),
            Text("kind"),
            Text("level"),
            OverOf(Text("over")),
            Text("object"),
            Text("unit"),
            Text("post"),
            Text("district"),
            Text("status") is { } status && Statuses.Contains(status) ? status : null
        );
    }

    public static Over? OverOf(string? word) =>
        Enum.TryParse<Over>(word, ignoreCase: true, out var over) && Enum.IsDefined(over) ? over : null;

    /// <summary>The filter as it stands in the address; empty for everything.</summary>
    public string Query(params ReadOnlySpan<(string Key, string Value)> more)
    {
        var pairs = new List<KeyValuePair<string, string?>>
        {
            new("q", Words),
            new("kind", Kind),
            new("level", Level),
            new("over", Over?.Word()),
            new("object", Object),
            new("unit", Unit),
            new("post", Post),
            new("district", District),
            new("status", Status),
        };
        foreach (var (key, value) in more)
            pairs.Add(new(key, value));
        return QueryString.Create(pairs.Where(pair => pair.Value is not null)).Value ?? "";
    }
}
