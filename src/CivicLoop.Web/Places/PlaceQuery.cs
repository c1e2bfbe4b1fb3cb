namespace CivicLoop.Web.Places;

/// <summary>Which places a list shows, as its address says it.</summary>
public static class PlaceQuery
{
    public static PlaceFilter Of(IQueryCollection query)
    {
        string? Text(string key) => query[key].ToString().Trim() is { Length: > 0 and <= 60 } text ? text : null;
        return new PlaceFilter(Text("words") ?? "", Text("district"), Text("street"), Text("type"), Text("unit"));
    }

    public static string Query(this PlaceFilter filter, int page = 1) =>
        QueryString
            .Create(
                new Dictionary<string, string?>
                {
                    ["words"] = filter.Words,
                    ["district"] = filter.District,
                    ["street"] = filter.Street,
                    ["type"] = filter.Type,
                    ["unit"] = filter.Unit,
                    ["page"] = page > 1 ? $"{page}" : null,
                }.Where(pair => !string.IsNullOrEmpty(pair.Value))
            )
            .Value
        ?? "";
}
