using System.Data.Common;
using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Publishing;

/// <summary>A case as everybody may know it: this and nothing else of a case leaves the house.</summary>
/// <param name="FoundBy">One of <see cref="Finders.All"/>.</param>
/// <param name="Lon">WGS84 degrees; about 100 m right until it is published.</param>
/// <param name="Place">Code of the place; null until it is published.</param>
/// <param name="Publication">Null while the office has not decided (待审核).</param>
/// <param name="Words">What the office lets everybody read; null where it shows none.</param>
/// <param name="Photos">Ids of the copies made for showing.</param>
/// <param name="Expected">By when it is to be put right; null where nobody owes it.</param>
/// <param name="Updated">When something last happened to it; when it was ended, for what has ended.</param>
public sealed record PublicCase(
    long Number,
    CaseStatus Status,
    string FoundBy,
    string Category,
    string District,
    string? Street,
    string? Place,
    string? Unit,
    double Lon,
    double Lat,
    Publication? Publication,
    string? Words,
    IReadOnlyList<Guid> Photos,
    DateTime Reported,
    DateTime? Expected,
    DateTime? Closed,
    DateTime Updated,
    long? MergedInto
);

/// <summary>Which public cases; what is null does not narrow.</summary>
/// <param name="Since">Reported at or after.</param>
/// <param name="Before">Reported before.</param>
/// <param name="Box">West, south, east, north, of the position that everybody may know.</param>
public sealed record PublicFilter(
    IReadOnlyCollection<string>? Categories = null,
    bool? Open = null,
    DateTime? Since = null,
    DateTime? Before = null,
    (double West, double South, double East, double North)? Box = null,
    bool PublishedOnly = false
)
{
    /// <summary>Code of a district.</summary>
    public string? District { get; init; }

    /// <summary>Code of a street.</summary>
    public string? Street { get; init; }

    /// <summary>Something happened to it, or it ended, at or after.</summary>
    public DateTime? UpdatedSince { get; init; }

    /// <summary>Nothing happened to it, or it ended, before.</summary>
    public DateTime? UpdatedBefore { get; init; }

    /// <summary>It was made public, or it ended, at or after.</summary>
    public DateTime? NewsSince { get; init; }
}

/// <summary>Something that happened to a case and that everybody may know of.</summary>
/// <param name="Event">Its number in the history of the case.</param>
/// <param name="Kind">Of <see cref="PublicCases.Told"/>.</param>
/// <param name="Words">What the office lets everybody read; null for a step that says nothing beyond its kind.</param>
/// <param name="Ended">Whether the case had ended by then; known only of a step with words.</param>
public sealed record PublicStep(long Number, int Event, string Kind, DateTime At, string? Words = null, bool Ended = false);

/// <summary>Where a list goes on: behind the case that was reported then and has this number.</summary>
public sealed record PublicBehind(DateTime Reported, long Number)
{
    /// <summary>As it stands in an address.</summary>
    public string Written => $"{Values.Milliseconds(Reported)}-{Number}";

    /// <summary>Null for what is no place in a list.</summary>
    public static PublicBehind? Read(string written) =>
        written.Split('-') is [var reported, var last]
        && long.TryParse(reported, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= LastMillisecond
        && long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new PublicBehind(Values.Time(milliseconds), number)
            : null;

    // Of the year 9999: beyond it there is no moment.
    private const long LastMillisecond = 253_402_300_799_999;

    public static implicit operator PublicBehind?(PublicCase? last) => last is null ? null : new(last.Reported, last.Number);
}

/// <summary>The one way by which cases are read for everybody.</summary>
public static class PublicCases
{
    private const string Columns = "stream, state, shown_lon, shown_lat";

    private const string LastTouched =
        "coalesce(closed_at, (select max(recorded_at) from events where events.stream = cases.stream))";

    private const string Published = "published";

    /// <summary>Kinds of events that everybody may know of: where a case goes, not how the house talks about it.</summary>
    public static readonly IReadOnlyList<string> Told =
    [
        "reported",
        "received",
        "fixed-on-the-spot",
        "filing-refused",
        "filed",
        "dispatched",
        "assigned",
        "accepted",
        "plan-made",
        "limit-extended",
        "suspended",
        "resumed",
        "lead-done",
        "fix-reported",
        "check-passed",
        "check-failed",
        "fix-confirmed",
        "fix-disputed",
        "closed",
        "reopened",
        "merged",
        "rebounded",
        Published,
    ];

