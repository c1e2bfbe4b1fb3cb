using System.Data.Common;
using CivicLoop.Core.Burden;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.SelfReviews;
using CivicLoop.Core.Tallies;
using CivicLoop.Web.Burden;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Tallies;

namespace CivicLoop.Web.SelfReviews;

/// <summary>A round, and how many of its units have answered.</summary>
public sealed record RoundRow(
    Guid Id,
    long Number,
    string Title,
    DateOnly From,
    DateOnly To,
    DateOnly Due,
    long Units,
    long Submitted,
    long Accepted
)
{
    public long Missing => Units - Submitted - Accepted;
}

/// <summary>A review with its words; what was erased is null.</summary>
public sealed record Review(Guid Stream, SelfReviewState State, string? Work, string? Effort);

/// <summary>Rounds and reviews, read; and what the system knows already of a unit's work.</summary>
public static class SelfReviewReads
{
    private const string Rounds = """
        select r.id, r.number, r.title, r.from_day, r.to_day, r.due_day, count(s.stream),
          sum(case when s.status = 'Submitted' then 1 else 0 end), sum(case when s.status = 'Accepted' then 1 else 0 end)
        from self_review_rounds r join self_reviews s on s.round = r.id
        """;
    private const string By = "group by r.id, r.number, r.title, r.from_day, r.to_day, r.due_day order by r.number desc";

    /// <param name="unit">Only rounds that ask this unit; null for all.</param>
    public static List<RoundRow> All(DbConnection connection, string? unit) =>
        unit is null
            ? Sql.Many(connection, $"{Rounds} {By}", Round)
            : Sql.Many(
                connection,
                $"{Rounds} where exists (select 1 from self_reviews own where own.round = r.id and own.unit = $1) {By}",
                Round,
                unit
            );

    public static RoundRow? Find(DbConnection connection, long number) =>
        Sql.One(connection, $"{Rounds} where r.number = $1 {By}", Round, number);

    public static List<Review> Of(DbConnection connection, Guid round) =>
        Worded(
            connection,
            Sql.Many(connection, "select stream, state from self_reviews where round = $1 order by unit", Row, round)
        );

    public static Review? Find(DbConnection connection, Guid round, string unit) =>
        Worded(
                connection,
                Sql.Many(connection, "select stream, state from self_reviews where round = $1 and unit = $2", Row, round, unit)
            )
            .SingleOrDefault();

    public static List<(SelfReviewEvent Event, Core.Events.Made Made)> History(DbConnection connection, Guid stream) =>
        Sql.Many(
            connection,
            $"select {EventStore.Columns} from events where stream = $1 order by number",
            row =>
            {
                var stored = EventStore.Read(row);
                return (SelfReviewEventJson.Kinds.Read(stored.Kind, stored.Body), EventStore.Made(stored));
            },
            stream
        );

    /// <summary>What the system knows of a unit's work in these days, so that nobody need write it again.</summary>
    public static IReadOnlyList<SelfReviewFigure> Figures(
        DbConnection connection,
        CaseRules rules,
        string unit,
        DateOnly from,
        DateOnly to,
        DateTime now
    )
    {
        var (since, until) = (
            rules.Calendar.ToUtc(from, TimeOnly.MinValue),
            rules.Calendar.ToUtc(to.AddDays(1), TimeOnly.MinValue)
        );
        var (closed, first, failed) = Sql.Many(
            connection,
            """
            select count(*), sum(case when failed_checks = 0 then 1 else 0 end), sum(failed_checks) from cases
            where unit = $1 and status = 'Closed' and closed_at >= $2 and closed_at < $3
            """,
            row => (row.GetInt64(0), row.IsDBNull(1) ? 0 : row.GetInt64(1), row.IsDBNull(2) ? 0 : row.GetInt64(2)),
            unit,
            since,
            until
        )[0];
        long Number(string sql, params ReadOnlySpan<object?> args) => Sql.Number(connection, sql, args);
        var weeks = Burdens
            .Of(
                BurdenReads.Weeks(connection, rules.Calendar, Burdens.WeekOf(from), Burdens.WeekOf(to).AddDays(7)),
                rules.Organisation,
                rules.Playbook.Limits.Effort
            )
            .Where(week => week.Unit == unit)
            .ToList();
        var counted = TallyReads.Totals(
            connection,
            new TallyFilter(Unit: unit, From: from, To: to),
            Actor.System with
            {
                Role = Role.AuditAdministrator,
            }
        );
        return
        [
            Whole("closed", closed),
            Whole("open", Number("select count(*) from cases where unit = $1 and closed_at is null", unit)),
            Whole(
                "overdue",
                Number("select count(*) from cases where unit = $1 and closed_at is null and next_due < $2", unit, now)
            ),
            Whole("first-pass", first),
            Whole("failed", failed),
            Whole(
                "items-done",
                Number(
                    "select count(*) from rectification_items where unit = $1 and status = 'Struck' and ended_at >= $2 and ended_at < $3",
                    unit,
                    since,
                    until
                )
            ),
            Whole("forms", weeks.Sum(week => week.Forms)),
            Whole("hours", weeks.Sum(week => week.Minutes) / 60),
            .. counted
                .Where(sum => sum.Entries > 0)
                .Select(sum => new SelfReviewFigure(SelfReviewFigure.Tally + sum.Counter, sum.Amount.Thousandths, sum.Measure)),
        ];
    }

    private static SelfReviewFigure Whole(string name, long number) => new(name, number * Amount.Scale);

    private static List<Review> Worded(DbConnection connection, List<(Guid Stream, SelfReviewState State)> rows)
    {
        string? Said(Core.Events.TextRef? text) =>
            text is null
                ? null
                : Sql.One(
                    connection,
                    "select text from texts where id = $1 and text is not null",
                    row => row.GetString(0),
                    text.Id
                );
        return [.. rows.Select(row => new Review(row.Stream, row.State, Said(row.State.Work), Said(row.State.Effort)))];
    }

    private static (Guid Stream, SelfReviewState State) Row(DbDataReader row) =>
        (Guid.Parse(row.GetString(0)), SelfReviewStream.Kind.ReadState(row.GetString(1)));

    private static RoundRow Round(DbDataReader row) =>
        new(
            Guid.Parse(row.GetString(0)),
            row.GetInt64(1),
            row.GetString(2),
            Data.Values.ParseDay(row.GetString(3)),
            Data.Values.ParseDay(row.GetString(4)),
            Data.Values.ParseDay(row.GetString(5)),
            row.GetInt64(6),
            row.GetInt64(7),
            row.GetInt64(8)
        );
}
