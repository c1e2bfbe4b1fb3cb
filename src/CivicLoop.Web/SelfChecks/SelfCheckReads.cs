using System.Data.Common;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.SelfChecks;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;

namespace CivicLoop.Web.SelfChecks;

/// <summary>A fan-out as it was sent.</summary>
public sealed record FanOutRow(Guid Id, long Number, Guid Case, FanOutScope Scope, Guid Person, string Post, DateTime At);

/// <summary>One self-check with the name of its place.</summary>
public sealed record SelfCheckRow(Guid Stream, SelfCheckState State, string Place);

/// <summary>How far the self-checks of a case, or of a fan-out, have come.</summary>
public sealed record SelfCheckCounts(int Clean, int Found, int Open, int Overdue, int Withdrawn)
{
    /// <summary>Withdrawn ones are asked no more.</summary>
    public int All => Clean + Found + Open;

    public static SelfCheckCounts Of(IEnumerable<SelfCheckState> states, DateTime now)
    {
        var all = states.ToList();
        int Count(SelfCheckStatus status) => all.Count(state => state.Status == status);
        return new SelfCheckCounts(
            Count(SelfCheckStatus.Clean),
            Count(SelfCheckStatus.Found),
            Count(SelfCheckStatus.Asked),
            all.Count(state => state.Next is { } next && next.Due < now),
            Count(SelfCheckStatus.Withdrawn)
        );
    }
}

public static class SelfCheckReads
{
    /// <summary>As many as a page shows of one fan-out.</summary>
    public const int Most = FanOut.Most;

    private const string Rows =
        "select s.stream, s.state, coalesce(p.name, s.place) from self_checks s left join places p on p.code = s.place";

    // ---- siblings, the same from a page and inside an act

    private const string SiblingColumns = """
        select p.code, p.name, p.type, p.district, p.street, p.lon, p.lat, (
          select o.unit from ownerships o where o.place = p.code and o.valid_from <= $1 and (o.valid_to is null or o.valid_to > $1)
          order by o.recorded_at desc, o.id desc limit 1
        ) as owner from places p where p.type = $2
        """;

    private static (string Sql, object?[] Args) SiblingsOf(FanOutScope scope, DateOnly day)
    {
        var (where, args) = scope.Reach switch
        {
            Reach.District => (" and p.district = $3", new object?[] { day, scope.PlaceType, scope.Within }),
            Reach.Street => (" and p.street = $3", [day, scope.PlaceType, scope.Within]),
            _ => ("", [day, scope.PlaceType]),
        };
        var all = SiblingColumns + where;
        if (scope.Reach == Reach.Owner)
            (all, args) = ($"select * from ({all}) owned where owner = $3", [.. args, scope.Within]);
        return ($"{all} order by 4, 5, 1 limit {FanOut.Most + 1}", args);
    }

    public static List<Sibling> Siblings(CityTransaction transaction, FanOutScope scope, DateOnly day)
    {
        var (sql, args) = SiblingsOf(scope, day);
        return transaction.Many(sql, Sibling, args);
    }

    public static List<Sibling> Siblings(DbConnection connection, FanOutScope scope, DateOnly day)
    {
        var (sql, args) = SiblingsOf(scope, day);
        return Sql.Many(connection, sql, Sibling, args);
    }

    private const string AskedOf = "select distinct place from self_checks where case_stream = $1 and status <> 'Withdrawn'";

    /// <summary>Places that a case's fan-outs have asked and not withdrawn.</summary>
    public static HashSet<string> Asked(CityTransaction transaction, Guid origin) =>
        [.. transaction.Many(AskedOf, row => row.GetString(0), origin)];

    public static HashSet<string> Asked(DbConnection connection, Guid origin) =>
        [.. Sql.Many(connection, AskedOf, row => row.GetString(0), origin)];

    public static long NumberOf(CityTransaction transaction, Guid fanOut) =>
        transaction.Number("select number from fan_outs where id = $1", fanOut);

    public static long LastNumber(CityTransaction transaction) => transaction.Number("select max(number) from fan_outs");

    /// <summary>Self-checks as they stand, with the hashes of their last events.</summary>
    public static Dictionary<Guid, (SelfCheckState? State, string Head)> Load(
        CityTransaction transaction,
        IReadOnlyList<Guid> streams
    ) =>
        streams
            .Distinct()
            .Chunk(500)
            .SelectMany(some =>
                transaction.Many(
                    $"select stream, state, head from self_checks where stream in ({string.Join(", ", some.Select((_, at) => $"${at + 1}"))})",
                    row =>
                        (
                            Stream: Guid.Parse(row.GetString(0)),
                            State: (SelfCheckState?)SelfCheckStream.Kind.ReadState(row.GetString(1)),
                            Head: row.GetString(2)
                        ),
                    [.. some.Select(stream => (object?)stream)]
                )
            )
            .ToDictionary(row => row.Stream, row => (row.State, row.Head));

    // ---- pages

