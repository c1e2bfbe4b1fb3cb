using System.Globalization;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Web.Places;

/// <summary>Which facilities a list shows, as its address says it: <c>?kind=toilet&amp;has-accessible=yes</c>.</summary>
public static class FacilityQuery
{
    public const string Has = "has-";

    public static FacilityFilter Of(IQueryCollection query, Playbook playbook)
    {
        string? Text(string key) => query[key].ToString().Trim() is { Length: > 0 and <= 60 } text ? text : null;
        var kind = Text("kind") is { } named ? playbook.Places.Facility(named) : null;
        return new FacilityFilter(
            Text("words") ?? "",
            kind?.Code,
            Text("district"),
            Text("street"),
            Text("unit"),
            Enum.TryParse<FacilityCondition>(Text("condition"), out var condition) && Enum.IsDefined(condition)
                ? condition
                : null,
            // Attributes belong to a kind: without one they say nothing.
            [
                .. (kind?.Attributes ?? [])
                    .Select(attribute => KeyValuePair.Create(attribute.Code, Text(Has + attribute.Code) ?? ""))
                    .Where(pair => pair.Value.Length > 0),
            ]
        );
    }

    public static string Query(this FacilityFilter filter, int page = 1)
    {
        List<KeyValuePair<string, string?>> pairs =
        [
            new("words", filter.Words),
            new("kind", filter.Kind),
            new("district", filter.District),
            new("street", filter.Street),
            new("unit", filter.Unit),
            new("condition", filter.Condition?.ToString()),
            .. (filter.Has ?? []).Select(pair => KeyValuePair.Create(Has + pair.Key, (string?)pair.Value)),
            new("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null),
        ];
        return QueryString.Create(pairs.Where(pair => !string.IsNullOrEmpty(pair.Value))).Value ?? "";
    }
}

/// <summary>The page of a list, counted from 1.</summary>
public static class PageNumber
{
    public static int Of(IQueryCollection query) =>
        int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            ? Math.Clamp(page, 1, 10_000)
            : 1;

    public static int Last(long count, int toAPage) => (int)Math.Max(1, (count + toAPage - 1) / toAPage);
}
