using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Publishing;

namespace CivicLoop.Web.Intake.Open311;

/// <summary>What a list was asked for. Everything that is wrong with it is told at once.</summary>
/// <param name="Numbers">Goes before all else; null where none were named.</param>
/// <param name="Skip">How many come before this page.</param>
public sealed record Open311Query(IReadOnlyList<long>? Numbers, PublicFilter Filter, int Skip, int Size, bool Extended)
{
    /// <summary>At most so many in one answer.</summary>
    public const int Most = 1000;

    /// <summary>Nobody turns more pages than this; who wants more takes the CSV or a shorter span.</summary>
    private const int Deepest = 100_000;

    /// <summary>The longest span, and the one that is taken where none is said.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(90);

    public static (Open311Query? Query, List<Refusal> Refusals) Read(IQueryCollection asked, Playbook playbook, DateTime now)
    {
        var wrong = new List<Refusal>();
        var extended = asked["extensions"].ToString().Equals("true", StringComparison.OrdinalIgnoreCase);
        if (Words(asked, "service_request_id") is { Count: > 0 } ids)
        {
            var numbers = ids.Select(Number).ToList();
            for (var at = 0; at < ids.Count; at++)
                if (numbers[at] is null)
                    wrong.Add(new Refusal("open311.id-form", ids[at]));
            if (ids.Count > Most)
                wrong.Add(new Refusal("open311.too-many-ids", $"{Most}"));
            return wrong.Count > 0
                ? (null, wrong)
                : (new Open311Query([.. numbers.OfType<long>().Distinct()], new PublicFilter(), 0, Most, extended), wrong);
        }

        var codes = Words(asked, "service_code");
        wrong.AddRange(codes.Where(code => playbook.Category(code) is null).Select(code => new Refusal("open311.code", code)));
        var states = Words(asked, "status").Select(word => word.ToLowerInvariant()).Distinct().ToList();
        wrong.AddRange(
            states.Where(word => word is not ("open" or "closed")).Select(word => new Refusal("open311.status", word))
        );
        // Who asks for what changed asks for whatever changed, however old it is; the standard limits only the other span.
        var (touched, untouched) = (Moment(asked, "updated_after", wrong), Moment(asked, "updated_before", wrong));
        if (touched > untouched)
            wrong.Add(new Refusal("open311.backward", "updated_after", "updated_before"));
        var requested = Between(asked, "start_date", "end_date", touched is null && untouched is null ? now : null, wrong);
        var size = Whole(asked, "page_size", Most, Most, wrong);
        var page = Whole(asked, "page", 1, Deepest / size, wrong);
        return wrong.Count > 0
            ? (null, wrong)
            : (
                new Open311Query(
                    null,
                    new PublicFilter(
                        codes.Count > 0 ? codes : null,
                        states is [var only] ? only == "open" : null,
                        requested.Since,
                        requested.Before
                    )
                    {
                        UpdatedSince = touched,
                        UpdatedBefore = untouched,
                    },
                    (page - 1) * size,
                    size,
                    extended
                ),
                wrong
            );
    }

    /// <summary>A span of at most ninety days; an end that is not said is ninety days from the one that is.</summary>
    /// <param name="now">The end where neither is said; null for no span then.</param>
    internal static (DateTime? Since, DateTime? Before) Between(
        IQueryCollection asked,
        string from,
        string to,
        DateTime? now,
        List<Refusal> wrong
    )
    {
        var (since, before) = (Moment(asked, from, wrong), Moment(asked, to, wrong));
        if (since is null && before is null)
            return now is { } end ? (end - Span, end.AddMilliseconds(1)) : (null, null);
        if (since is { } first && before is { } last && first > last)
            wrong.Add(new Refusal("open311.backward", from, to));
        else if (before - since > Span)
            wrong.Add(new Refusal("open311.span", from, to, $"{Span.Days}"));
        return (since ?? Earlier(before!.Value), before ?? since!.Value + Span);
    }

    private static DateTime Earlier(DateTime moment) => moment - DateTime.UnixEpoch > Span ? moment - Span : DateTime.UnixEpoch;

    private static DateTime? Moment(IQueryCollection asked, string name, List<Refusal> wrong)
    {
        if (asked[name].ToString() is not { Length: > 0 } text)
            return null;
        // A year that no column holds is as wrong as no year.
        if (Moments.Read(text) is { Year: >= 1970 and < 9000 } moment)
            return moment;
        wrong.Add(new Refusal("open311.moment", name, text));
        return null;
    }

    private static int Whole(IQueryCollection asked, string name, int usual, int most, List<Refusal> wrong)
    {
        if (asked[name].ToString().Trim() is not { Length: > 0 } text)
            return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole >= 1 && whole <= most)
            return whole;
        wrong.Add(new Refusal("open311.whole", name, $"{most}"));
        return usual;
    }

    private static List<string> Words(IQueryCollection asked, string name) =>
        [
            .. asked[name]
                .SelectMany(one =>
                    (one ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                ),
        ];

    public static long? Number(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