    private const string FanOutColumns =
        "select id, number, case_stream, place_type, reach, within, person, post, recorded_at from fan_outs";

    public static FanOutRow? Find(DbConnection connection, long number) =>
        Sql.One(connection, $"{FanOutColumns} where number = $1", ReadFanOut, number);

    /// <summary>The newest fan-outs first.</summary>
    public static List<FanOutRow> FanOuts(DbConnection connection, int most) =>
        Sql.Many(connection, $"{FanOutColumns} order by number desc limit $1", ReadFanOut, most);

    public static List<FanOutRow> FanOutsOf(DbConnection connection, Guid origin) =>
        Sql.Many(connection, $"{FanOutColumns} where case_stream = $1 order by number", ReadFanOut, origin);

    public static List<SelfCheckRow> Of(DbConnection connection, FanOutRow fanOut) =>
        Sql.Many(connection, $"{Rows} where s.fan_out = $1 order by s.number", ReadRow, fanOut.Id);

    public static List<SelfCheckRow> OfCase(DbConnection connection, Guid origin) =>
        Sql.Many(connection, $"{Rows} where s.case_stream = $1 order by s.number", ReadRow, origin);

    public static SelfCheckRow? FindOne(DbConnection connection, long number) =>
        Sql.One(connection, $"{Rows} where s.number = $1", ReadRow, number);

    /// <summary>The self-check whose answer opened this case; null for a case that began otherwise.</summary>
    public static SelfCheckRow? OpenerOf(DbConnection connection, Guid found) =>
        Sql.One(connection, $"{Rows} where s.found_case = $1", ReadRow, found);

    /// <summary>Those of these streams that are self-checks, what is due first.</summary>
    public static List<SelfCheckRow> Among(DbConnection connection, IReadOnlyList<string> streams) =>
        Sql.Many(
            connection,
            $"{Rows} where s.stream in ({DutySubjects.Each(streams)}) order by s.due, s.number",
            ReadRow,
            [.. streams]
        );

    /// <summary>What a unit has yet to answer, what is due first.</summary>
    public static List<SelfCheckRow> OwedBy(DbConnection connection, string unit, int most) =>
        Sql.Many(
            connection,
            $"{Rows} where s.unit = $1 and s.status = 'Asked' order by s.due, s.number limit $2",
            ReadRow,
            unit,
            most
        );

    /// <summary>Counts of many fan-outs at once, as far as the reader sees their self-checks.</summary>
    public static Dictionary<Guid, SelfCheckCounts> Counts(DbConnection connection, Actor reader, DateTime now)
    {
        var (where, args) = May.Read(reader.Role) switch
        {
            Scope.OwnUnit => (" where unit = $2", new object?[] { now, reader.Unit }),
            Scope.OwnDistrict when reader.District is { } district => (" where district = $2", [now, district]),
            _ => ("", [now]),
        };
        return Sql.Many(
                connection,
                $"select fan_out, status, count(*), sum(case when due < $1 then 1 else 0 end) from self_checks{where} group by fan_out, status",
                row =>
                    (
                        FanOut: Guid.Parse(row.GetString(0)),
                        Status: Enum.Parse<SelfCheckStatus>(row.GetString(1)),
                        Count: (int)row.GetInt64(2),
                        Late: (int)row.GetInt64(3)
                    ),
                args
            )
            .GroupBy(row => row.FanOut)
            .ToDictionary(
                rows => rows.Key,
                rows =>
                {
                    int Count(SelfCheckStatus status) => rows.Where(row => row.Status == status).Sum(row => row.Count);
                    return new SelfCheckCounts(
                        Count(SelfCheckStatus.Clean),
                        Count(SelfCheckStatus.Found),
                        Count(SelfCheckStatus.Asked),
                        rows.Where(row => row.Status == SelfCheckStatus.Asked).Sum(row => row.Late),
                        Count(SelfCheckStatus.Withdrawn)
                    );
                }
            );
    }

    private static Sibling Sibling(DbDataReader row) =>
        new(
            row.GetString(1),
            new Location(
                row.GetString(0),
                row.GetString(2),
                Sql.Text(row, 7) is { Length: > 0 } owner ? owner : null,
                row.GetString(3),
                row.GetString(4) is { Length: > 0 } street ? street : null,
                row.GetDouble(5),
                row.GetDouble(6)
            )
        );

    private static FanOutRow ReadFanOut(DbDataReader row) =>
        new(
            Guid.Parse(row.GetString(0)),
            row.GetInt64(1),
            Guid.Parse(row.GetString(2)),
            new FanOutScope(row.GetString(3), Enum.Parse<Reach>(row.GetString(4)), row.GetString(5)),
            Guid.Parse(row.GetString(6)),
            row.GetString(7),
            Values.Time(row.GetInt64(8))
        );

    private static SelfCheckRow ReadRow(DbDataReader row) =>
        new(Guid.Parse(row.GetString(0)), SelfCheckStream.Kind.ReadState(row.GetString(1)), row.GetString(2));
}
