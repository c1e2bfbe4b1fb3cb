using System.Data.Common;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Inspections;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Organisation;
using CivicLoop.Web.Rectification;

namespace CivicLoop.Web.Inspections;

/// <summary>A visit as a line of a list.</summary>
public sealed record VisitLine(VisitState State, string Place);

/// <summary>One visit, read whole.</summary>
/// <param name="Texts">By id; what was erased is not in it.</param>
/// <param name="Photos">Ids of the photos that are still there.</param>
/// <param name="Reason">Null once it was erased.</param>
/// <param name="By">Whoever visited, by name.</param>
/// <param name="Withdrawn">Who withdrew it, when and why; null while it stands.</param>
public sealed record VisitSeen(
    Guid Stream,
    VisitState State,
    string Place,
    IReadOnlyDictionary<Guid, string> Texts,
    IReadOnlySet<Guid> Photos,
    string? Reason,
    string? By,
    (Made Made, string? By, string? Reason)? Withdrawn
);

/// <summary>What was last found of a standard at a place.</summary>
public sealed record LastFound(string Edition, string Standard, int? Share, long Visit, long? Case, DateTime HappenedAt);

/// <summary>What visits found lately of a standard at the places of a type.</summary>
/// <param name="Met">Whether the last of them found it met.</param>
/// <param name="Looked">How many judged it; of them, how many found it not met.</param>
public sealed record FoundLately(DateTime At, bool Met, int Looked, int Missed);

/// <summary>What a visit did to a case.</summary>
/// <param name="Unit">Owner of the place that was visited.</param>
public sealed record CaseVisit(long Number, ItemEffect Effect, DateTime At, string? Unit, string District);

/// <summary>Visits, read.</summary>
public static class VisitReads
{
    // However long a city has looked, what was found lately is told at once.
    private const int MostLately = 20_000;

    /// <summary>The newest first.</summary>
    /// <param name="before">Only those with a smaller number.</param>
    public static List<VisitLine> Some(
        DbConnection connection,
        VisitFilter filter,
        Actor reader,
        WorkCalendar calendar,
        long? before,
        int most
    )
    {
        var args = new List<object?>();
        var where = filter.Where(reader, calendar, args);
        if (before is { } number)
        {
            args.Add(number);
            where += $" and v.number < ${args.Count}";
        }
        return Sql.Many(
            connection,
            $"select v.state, p.name from visits v left join places p on p.code = v.place where {where} order by v.number desc limit {most}",
            row =>
            {
                var state = VisitStream.Kind.ReadState(row.GetString(0));
                return new VisitLine(state, Sql.Text(row, 1) ?? state.At.Place ?? "");
            },
            [.. args]
        );
    }

    public static VisitSeen? Find(DbConnection connection, long number)
    {
        var found = Sql.One(
            connection,
            "select v.stream, v.state, p.name from visits v left join places p on p.code = v.place where v.number = $1",
            row => new
            {
                Stream = Guid.Parse(row.GetString(0)),
                State = VisitStream.Kind.ReadState(row.GetString(1)),
                Place = Sql.Text(row, 2),
            },
            number
        );
        if (found is null)
            return null;
        var acts = Sql.Many(
            connection,
            $"select {EventStore.Columns} from events where stream = $1 order by number",
            row => EventStore.Made(EventStore.Read(row)),
            found.Stream
        );
        var texts = ItemReads.Texts(connection, found.Stream);
        var people = OrganisationReads.Names(connection, [.. acts.Select(made => made.Person).Distinct()]);
        return new VisitSeen(
            found.Stream,
            found.State,
            found.Place ?? found.State.At.Place!,
            texts,
            Photos.PhotoReads.Kept(connection, found.Stream),
            texts.GetValueOrDefault(acts[0].Reason.Id),
            people.GetValueOrDefault(acts[0].Person),
            found.State.WithdrawnAt is null
                ? null
                : (acts[^1], people.GetValueOrDefault(acts[^1].Person), texts.GetValueOrDefault(acts[^1].Reason.Id))
        );
    }

    /// <summary>What was last found of each standard at a place, by visits that stand.</summary>
    public static IReadOnlyDictionary<(string Edition, string Standard), LastFound> At(DbConnection connection, string place) =>
        Sql.Many(
                connection,
                """
                select edition, standard, share, number, case_number, happened_at from visit_items
                where place = $1 and withdrawn_at is null order by recorded_at desc, number desc limit 2000
                """,
                row => new LastFound(
                    row.GetString(0),
                    row.GetString(1),
                    row.IsDBNull(2) ? null : row.GetInt32(2),
                    row.GetInt64(3),
                    row.IsDBNull(4) ? null : row.GetInt64(4),
                    Values.Time(row.GetInt64(5))
                ),
                place
            )
            .DistinctBy(found => (found.Edition, found.Standard))
            .ToDictionary(found => (found.Edition, found.Standard));

    /// <summary>What was found of each standard of an edition at each type of place, among the newest lines of all visits.</summary>
    public static IReadOnlyDictionary<(string Type, string Standard), FoundLately> Lately(
        DbConnection connection,
        Edition edition,
        Actor reader,
        WorkCalendar calendar
    )
    {
        var args = new List<object?>();
        var where = new VisitFilter().Where(reader, calendar, args);
        args.AddRange([edition.System, edition.Code]);
        return Sql.Many(
                connection,
                $"""
                select v.place_type, v.standard, v.share, v.happened_at
                from (select * from visit_items order by recorded_at desc limit {MostLately}) v
                where {where} and v.system = ${args.Count - 1} and v.edition = ${args.Count}
                  and v.withdrawn_at is null and v.share is not null
                order by v.recorded_at desc
                """,
                row =>
                    (
                        Type: row.GetString(0),
                        Standard: row.GetString(1),
                        Share: row.GetInt32(2),
                        At: Values.Time(row.GetInt64(3))
                    ),
                [.. args]
            )
            .GroupBy(found => (found.Type, found.Standard))
            .ToDictionary(
                found => found.Key,
                found => new FoundLately(
                    found.First().At,
                    found.First().Share == VisitItem.Full,
                    found.Count(),
                    found.Count(one => one.Share < VisitItem.Full)
                )
            );
    }

    /// <summary>Visits that reported a case, saw it again or checked it, the newest first.</summary>
    public static List<CaseVisit> OfCase(DbConnection connection, long number) =>
        [
            .. Sql.Many(
                    connection,
                    "select number, effect, happened_at, unit, district from visit_items where case_number = $1 order by number desc limit 100",
                    row => new CaseVisit(
                        row.GetInt64(0),
                        Enum.Parse<ItemEffect>(row.GetString(1)),
                        Values.Time(row.GetInt64(2)),
                        Sql.Text(row, 3),
                        row.GetString(4)
                    ),
                    number
                )
                .Distinct(),
        ];

    private const string Open = "select stream, state from cases where place = $1 and closed_at is null order by number";

    /// <summary>What is open at a place.</summary>
    public static List<CaseHere> CasesAt(DbConnection connection, string place) => Sql.Many(connection, Open, Here, place);

    internal static List<CaseHere> CasesAt(CityTransaction transaction, string place) => transaction.Many(Open, Here, place);

    private static CaseHere Here(DbDataReader row) => new(Guid.Parse(row.GetString(0)), CaseColumns.Read(row.GetString(1)));
}
