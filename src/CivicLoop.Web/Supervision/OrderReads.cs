using System.Data.Common;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Supervision;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Organisation;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Supervision;

/// <summary>One event of an order with the act that made it.</summary>
public sealed record OrderMoment(OrderEvent Event, Made Made);

/// <summary>An order with all that its page tells, as far as it was not erased.</summary>
/// <param name="People">Names by id.</param>
public sealed record OrderDossier(
    Guid Stream,
    OrderState State,
    IReadOnlyList<OrderMoment> History,
    IReadOnlyDictionary<Guid, string> Texts,
    IReadOnlySet<Guid> Photos,
    IReadOnlyDictionary<Guid, string> People
);

/// <summary>Of what a post owed it was reminded, without paper.</summary>
public sealed record Reminder(string Rung, string Post, DateTime At);

/// <summary>How many stand on a rung now, and how many ever came to it.</summary>
public sealed record RungCount(string Rung, long Standing, long Ever);

/// <summary>Orders, read from their rows, each only as far as the reader sees it.</summary>
public static class OrderReads
{
    public const int PageSize = 50;

    private const int MostCounted = 1_001;

    public static OrderDossier? Find(DbConnection connection, long number, Actor reader, OrganisationNow organisation)
    {
        var found = Sql.One(
            connection,
            "select stream, state from orders where number = $1",
            row => new { Stream = Guid.Parse(row.GetString(0)), State = OrderStream.Kind.ReadState(row.GetString(1)) },
            number
        );
        if (found is null || !OrderSight.Sees(reader, found.State, organisation))
            return null;
        var history = Sql.Many(
                connection,
                $"select {EventStore.Columns} from events where stream = $1 order by number",
                EventStore.Read,
                found.Stream
            )
            .ConvertAll(stored => new OrderMoment(OrderEventJson.Kinds.Read(stored.Kind, stored.Body), EventStore.Made(stored)));
        return new OrderDossier(
            found.Stream,
            found.State,
            history,
            Sql.Many(
                    connection,
                    "select id, text from texts where stream = $1 and text is not null",
                    row => KeyValuePair.Create(Guid.Parse(row.GetString(0)), row.GetString(1)),
                    found.Stream
                )
                .ToDictionary(),
            PhotoReads.Kept(connection, found.Stream),
            OrganisationReads.Names(
                connection,
                [.. history.Select(moment => moment.Made.Person).Where(person => person != Guid.Empty).Distinct()]
            )
        );
    }

    /// <summary>The newest first.</summary>
    public static List<OrderState> Page(
        DbConnection connection,
        OrderFilter filter,
        Actor reader,
        OrganisationNow organisation,
        int most,
        int skip
    )
    {
        var (where, args) = Where(filter, reader, organisation);
        return Seen(
            Sql.Many(
                connection,
                $"select state from orders where {where} order by number desc limit ${args.Count + 1} offset ${args.Count + 2}",
                row => OrderStream.Kind.ReadState(row.GetString(0)),
                [.. args, most, skip]
            ),
            reader,
            organisation
        );
    }

    /// <summary>How many there are, up to 1001.</summary>
    public static long Count(DbConnection connection, OrderFilter filter, Actor reader, OrganisationNow organisation)
    {
        var (where, args) = Where(filter, reader, organisation);
        return Sql.Number(
            connection,
            $"select count(*) from (select 1 from orders where {where} limit {MostCounted}) counted",
            [.. args]
        );
    }

    /// <summary>All orders over a matter, the newest first.</summary>
    public static List<OrderState> Over(DbConnection connection, Guid matter, Actor reader, OrganisationNow organisation) =>
        Seen(
            Sql.Many(
                connection,
                "select state from orders where matter = $1 order by number desc",
                row => OrderStream.Kind.ReadState(row.GetString(0)),
                matter
            ),
            reader,
            organisation
        );

    /// <summary>Those of these numbers that the reader sees, by number.</summary>
    public static Dictionary<long, OrderState> Among(
        DbConnection connection,
        IReadOnlyList<long> numbers,
        Actor reader,
        OrganisationNow organisation
    ) =>
        numbers.Count == 0
            ? []
            : Seen(
                    Sql.Many(
                        connection,
                        $"select state from orders where number in ({Sql.List(1, numbers.Count)})",
                        row => OrderStream.Kind.ReadState(row.GetString(0)),
                        [.. numbers.Select(number => (object?)number)]
                    ),
                    reader,
                    organisation
                )
                .ToDictionary(state => state.Number);

