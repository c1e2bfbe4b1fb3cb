using System.Globalization;
using CivicLoop.Core.Supervision;

namespace CivicLoop.Web.Supervision;

/// <summary>Which orders a list shows; it lives in the address. What the address says and nobody knows is left out.</summary>
/// <param name="Status">One status, or <c>open</c>, <c>bulletin</c>, <c>appeal</c>.</param>
/// <param name="Mine">Only those that the reader's post watches.</param>
public sealed record OrderFilter(
    string? Rung = null,
    string? Status = null,
    string? Unit = null,
    string? District = null,
    int? Year = null,
    bool Mine = false
)
{
    /// <summary>Not ended.</summary>
    public const string Open = "open";

    /// <summary>What waits for the next bulletin.</summary>
    public const string Bulletin = "bulletin";

    /// <summary>With an appeal that nobody has decided.</summary>
    public const string Appeal = "appeal";

    public static readonly IReadOnlyList<string> Statuses = [Open, Bulletin, Appeal, .. Enum.GetNames<OrderStatus>()];

    public static OrderFilter Of(IQueryCollection query)
    {
        string? Text(string key) => query[key].ToString().Trim() is { Length: > 0 and <= 60 } text ? text : null;
        return new OrderFilter(
            Text("rung"),
            Text("status") is { } status && Statuses.Contains(status) ? status : null,
            Text("unit"),
            Text("district"),
            int.TryParse(Text("year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1999 and < 3000
                ? year
                : null,
            Text("watch") == "mine"
        );
    }

    /// <summary>What it says, part by part, each with the filter without it.</summary>
    public IEnumerable<(string Key, string Value, OrderFilter Without)> Parts()
    {
        if (Rung is { } rung)
            yield return ("rung", rung, this with { Rung = null });
        if (Status is { } status)
            yield return ("status", status, this with { Status = null });
        if (Unit is { } unit)
            yield return ("unit", unit, this with { Unit = null });
        if (District is { } district)
            yield return ("district", district, this with { District = null });
        if (Year is { } year)
            yield return ("year", year.ToString(CultureInfo.InvariantCulture), this with { Year = null });
        if (Mine)
            yield return ("watch", "mine", this with { Mine = false });
    }

    /// <summary>As it stands in the address; empty for everything.</summary>
    public string Query(params ReadOnlySpan<(string Key, string Value)> more)
    {
        List<KeyValuePair<string, string?>> pairs =
        [
            .. Parts().Select(part => new KeyValuePair<string, string?>(part.Key, part.Value)),
        ];
        foreach (var (key, value) in more)
            pairs.Add(new(key, value));
        return QueryString.Create(pairs).Value ?? "";
    }
}