    /// <summary>Null where there is none, and where nobody may know of it.</summary>
    public static PublicCase? Find(DbConnection connection, long number) =>
        Whole(
            connection,
            Sql.Many(connection, $"select {Columns} from cases where number = $1 and shown_lon is not null", Row, number)
        )
            is [var found]
            ? found
            : null;

    /// <summary>Those of these numbers that everybody may know of, in the order of the numbers.</summary>
    public static IReadOnlyList<PublicCase> Find(DbConnection connection, IReadOnlyList<long> numbers) =>
        numbers.Count == 0
            ? []
            : Whole(
                connection,
                Sql.Many(
                    connection,
                    $"select {Columns} from cases where number in ({Sql.List(1, numbers.Count)}) and shown_lon is not null order by number",
                    Row,
                    [.. numbers.Cast<object?>()]
                )
            );

    /// <summary>The newest first, at most so many; the next page begins behind the last one of this.</summary>
    public static IReadOnlyList<PublicCase> List(
        DbConnection connection,
        PublicFilter filter,
        int most,
        PublicBehind? behind = null,
        int skip = 0
    )
    {
        var (where, args) = Where(filter, behind);
        return Whole(
            connection,
            Sql.Many(
                connection,
                $"select {Columns} from cases where {where} order by reported_at desc, number desc limit {most} offset {skip}",
                Row,
                [.. args]
            )
        );
    }

    /// <summary>How many there are, counted no further than <paramref name="most"/>.</summary>
    public static long Count(DbConnection connection, PublicFilter filter, int most)
    {
        var (where, args) = Where(filter, null);
        return Sql.Number(
            connection,
            $"select count(*) from (select 1 from cases where {where} limit {most}) counted",
            [.. args]
        );
    }

    /// <summary>What happened to these cases, the oldest first.</summary>
    public static IReadOnlyList<PublicStep> Steps(DbConnection connection, IReadOnlyList<long> numbers) =>
        numbers.Count == 0 ? [] : Steps(connection, $"c.number in ({Sql.List(1, numbers.Count)})", null, numbers.Cast<object?>());

    /// <summary>What happened within a time, the oldest first, at most so much.</summary>
    public static IReadOnlyList<PublicStep> Steps(DbConnection connection, DateTime since, DateTime before, int most) =>
        Steps(connection, "e.recorded_at >= $1 and e.recorded_at < $2", most, [since, before]);

    private static List<PublicStep> Steps(DbConnection connection, string where, int? most, IEnumerable<object?> args)
    {
        var rows = Sql.Many(
            connection,
            $"""
            select c.number, e.number, e.kind, e.recorded_at, case when e.kind = '{Published}' then e.body end,
              case when e.kind = '{Published}' then c.state end
            from events e join cases c on c.stream = e.stream
            where {where} and c.shown_lon is not null and e.kind in ({string.Join(", ", Told.Select(kind => $"'{kind}'"))})
            order by e.recorded_at, c.number, e.number {(most is null ? "" : $"limit {most}")}
            """,
            row =>
                (
                    Step: new PublicStep(row.GetInt64(0), row.GetInt32(1), row.GetString(2), Values.Time(row.GetInt64(3))),
                    Body: Sql.Text(row, 4),
                    State: Sql.Text(row, 5)
                ),
            [.. args]
        );
        var shown = rows.Where(row => row.Body is not null)
            .Select(row => (row.Step, Words: Shown(row.Body!, CaseColumns.Read(row.State!), row.Step.At)))
            .ToDictionary(one => one.Step, one => one.Words);
        var words = Words(connection, [.. shown.Values.Select(one => one?.Words).OfType<Guid>().Distinct()]);
        // What was taken down, erased or said better since is a step no longer.
        return
        [
            .. rows.Select(row =>
                    row.Body is null ? row.Step
                    : shown[row.Step] is { } now && words.GetValueOrDefault(now.Words) is { } text
                        ? row.Step with
                        {
                            Words = text,
                            Ended = now.Ended,
                        }
                    : null
                )
                .OfType<PublicStep>(),
        ];
    }

    // The words of this publication, if they are those that everybody reads now.
    private static (Guid Words, bool Ended)? Shown(string body, CaseState state, DateTime at) =>
        CaseEventJson.Kinds.Read(Published, body) is CasePublished published && state.Publication?.Words?.Id == published.Words.Id
            ? (published.Words.Id, state.ClosedAt <= at)
            : null;

