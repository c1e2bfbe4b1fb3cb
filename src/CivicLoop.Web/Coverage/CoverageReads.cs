using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Coverage;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Coverage;

/// <summary>Why something is on the list. The first group has nobody to answer, the second has somebody who is silent.</summary>
public enum CoverageGap
{
    /// <summary>An open case that nobody owes anything on.</summary>
    CaseWithoutDuty,

    /// <summary>Something is owed by a post that nobody holds.</summary>
    DutyOfVacantPost,

    /// <summary>A post that nobody holds.</summary>
    VacantPost,

    /// <summary>A unit that may owe cases and has no post to answer for it.</summary>
    UnitWithoutPost,

    /// <summary>A place that no unit owns.</summary>
    PlaceWithoutOwner,

    /// <summary>Ground that a kind of contract wants led on a level, and that nobody leads.</summary>
    GroundWithoutLead,

    /// <summary>A contract whose post is vacant or has ended, or whose unit has.</summary>
    ContractOfNobody,

    /// <summary>A contract that ran out, was not renewed, and whose ground nobody took over.</summary>
    ContractRunOut,

    /// <summary>A standard of a published plan that no task serves.</summary>
    StandardWithoutTask,

    /// <summary>A task of a published plan whose lead, post, places or standards have gone.</summary>
    TaskUnfinished,

    /// <summary>A unit that a published plan names and asks nothing of.</summary>
    UnitWithoutTask,

    /// <summary>A place of a type that standards are about, and no task of a published plan covers it.</summary>
    PlaceWithoutTask,

    /// <summary>Counted Monday to Friday because a year of the calendar is not there.</summary>
    ProvisionalDuty,

    /// <summary>A post that owes and has done nothing for long.</summary>
    DormantPost,

    /// <summary>A unit that owes and none of whose posts has done anything for long.</summary>
    DormantUnit,

    /// <summary>A leader who has neither signed in nor done anything for long.</summary>
    DormantLeader,

    /// <summary>A place where nothing has been found for long: perhaps nobody goes there.</summary>
    DormantPlace,
}

/// <summary>One line of the list.</summary>
/// <param name="Code">Of the post, unit, place or ground; the number of the case or contract.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Count">How many duties it is about; 0 where that says nothing.</param>
/// <param name="Since">Last sign of life; null where there never was one, or where it says nothing.</param>
/// <param name="Mended">Where it is mended, below the city.</param>
public sealed record CoverageLine(
    CoverageGap Gap,
    string Code,
    string Name,
    string Mended,
    long Count = 0,
    DateTime? Since = null
)
{
    public static string Post(string code) => $"organisation/posts/{Uri.EscapeDataString(code)}";

    public static string Unit(string code) => $"organisation/units/{Uri.EscapeDataString(code)}";

    public static string Place(string code) => $"places/{Uri.EscapeDataString(code)}";
}

/// <param name="Total">How many there are; <paramref name="Lines"/> may be fewer.</param>
public sealed record CoverageList(CoverageGap Gap, long Total, IReadOnlyList<CoverageLine> Lines);

/// <summary>
/// 层层有人抓、事事有人管: what nobody leads, and what has fallen silent, as it stands now. Bounded by the number of
/// posts, units and places, never by the number of cases.
/// </summary>
public static class CoverageReads
{
    private const string Held =
        "exists (select 1 from holdings h where h.post = {0} and h.valid_from <= $1 and (h.valid_to is null or h.valid_to > $1))";

