using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Rhythm;
using CivicLoop.Core.Supervision;
using CivicLoop.Core.Upstream;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Rhythm;

/// <summary>
/// What lies on the table at an instant. All of it is asked of what is dated (reports, endings, duties with their
/// beginning and their end), so that a beat that is called late finds what lay there when it came.
/// </summary>
internal static class AgendaReads
{
    // A duty that nobody did anything about for so long is stuck.
    private static readonly TimeSpan Stuck = TimeSpan.FromDays(7);

    private const string Columns = "c.number, c.category, c.place, c.unit, d.post, d.due";

    /// <param name="since">When the same beat came before.</param>
    /// <param name="at">The instant; UTC.</param>
    public static Agenda Of(DbConnection connection, string makes, DateTime since, DateTime at)
    {
        var before = since - (at - since);
        return new Agenda(
            since,
            [
                .. AgendaNames.Figures.Select(name => new AgendaFigure(
                    name,
                    Figure(connection, name, since, at),
                    Figure(connection, name, before, since)
                )),
            ],
            [.. AgendaNames.PartsOf(makes).Select(name => Part(connection, name, since, at))]
        );
    }

    private static long Figure(DbConnection connection, string name, DateTime since, DateTime at) =>
        name switch
        {
            AgendaNames.Reported => Sql.Number(
                connection,
                "select count(*) from cases where reported_at > $1 and reported_at <= $2",
                since,
                at
            ),
            AgendaNames.Closed => Sql.Number(
                connection,
                "select count(*) from cases where status = $3 and closed_at > $1 and closed_at <= $2",
                since,
                at,
                CaseStatus.Closed
            ),
            // Two looks by their indexes: one for both would pass over all that was ever closed.
            AgendaNames.Open => Sql.Number(
                connection,
                """
                select (select count(*) from cases where closed_at is null and reported_at <= $1)
                  + (select count(*) from cases where closed_at > $1 and reported_at <= $1)
                """,
                at
            ),
            AgendaNames.Overdue => Sql.Number(connection, $"select count(*) {OverdueAt}", at),
            AgendaNames.Kept => Sql.Number(connection, $"select count(*) {Promised} and d.done_at <= d.due", since, at),
            AgendaNames.Broken => Sql.Number(connection, $"select count(*) {Promised} and {NotKept}", since, at),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such figure"),
        };

    private static AgendaPart Part(DbConnection connection, string name, DateTime since, DateTime at) =>
        name switch
        {
            AgendaNames.New => Reported(connection, name, since, at),
            AgendaNames.Overdue => Cases(connection, name, OverdueAt, at),
            AgendaNames.Stuck => Cases(connection, name, $"{OpenAt} and d.since <= $2", at, at - Stuck),
            AgendaNames.NeedsLeader => Cases(connection, name, $"{OpenAt} and d.kind in ('approve', 'review')", at),
            AgendaNames.Unsigned => Cases(connection, name, UnsignedAt, at),
            AgendaNames.Contested => Cases(connection, name, $"{OpenAt} and d.kind in ('settle', 'co-sign')", at),
            AgendaNames.Kept => Cases(connection, name, $"{Promised} and d.done_at <= d.due", since, at),
            AgendaNames.Broken => Cases(connection, name, $"{Promised} and {NotKept}", since, at),
            AgendaNames.WorstPlaces => Counted(connection, name, "place", $"{OpenAt} and c.place is not null", at),
            AgendaNames.WorstUnits => Counted(connection, name, "unit", $"{OverdueAt} and c.unit is not null", at),
            AgendaNames.BestUnits => Counted(
                connection,
                name,
                "unit",
                $"{Promised} and d.done_at <= d.due and c.unit is not null",
                since,
                at
            ),
            AgendaNames.Circulars => Orders(connection, name, "o.signed_at desc, o.number desc", WaitingAt, at),
            AgendaNames.Orders => Orders(connection, name, "d.due, o.number", UnansweredAt, at),
            AgendaNames.Upstream => Upstream(connection, name, at),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such part"),
        };

    // Owed on a case at the first argument.
    private const string OpenAt =
        "from duties d join cases c on c.stream = d.subject where d.since <= $1 and (d.done_at is null or d.done_at > $1)";

    private const string OverdueAt = OpenAt + " and d.due < $1";

    // What the first leader has not signed in time, on cases.
    private const string UnsignedAt =
        "from duties d join sign_offs s on s.stream = d.subject join cases c on c.stream = s.about "
        + "where d.kind = 'sign-off' and d.since <= $1 and d.due < $1 and (d.done_at is null or d.done_at > $1)";

    // 待登通报: signed, and stood in no bulletin yet; those that were announced since are told by what happened to them.
    private const string WaitingAt = """
        from orders o left join duties d on d.subject = o.stream and d.done_at is null
        where o.signed_at <= $1 and (o.ended_at is null or o.ended_at > $1) and (o.announce = 1 or exists (
          select 1 from events e where e.stream = o.stream and e.kind = 'order.announced' and e.recorded_at > $1))
        """;