    private static (string Sql, List<object?> Args) Where(PublicFilter filter, PublicBehind? behind)
    {
        var args = new List<object?>();
        var conditions = new List<string> { "shown_lon is not null" };
        string Arg(object? value)
        {
            args.Add(value);
            return $"${args.Count}";
        }

        if (filter.Categories is { } categories)
            conditions.Add(
                categories.Count == 0 ? "number < 0" : $"category in ({string.Join(", ", categories.Select(code => Arg(code)))})"
            );
        if (filter.Open is { } open)
            conditions.Add(open ? "closed_at is null" : "closed_at is not null");
        if (filter.Since is { } since)
            conditions.Add($"reported_at >= {Arg(since)}");
        if (filter.Before is { } before)
            conditions.Add($"reported_at < {Arg(before)}");
        if (filter.Box is { } box)
            conditions.Add(
                $"shown_lat between {Arg(box.South)} and {Arg(box.North)} and shown_lon between {Arg(box.West)} and {Arg(box.East)}"
            );
        // Of whatever was touched since then, that is few; how the row tells it is asked of those.
        if (filter.UpdatedSince is { } from)
            conditions.Add(
                $"stream in (select stream from events where recorded_at >= {Arg(from)}) and {LastTouched} >= {Arg(from)}"
            );
        if (filter.UpdatedBefore is { } until)
            conditions.Add($"{LastTouched} < {Arg(until)}");
        if (filter.NewsSince is { } news)
            conditions.Add(
                $"""
                (closed_at >= {Arg(news)} or published = 1 and stream in
                  (select stream from events where recorded_at >= {Arg(news)} and kind = 'published'))
                """
            );
        if (filter.District is { } district)
            conditions.Add($"district = {Arg(district)}");
        if (filter.Street is { } street)
            conditions.Add($"street = {Arg(street)}");
        if (filter.PublishedOnly)
            conditions.Add("published = 1");
        if (behind is not null)
            conditions.Add($"(reported_at, number) < ({Arg(behind.Reported)}, {Arg(behind.Number)})");
        return (string.Join(" and ", conditions), args);
    }

    private static (string Stream, CaseState State, double Lon, double Lat) Row(DbDataReader row) =>
        (row.GetString(0), CaseColumns.Read(row.GetString(1)), row.GetDouble(2), row.GetDouble(3));

    private static List<PublicCase> Whole(
        DbConnection connection,
        List<(string Stream, CaseState State, double Lon, double Lat)> rows
    )
    {
        if (rows.Count == 0)
            return [];
        var touched = Touched(connection, [.. rows.Where(row => row.State.ClosedAt is null).Select(row => row.Stream)]);
        var words = Words(connection, [.. rows.Select(row => row.State.Publication?.Words?.Id).OfType<Guid>()]);
        return [.. rows.Select(row => Shown(row.State, row.Lon, row.Lat, touched.GetValueOrDefault(row.Stream), words))];
    }

    private static PublicCase Shown(CaseState state, double lon, double lat, DateTime touched, Dictionary<Guid, string> words)
    {
        var shown = state.Publication is { Shown: true } publication ? publication : null;
        return new PublicCase(
            state.Number,
            state.Status,
            state.FoundBy,
            state.Category,
            state.At.District,
            state.At.Street,
            shown is null ? null : state.At.Place,
            state.Unit,
            lon,
            lat,
            state.Publication,
            shown?.Words is { } text ? words.GetValueOrDefault(text.Id) : null,
            shown is null ? [] : [.. shown.Photos.Select(photo => photo.Id)],
            state.ReportedAt,
            state.Status.IsOpen() ? state.Rectify?.Due : null,
            state.ClosedAt,
            state.ClosedAt ?? touched,
            state.MergedInto
        );
    }

    private static Dictionary<string, DateTime> Touched(DbConnection connection, IReadOnlyList<string> streams) =>
        streams.Count == 0
            ? []
            : Sql.Many(
                    connection,
                    $"select stream, max(recorded_at) from events where stream in ({Sql.List(1, streams.Count)}) group by stream",
                    row => KeyValuePair.Create(row.GetString(0), Values.Time(row.GetInt64(1))),
                    [.. streams]
                )
                .ToDictionary();

    private static Dictionary<Guid, string> Words(DbConnection connection, IReadOnlyList<Guid> texts) =>
        texts.Count == 0
            ? []
            : Sql.Many(
                    connection,
                    $"select id, text from texts where text is not null and id in ({Sql.List(1, texts.Count)})",
                    row => KeyValuePair.Create(Guid.Parse(row.GetString(0)), row.GetString(1)),
                    [.. texts.Cast<object?>()]
                )
                .ToDictionary();
}
