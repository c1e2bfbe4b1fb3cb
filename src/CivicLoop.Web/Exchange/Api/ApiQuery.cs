using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Exchange.Open;
using CivicLoop.Web.Intake.Open311;
using CivicLoop.Web.Publishing;

namespace CivicLoop.Web.Exchange.Api;

/// <summary>Which public cases a call asks for. An argument that nobody knows is told, never passed over.</summary>
internal sealed record ApiQuery(PublicFilter Filter, int Limit, PublicBehind? Behind)
{
    public static readonly IReadOnlyList<ApiArgument> Arguments =
    [
        new("status") { Values = ["open", "closed"] },
        new("category") { Many = true },
        new("district"),
        new("street"),
        new("bbox", "string"),
        new("since", "string", "date-time"),
        new("before", "string", "date-time"),
        new("updatedSince", "string", "date-time"),
        new("updatedBefore", "string", "date-time"),
        .. Paged,
    ];

    internal static IReadOnlyList<ApiArgument> Paged =>
        [
            new("limit", "integer")
            {
                Least = 1,
                Most = MostLimit,
                Usual = UsualLimit,
            },
            new("after"),
        ];

    public const int UsualLimit = 50;
    public const int MostLimit = 500;

    public static (ApiQuery? Query, IReadOnlyList<ApiWrong> Wrong) Read(IQueryCollection asked, Playbook playbook)
    {
        var wrong = new List<ApiWrong>();
        Stray(asked, Arguments, wrong);
        var status = asked["status"].ToString();
        if (status is not ("" or "open" or "closed"))
            wrong.Add(new Refusal("api.bad-query", "status", status));
        string[] categories =
        [
            .. asked["category"]
                .SelectMany(one => (one ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                .Distinct(),
        ];
        if (categories.FirstOrDefault(code => playbook.Category(code) is null) is { } unknown)
            wrong.Add(new Refusal("api.bad-query", "category", unknown));
        var districts = playbook.City.Districts;
        var district = Known(asked, "district", code => districts.Any(one => one.Code == code), wrong);
        var street = Known(asked, "street", code => districts.Any(one => one.Streets.Any(two => two.Code == code)), wrong);
        var box = asked["bbox"].ToString() is { Length: > 0 } corners ? OgcAsk.BoxOf(corners) : null;
        if (box is null && asked["bbox"].ToString().Length > 0)
            wrong.Add(new Refusal("api.bad-query", "bbox", asked["bbox"].ToString()));
        var behind = asked["after"].ToString() is { Length: > 0 } after ? PublicBehind.Read(after) : null;
        if (behind is null && asked["after"].ToString().Length > 0)
            wrong.Add(new Refusal("api.bad-query", "after", asked["after"].ToString()));
        var filter = new PublicFilter(
            categories.Length > 0 ? categories : null,
            status.Length == 0 ? null : status == "open",
            Moment(asked, "since", wrong),
            Moment(asked, "before", wrong),
            box is null ? null : (box.West, box.South, box.East, box.North)
        )
        {
            District = district,
            Street = street,
            UpdatedSince = Moment(asked, "updatedSince", wrong),
            UpdatedBefore = Moment(asked, "updatedBefore", wrong),
        };
        var limit = LimitOf(asked, wrong);
        return wrong.Count > 0 ? (null, wrong) : (new ApiQuery(filter, limit, behind), wrong);
    }

    /// <summary>What is asked by a name that nobody knows, or twice.</summary>
    internal static void Stray(IQueryCollection asked, IReadOnlyList<ApiArgument> known, List<ApiWrong> wrong)
    {
        foreach (var (name, values) in asked)
            if (name != "lang" && known.FirstOrDefault(one => one.Name == name) is not { } argument)
                wrong.Add(new ApiWrong(name, new Refusal("ogc.parameter", name)));
            else if (values.Count > 1 && known.FirstOrDefault(one => one.Name == name) is { Many: false })
                wrong.Add(new Refusal("api.bad-twice", name));
    }

    internal static int LimitOf(IQueryCollection asked, List<ApiWrong> wrong)
    {
        if (asked["limit"].ToString() is not { Length: > 0 } said)
            return UsualLimit;
        if (int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostLimit)
            return limit;
        wrong.Add(new Refusal("api.bad-query", "limit", said));
        return UsualLimit;
    }

    private static string? Known(IQueryCollection asked, string name, Func<string, bool> exists, List<ApiWrong> wrong)
    {
        if (asked[name].ToString() is not { Length: > 0 } code)
            return null;
        if (!exists(code))
            wrong.Add(new Refusal("api.bad-query", name, code));
        return code;
    }

    private static DateTime? Moment(IQueryCollection asked, string name, List<ApiWrong> wrong)
    {
        if (asked[name].ToString() is not { Length: > 0 } text)
            return null;
        if (Moments.Read(text) is { Year: >= 1970 and < 9000 } moment)
            return moment;
        wrong.Add(new Refusal("api.bad-moment", name, text));
        return null;
    }
}

/// <summary>Which of what one handed in oneself a call asks for.</summary>
/// <param name="Behind">Number of the last one of the page before.</param>
internal sealed record ApiOwnQuery(string? SourceNumber, int Limit, long? Behind)
{
    public static readonly IReadOnlyList<ApiArgument> Arguments = [new("sourceNumber"), .. ApiQuery.Paged];

    public static (ApiOwnQuery? Query, IReadOnlyList<ApiWrong> Wrong) Read(IQueryCollection asked)
    {
        var wrong = new List<ApiWrong>();
        ApiQuery.Stray(asked, Arguments, wrong);
        var limit = ApiQuery.LimitOf(asked, wrong);
        var behind = asked["after"].ToString() is { Length: > 0 } after ? Open311Query.Number(after) : null;
        if (behind is null && asked["after"].ToString().Length > 0)
            wrong.Add(new Refusal("api.bad-query", "after", asked["after"].ToString()));
        var number = asked["sourceNumber"].ToString().Trim();
        return wrong.Count > 0 ? (null, wrong) : (new ApiOwnQuery(number.Length == 0 ? null : number, limit, behind), wrong);
    }
}
