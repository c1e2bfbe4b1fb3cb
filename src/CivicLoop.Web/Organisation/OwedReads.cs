using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Contracts;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Organisation;

/// <summary>One thing that a post owes, as it stands on a hand-over: kept there as it was.</summary>
/// <param name="Case">Number of the case; null where it is owed on something else.</param>
/// <param name="Contract">Number of the contract that it is owed on.</param>
public sealed record OwedLine(string Kind, long? Case, DateTime Since, DateTime Yellow, DateTime Due, long? Contract = null)
{
    /// <summary>The kind of a line that owes nothing now: the post answers by the contract as long as it holds.</summary>
    public const string Answers = "answers";

    public Light LightAt(DateTime now) =>
        now < Yellow ? Light.Green
        : now <= Due ? Light.Yellow
        : Light.Red;

    public static string Write(IReadOnlyList<OwedLine> lines) =>
        JsonSerializer.Serialize(lines, OwedLineContext.Default.IReadOnlyListOwedLine);

    public static IReadOnlyList<OwedLine> Read(string text) =>
        JsonSerializer.Deserialize(text, OwedLineContext.Default.IReadOnlyListOwedLine)!;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(IReadOnlyList<OwedLine>))]
internal sealed partial class OwedLineContext : JsonSerializerContext;

/// <summary>What units and posts answer for now.</summary>
public static class OwedReads
{
    private const string Lines = """
        select d.kind, c.number, d.since, d.yellow, d.due, k.number from duties d
        left join cases c on c.stream = d.subject left join contracts k on k.stream = d.subject
        where d.post = $1 and d.done_at is null order by d.due, d.subject
        """;

    private const string UnitDuties =
        "select count(*) from duties where done_at is null and post in (select code from posts where unit = $1)";

    private const string UnitCases = "select count(*) from cases where unit = $1 and closed_at is null";

    private const string UnitPlaces = """
        select count(*) from ownerships o where o.unit = $1 and o.valid_from <= $2 and (o.valid_to is null or o.valid_to > $2)
        and not exists (
          select 1 from ownerships later where later.place = o.place and later.recorded_at > o.recorded_at
          and later.valid_from <= $2 and (later.valid_to is null or later.valid_to > $2)
        )
        """;

    private const string UnitIssues = "select count(*) from issues where lead = $1 and settled_at is null";

    private const string PostDuties = "select count(*) from duties where post = $1 and done_at is null";

    public static Owed OfUnit(DbConnection connection, string unit, DateOnly today) =>
        new(
            Sql.Number(connection, UnitDuties, unit),
            Sql.Number(connection, UnitCases, unit),
            Sql.Number(connection, UnitPlaces, unit, today),
            Sql.Number(connection, UnitIssues, unit)
        );

    internal static Owed OfUnit(CityTransaction transaction, string unit, DateOnly today) =>
        new(
            transaction.Number(UnitDuties, unit),
            transaction.Number(UnitCases, unit),
            transaction.Number(UnitPlaces, unit, today),
            transaction.Number(UnitIssues, unit)
        );

    /// <summary>Duties of the post, and the open cases of its unit that somebody has to answer for.</summary>
    internal static Owed OfPost(CityTransaction transaction, Post post) =>
        Owed.Nothing with
        {
            Duties = transaction.Number(PostDuties, post.Code),
            Cases = transaction.Number(UnitCases, post.Unit),
        };

    /// <summary>All that a post owes, what is due first first.</summary>
    public static List<OwedLine> LinesOf(DbConnection connection, string post) => Sql.Many(connection, Lines, Line, post);

    /// <summary>All that goes over with a post: what it owes, and the contracts by which it answers.</summary>
    internal static IReadOnlyList<OwedLine> Handed(OrganisationWriting writing, string post) =>
        [
            .. writing.Transaction.Many(Lines, Line, post),
            .. ContractReads
                .OfPost(writing.Transaction, writing.Rules, post, writing.Today)
                .Select(state => new OwedLine(
                    OwedLine.Answers,
                    null,
                    writing.Calendar.ToUtc(state.From, TimeOnly.MinValue),
                    Ends(state.To),
                    Ends(state.To),
                    state.Number
                )),
        ];

    private static DateTime Ends(DateOnly? last) =>
        last is { } day ? day.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc) : DateTime.MaxValue;

    /// <summary>How many duties a post has open.</summary>
    public static long DutiesOf(DbConnection connection, string post) => Sql.Number(connection, PostDuties, post);

    /// <summary>Open duties of a unit by light.</summary>
    public static (long Green, long Yellow, long Red) LightsOf(DbConnection connection, string unit, DateTime now) =>
        Sql.Many(
                connection,
                """
                select coalesce(sum(case when $2 < yellow then 1 else 0 end), 0),
                  coalesce(sum(case when $2 >= yellow and $2 <= due then 1 else 0 end), 0),
                  coalesce(sum(case when $2 > due then 1 else 0 end), 0)
                from duties where done_at is null and post in (select code from posts where unit = $1)
                """,
                row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
                unit,
                now
            )
            .Single();

    private static OwedLine Line(DbDataReader row) =>
        new(
            row.GetString(0),
            row.IsDBNull(1) ? null : row.GetInt64(1),
            Values.Time(row.GetInt64(2)),
            Values.Time(row.GetInt64(3)),
            Values.Time(row.GetInt64(4)),
            row.IsDBNull(5) ? null : row.GetInt64(5)
        );
}
