using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Web.Publishing;

/// <summary>Which public cases an address asks for, kept as it was said so that it can be said again.</summary>
public sealed record PublicQuery
{
    public string District { get; init; } = "";
    public string Street { get; init; } = "";
    public string Category { get; init; } = "";

    /// <summary><c>open</c>, <c>closed</c>; empty for both.</summary>
    public string State { get; init; } = "";

    /// <summary>West, south, east, north: WGS84 degrees with commas between.</summary>
    public string Box { get; init; } = "";

    /// <summary>Number of the last one of the page before.</summary>
    public long? After { get; init; }

    /// <summary>What is wrong with it; the rest holds.</summary>
    public Refusal? Refusal { get; init; }

    public PublicFilter Filter { get; init; } = new();

    public static PublicQuery Of(IQueryCollection asked, Playbook playbook)
    {
        string Text(string name) => asked[name].ToString().Trim();
        var query = new PublicQuery
        {
            District = Text("district"),
            Street = Text("street"),
            Category = Text("category"),
            State = Text("state"),
            Box = Text("box"),
            After = long.TryParse(asked["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after : null,
        };
        var districts = playbook.City.Districts;
        var box = Corners(query.Box);
        var refusal =
            query.District.Length > 0 && districts.All(district => district.Code != query.District)
                ? new Refusal("public.district-unknown", query.District)
            : query.Street.Length > 0 && districts.All(district => district.Streets.All(street => street.Code != query.Street))
                ? new Refusal("public.street-unknown", query.Street)
            : query.Category.Length > 0 && playbook.Category(query.Category) is null
                ? new Refusal("category.unknown", query.Category)
            : query.State is not ("" or "open" or "closed") ? new Refusal("public.state-unknown", query.State)
            : query.Box.Length > 0 && box is null ? new Refusal("public.box-broken", query.Box)
            : null;
        return query with
        {
            Refusal = refusal,
            Filter = new PublicFilter(
                query.Category.Length > 0 ? [query.Category] : null,
                query.State switch
                {
                    "open" => true,
                    "closed" => false,
                    _ => null,
                },
                Box: box
            )
            {
                District = query.District.Length > 0 ? query.District : null,
                Street = query.Street.Length > 0 ? query.Street : null,
            },
        };
    }

    /// <summary>The same question as the end of an address: <c>?district=650203</c>; empty where nothing is narrowed.</summary>
    public string Address(long? after = null)
    {
        var pairs = new (string Name, string Value)[]
        {
            ("district", District),
            ("street", Street),
            ("category", Category),
            ("state", State),
            ("box", Box),
            ("after", after?.ToString(CultureInfo.InvariantCulture) ?? ""),
        };
        return QueryString
            .Create(
                pairs.Where(pair => pair.Value.Length > 0).Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value))
            )
            .Value!;
    }

    private static (double West, double South, double East, double North)? Corners(string text)
    {
        var sides = text.Split(',')
            .Select(side =>
                double.TryParse(side, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees)
                && Math.Abs(degrees) <= 180
                    ? degrees
                    : (double?)null
            )
            .ToArray();
        return sides is [{ } west, { } south, { } east, { } north] && west < east && south < north
            ? (west, south, east, north)
            : null;
    }
}