    /// <param name="now">The city's clock, UTC.</param>
    /// <param name="day">The day of the city.</param>
    /// <param name="since">Since when there must have been a sign of life, UTC.</param>
    /// <param name="most">Lines of each list.</param>
    public static IReadOnlyList<CoverageList> All(
        DbConnection connection,
        CaseRules rules,
        DateTime now,
        DateOnly day,
        Func<SilentKind, DateTime> since,
        int most
    )
    {
        var organisation = rules.Organisation;
        var held = Sql.Many(connection, $"select code from posts where {Where("posts.code")}", row => row.GetString(0), now)
            .ToHashSet(StringComparer.Ordinal);
        var owed = Owed(connection);
        var done = owed
            .Keys.Union(organisation.Posts.Select(post => post.Code))
            .ToDictionary(post => post, post => LastDone(connection, post), StringComparer.Ordinal);
        CoverageLine OfPost(CoverageGap gap, Post post) =>
            new(gap, post.Code, post.Name, CoverageLine.Post(post.Code), owed.GetValueOrDefault(post.Code), done[post.Code]);

        var vacant = organisation
            .Posts.Where(post => !post.Closed && !held.Contains(post.Code))
            .OrderBy(post => post.Code, StringComparer.Ordinal);
        var owing = organisation.Posts.Where(post => owed.ContainsKey(post.Code)).ToList();
        var units = owing.GroupBy(post => post.Unit).Select(posts => (Unit: organisation.Unit(posts.Key), Posts: posts.ToList()));
        return
        [
            Cases(connection, most),
            Of(
                CoverageGap.DutyOfVacantPost,
                owing.Where(post => !held.Contains(post.Code)).Select(post => OfPost(CoverageGap.DutyOfVacantPost, post))
            ),
            Of(CoverageGap.VacantPost, vacant.Select(post => OfPost(CoverageGap.VacantPost, post))),
            Of(
                CoverageGap.UnitWithoutPost,
                organisation
                    .Units.Where(unit => Unit(unit) && organisation.PostOf(unit.Code, Role.UnitClerk) is null)
                    .Select(unit => new CoverageLine(
                        CoverageGap.UnitWithoutPost,
                        unit.Code,
                        unit.Name,
                        CoverageLine.Unit(unit.Code)
                    ))
            ),
            Places(connection, day, most),
            .. ContractCoverage.All(connection, rules, day, held, most),
            Provisional(connection),
            Of(
                CoverageGap.DormantPost,
                owing
                    .Where(post => held.Contains(post.Code) && !(done[post.Code] > since(SilentKind.Post)))
                    .Where(post => OldestOwed(connection, post.Code) < since(SilentKind.Post))
                    .Select(post => OfPost(CoverageGap.DormantPost, post))
            ),
            Of(
                CoverageGap.DormantUnit,
                units
                    .Where(unit =>
                        unit.Unit is not null && unit.Posts.TrueForAll(post => !(done[post.Code] > since(SilentKind.Unit)))
                    )
                    .Where(unit => unit.Posts.Exists(post => OldestOwed(connection, post.Code) < since(SilentKind.Unit)))
                    .Select(unit => new CoverageLine(
                        CoverageGap.DormantUnit,
                        unit.Unit!.Code,
                        unit.Unit.Name,
                        CoverageLine.Unit(unit.Unit.Code),
                        unit.Posts.Sum(post => owed[post.Code]),
                        unit.Posts.Max(post => done[post.Code])
                    ))
            ),
            Of(
                CoverageGap.DormantLeader,
                organisation
                    .Posts.Where(post => post is { Role: Role.Leader, Closed: false } && held.Contains(post.Code))
                    .Select(post => OfPost(CoverageGap.DormantLeader, post) with { Since = LastSeen(connection, post.Code, now) })
                    .Where(line => !(line.Since > since(SilentKind.Leader)))
            ),
            DormantPlaces(connection, since(SilentKind.Place), most),
        ];

        CoverageList Of(CoverageGap gap, IEnumerable<CoverageLine> lines)
        {
            var all = lines.OrderByDescending(line => line.Count).ThenBy(line => line.Code, StringComparer.Ordinal).ToList();
            return new CoverageList(gap, all.Count, [.. all.Take(most)]);
        }
    }

    private static string Where(string post) => Held.Replace("{0}", post, StringComparison.Ordinal);

    // Those that a case can be sent to.
    private static bool Unit(Unit unit) => !unit.Closed && unit.Kind is "bureau" or "district" or "street";