    public static List<Reminder> Reminders(DbConnection connection, Guid matter) =>
        Sql.Many(
            connection,
            "select rung, post, told_at from order_reminders where subject = $1 order by told_at desc",
            row => new Reminder(row.GetString(0), row.GetString(1), Values.Time(row.GetInt64(2))),
            matter
        );

    /// <summary>How many stand on each rung, of those that the reader sees.</summary>
    public static Dictionary<string, RungCount> Rungs(DbConnection connection, Actor reader, OrganisationNow organisation)
    {
        var (where, args) = Where(new OrderFilter(), reader, organisation);
        var counts = Sql.Many(
            connection,
            $"select rung, sum(case when ended_at is null then 1 else 0 end), count(*) from orders where {where} group by rung",
            row => new RungCount(row.GetString(0), row.GetInt64(1), row.GetInt64(2)),
            [.. args]
        );
        if (May.Read(reader.Role) == Scope.City)
            counts.AddRange(
                Sql.Many(
                    connection,
                    """
                    select r.rung, sum(case when d.done_at is null then 1 else 0 end), count(*) from order_reminders r
                    left join duties d on d.subject = r.subject and d.number = r.number group by r.rung
                    """,
                    row => new RungCount(row.GetString(0), row.GetInt64(1), row.GetInt64(2))
                )
            );
        return counts
            .GroupBy(one => one.Rung)
            .ToDictionary(
                group => group.Key,
                group => new RungCount(group.Key, group.Sum(one => one.Standing), group.Sum(one => one.Ever))
            );
    }

    // What somebody may not see is not looked for; what is found is asked once more.
    private static (string Where, List<object?> Args) Where(OrderFilter filter, Actor reader, OrganisationNow organisation)
    {
        List<object?> args = [organisation.Answering(reader.Unit), reader.Post];
        string Arg(object? value)
        {
            args.Add(value);
            return $"${args.Count}";
        }

        // An order knows only the district that it is about.
        string OnGround() => GroundWhere.Of(reader, "district", null) is { } ground ? GroundWhere.Numbered(ground, Arg) : "1 = 1";

        const string hands = "unit <> $1 and (next_post = $2 or signer = $2)";
        List<string> all =
        [
            reader.Role == Role.AuditAdministrator ? "(1 = 1 or unit = $1 or signer = $2)"
            : May.Act(reader.Role, OrderAct.Draft) != Scope.None ? "(signed_at is not null or unit <> $1 or signer = $2)"
            : May.Read(reader.Role) == Scope.OwnGround ? $"(signed_at is not null and {OnGround()} or {hands})"
            : May.Read(reader.Role) == Scope.OwnDistrict
                ? $"(signed_at is not null and ({(reader.District is null ? "1 = 1" : $"district = {Arg(reader.District)}")} or unit = $1) or {hands})"
            : $"(signed_at is not null and unit = $1 or {hands})",
        ];
        if (filter.Rung is { } rung)
            all.Add($"rung = {Arg(rung)}");
        if (filter.Unit is { } unit)
            all.Add($"unit = {Arg(unit)}");
        if (filter.District is { } district)
            all.Add($"district = {Arg(district)}");
        if (filter.Year is { } year)
            all.Add($"paper_year = {Arg(year)}");
        if (filter.Mine)
            all.Add($"watchers like {Arg($"%|{reader.Post}|%")}");
        if (filter.Status is { } status)
            all.Add(
                status switch
                {
                    OrderFilter.Open => "ended_at is null",
                    OrderFilter.Bulletin => "announce = 1",
                    OrderFilter.Appeal => $"next_kind = {Arg(OrderDuties.Decide)}",
                    _ => $"status = {Arg(status)}",
                }
            );
        return (string.Join(" and ", all), args);
    }

    private static List<OrderState> Seen(List<OrderState> states, Actor reader, OrganisationNow organisation) =>
        states.FindAll(state => OrderSight.Sees(reader, state, organisation));
}