    // What a unit did not receive or answer in time.
    private const string UnansweredAt = $"""
        from duties d join orders o on o.stream = d.subject
        where d.kind in ('{OrderDuties.Receive}', '{OrderDuties.Reply}') and d.since <= $1 and d.due < $1 and (d.done_at is null or d.done_at > $1)
        """;

    // What the city has not answered yet.
    private const string UpstreamAt = $"""
        from duties d join upstream u on u.stream = d.subject
        where d.kind = '{UpstreamDecide.Answers}' and d.since <= $1 and (d.done_at is null or d.done_at > $1)
        """;

    private static AgendaPart Orders(DbConnection connection, string name, string by, string from, DateTime at) =>
        new(
            name,
            Sql.Number(connection, $"select count(distinct o.number) {from}", at),
            Sql.Many(
                connection,
                $"select o.number, o.unit, d.due {from} order by {by} limit {Agenda.MostLines}",
                row => new AgendaLine(
                    Unit: row.GetString(1),
                    Due: row.IsDBNull(2) ? null : Values.Time(row.GetInt64(2)),
                    Order: row.GetInt64(0)
                ),
                at
            )
        );

    private static AgendaPart Upstream(DbConnection connection, string name, DateTime at) =>
        new(
            name,
            Sql.Number(connection, $"select count(*) {UpstreamAt}", at),
            Sql.Many(
                connection,
                $"select u.number, d.post, d.due {UpstreamAt} order by d.due, u.number limit {Agenda.MostLines}",
                row => new AgendaLine(Post: row.GetString(1), Due: Values.Time(row.GetInt64(2)), Upstream: row.GetInt64(0)),
                at
            )
        );

    // Put right was due between the first argument and the second.
    private const string Promised =
        "from duties d join cases c on c.stream = d.subject where d.kind = 'rectify' and d.due > $1 and d.due <= $2";

    private const string NotKept = "(d.done_at is null or d.done_at > d.due)";

    // What came in is on the table whatever became of it meanwhile, the newest first.
    private static AgendaPart Reported(DbConnection connection, string name, DateTime since, DateTime at) =>
        new(
            name,
            Figure(connection, AgendaNames.Reported, since, at),
            Sql.Many(
                connection,
                $"""
                select number, category, place from cases where reported_at > $1 and reported_at <= $2
                order by reported_at desc, number desc limit {Agenda.MostLines}
                """,
                row => new AgendaLine(row.GetInt64(0), row.GetString(1), Sql.Text(row, 2)),
                since,
                at
            )
        );

    private static AgendaPart Cases(DbConnection connection, string name, string from, params object?[] args) =>
        new(
            name,
            Sql.Number(connection, $"select count(*) {from}", args),
            Sql.Many(
                connection,
                $"select {Columns} {from} order by d.due, c.number limit {Agenda.MostLines}",
                row => new AgendaLine(
                    row.GetInt64(0),
                    row.GetString(1),
                    Sql.Text(row, 2),
                    Sql.Text(row, 3),
                    row.GetString(4),
                    Values.Time(row.GetInt64(5))
                ),
                args
            )
        );

    private static AgendaPart Counted(DbConnection connection, string name, string column, string from, params object?[] args)
    {
        var lines = Sql.Many(
            connection,
            $"""
            select c.{column}, count(distinct c.number) {from}
            group by c.{column} order by count(distinct c.number) desc, c.{column} limit {Agenda.MostLines}
            """,
            row => (Code: row.GetString(0), Count: row.GetInt64(1)),
            args
        );
        var reasons = Reasons(connection, column, from, args);
        return new AgendaPart(
            name,
            Sql.Number(connection, $"select count(distinct c.{column}) {from}", args),
            [
                .. lines.Select(line =>
                    column == "unit"
                        ? new AgendaLine(Unit: line.Code, Count: line.Count, Reasons: [.. reasons[line.Code]])
                        : new AgendaLine(Place: line.Code, Count: line.Count, Reasons: [.. reasons[line.Code]])
                ),
            ]
        );
    }

    // By code, the most frequent first: a handful of categories for a handful of units.
    private static ILookup<string, AgendaReason> Reasons(DbConnection connection, string column, string from, object?[] args) =>
        Sql.Many(
                connection,
                $"""
                select c.{column}, c.category, count(distinct c.number) {from}
                group by c.{column}, c.category order by count(distinct c.number) desc, c.category
                """,
                row => (Code: row.GetString(0), Reason: new AgendaReason(row.GetString(1), row.GetInt64(2))),
                args
            )
            .GroupBy(one => one.Code)
            .SelectMany(of => of.Take(Agenda.MostReasons))
            .ToLookup(one => one.Code, one => one.Reason);
}