    private static Dictionary<string, long> Owed(DbConnection connection) =>
        Sql.Many(
                connection,
                "select post, count(*) from duties where done_at is null and kind <> 'silence' group by post",
                row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1))
            )
            .ToDictionary(StringComparer.Ordinal);

    private static DateTime? LastDone(DbConnection connection, string post) =>
        Sql.One(
            connection,
            "select max(done_at) from duties where post = $1 and done_at is not null",
            row => new { At = Sql.Time(row, 0) },
            post
        )?.At;

    // Somebody who came into a post lately has had no time to be silent in it.
    private static DateTime? LastSeen(DbConnection connection, string post, DateTime now) =>
        Sql.One(
            connection,
            """
            select max(seen) from (
              select max(done_at) as seen from duties where post = $1 and done_at is not null
              union all
              select max(valid_from) from holdings where post = $1
              union all
              select max(s.seen) from sessions s join holdings h on h.person = s.person
              where h.post = $1 and h.valid_from <= $2 and (h.valid_to is null or h.valid_to > $2)
              union all
              select max(c.reported_at) from cases c join holdings h on h.person = c.reported_by
              where h.post = $1 and h.valid_from <= $2 and (h.valid_to is null or h.valid_to > $2)) signs
            """,
            row => new { At = Sql.Time(row, 0) },
            post,
            now
        )?.At;

    private static DateTime OldestOwed(DbConnection connection, string post) =>
        Sql.One(
            connection,
            "select min(since) from duties where post = $1 and done_at is null and kind <> 'silence'",
            row => new { At = Sql.Time(row, 0) },
            post
        )?.At
        ?? DateTime.MaxValue;

    private static CoverageList Cases(DbConnection connection, int most) =>
        new(
            CoverageGap.CaseWithoutDuty,
            Sql.Number(connection, "select count(*) from cases where closed_at is null and next_due is null"),
            Sql.Many(
                connection,
                $"select number, category from cases where closed_at is null and next_due is null order by number desc limit {most}",
                row => new CoverageLine(
                    CoverageGap.CaseWithoutDuty,
                    row.GetInt64(0).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    row.GetString(1),
                    $"cases/{row.GetInt64(0)}"
                )
            )
        );

    private static CoverageList Places(DbConnection connection, DateOnly day, int most)
    {
        const string without = """
            from places p where not exists (
              select 1 from ownerships o where o.place = p.code and o.valid_from <= $1 and (o.valid_to is null or o.valid_to > $1))
            """;
        return new CoverageList(
            CoverageGap.PlaceWithoutOwner,
            Sql.Number(connection, $"select count(*) {without}", day),
            Sql.Many(
                connection,
                $"select p.code, p.name {without} order by p.code limit {most}",
                row => new CoverageLine(
                    CoverageGap.PlaceWithoutOwner,
                    row.GetString(0),
                    row.GetString(1),
                    CoverageLine.Place(row.GetString(0))
                ),
                day
            )
        );
    }

    private static CoverageList Provisional(DbConnection connection)
    {
        var posts = Sql.Many(
            connection,
            """
            select d.post, p.name, count(*) from duties d join posts p on p.code = d.post
            where d.done_at is null and d.provisional = 1 group by d.post, p.name order by d.post
            """,
            row => new CoverageLine(
                CoverageGap.ProvisionalDuty,
                row.GetString(0),
                row.GetString(1),
                CoverageLine.Post(row.GetString(0)),
                row.GetInt64(2)
            )
        );
        return new CoverageList(CoverageGap.ProvisionalDuty, posts.Count, posts);
    }

    private static CoverageList DormantPlaces(DbConnection connection, DateTime silent, int most)
    {
        // The newest case and the newest visit of each place lie at the end of an index each: as many looks as there are places.
        const string told = "(select c.reported_at from cases c where c.place = p.code order by c.number desc limit 1)";
        const string visited =
            "(select v.recorded_at from visits v where v.place = p.code and v.withdrawn_at is null order by v.number desc limit 1)";
        const string newest = "case when visited is not null and (told is null or visited > told) then visited else told end";
        var places = Sql.Many(
            connection,
            $"""
            select code, name, last from (
              select code, name, {newest} as last from (
                select p.code, p.name, {told} as told, {visited} as visited from places p) signs
            ) seen where last is null or last < $1 order by last is not null, last, code
            """,
            row => new CoverageLine(
                CoverageGap.DormantPlace,
                row.GetString(0),
                row.GetString(1),
                CoverageLine.Place(row.GetString(0)),
                0,
                Sql.Time(row, 2)
            ),
            silent
        );
        return new CoverageList(CoverageGap.DormantPlace, places.Count, [.. places.Take(most)]);
    }
}
