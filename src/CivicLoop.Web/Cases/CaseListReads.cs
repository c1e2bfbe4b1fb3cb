using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Cases;

/// <summary>One case as a list shows it.</summary>
/// <param name="Place">Name of the place; null where the case lies at no registered one.</param>
public sealed record CaseRow(
    long Number,
    CaseStatus Status,
    string FoundBy,
    string Category,
    string? Place,
    string District,
    string? Street,
    string? Unit,
    DateTime ReportedAt,
    string? NextKind,
    string? NextPost,
    DateTime? NextYellow,
    DateTime? NextDue,
    int FailedChecks,
    int Reopenings,
    int Returns,
    int Rebounds,
    bool IsRebound
)
{
    public Light? LightAt(DateTime now) =>
        NextDue is not { } due ? null
        : now < NextYellow ? Light.Green
        : now <= due ? Light.Yellow
        : Light.Red;
}

/// <param name="Before">Where the page before ends; null on the first.</param>
/// <param name="Behind">Where the next page begins; null on the last.</param>
/// <param name="LookOn">True when the page was cut by how far a search looks, not by how many rows it shows.</param>
public sealed record CaseSlice(IReadOnlyList<CaseRow> Rows, CaseCursor? Before, CaseCursor? Behind, bool LookOn);

/// <param name="Cases">Up to 1001; past a thousand it is simply more.</param>
/// <param name="OfNearest">True when only the nearest <see cref="CaseListQuery.Reach"/> cases were counted through.</param>
public readonly record struct CaseCount(long Cases, bool OfNearest);

/// <summary>Lists of cases, bounded whatever the filter: no offset, no count past a thousand.</summary>
public static class CaseListReads
{
    public const int PageSize = 50;

    private const string Columns =
        "number, status, found_by, category, place, district, street, unit, reported_at, next_kind, next_post, next_yellow, "
        + "next_due, failed_checks, reopenings, returns, rebounds, rebound_of";

    public static CaseSlice Page(DbConnection connection, CaseListQuery query, CaseCursor? cursor, int size = PageSize)
    {
        var backwards = cursor is { Backwards: true };
        var from = query.From(cursor);
        var (sql, args) = from.Rows(Columns, backwards, size + 1);
        var found = Sql.Many(connection, sql, Row, args);
        var more = found.Count > size;
        if (more)
            found.RemoveAt(size);
        var end = more ? null : ReachEnd(connection, from, backwards);
        var further = more ? Cursor(found[^1], backwards) : end;
        if (backwards)
            found.Reverse();
        var rows = Named(connection, found);
        return backwards
            ? new CaseSlice(rows, further, found.Count > 0 ? Cursor(found[^1], false) : null, end is not null)
            : new CaseSlice(
                rows,
                cursor is null ? null
                    : found.Count > 0 ? Cursor(found[0], true)
                    : cursor.Value with { Backwards = true },
                further,
                end is not null
            );
    }

    public static CaseCount Count(DbConnection connection, CaseListQuery query)
    {
        var (sql, args) = query.Rows("number, next_due", false, 1001);
        var count = Sql.Number(connection, $"select count(*) from ({sql}) counted", args);
        return new CaseCount(count, count <= 1000 && query.HasRest && ReachEnd(connection, query, false) is not null);
    }

    /// <summary>Rows for an export, page by page behind each other, so that a long one holds no lock and no memory.</summary>
    public static IEnumerable<CaseRow> All(Func<CaseCursor?, CaseSlice> page)
    {
        for (CaseCursor? at = null; ; )
        {
            var next = page(at);
            foreach (var row in next.Rows)
                yield return row;
            if (next.Behind is not { } behind)
                yield break;
            at = behind;
        }
    }

    // The last row that the search looked at, when it stopped there and not at the end of the list.
    private static CaseCursor? ReachEnd(DbConnection connection, CaseListQuery query, bool backwards)
    {
        if (!query.HasRest)
            return null;
        var (sql, args) = query.Lead("number, next_due", backwards, 1);
        return Sql.One(
            connection,
            $"{sql} offset {CaseListQuery.Reach - 1}",
            row => new { At = new CaseCursor(row.GetInt64(0), row.IsDBNull(1) ? 0 : row.GetInt64(1), backwards) },
            args
        )?.At;
    }

    private static CaseCursor Cursor(CaseRow row, bool backwards) =>
        new(row.Number, row.NextDue is { } due ? Values.Milliseconds(due) : 0, backwards);

    private static CaseRow Row(DbDataReader row) =>
        new(
            row.GetInt64(0),
            Enum.Parse<CaseStatus>(row.GetString(1)),
            row.GetString(2),
            row.GetString(3),
            Sql.Text(row, 4),
            row.GetString(5),
            Sql.Text(row, 6),
            Sql.Text(row, 7),
            Values.Time(row.GetInt64(8)),
            Sql.Text(row, 9),
            Sql.Text(row, 10),
            Sql.Time(row, 11),
            Sql.Time(row, 12),
            row.GetInt32(13),
            row.GetInt32(14),
            row.GetInt32(15),
            row.GetInt32(16),
            !row.IsDBNull(17)
        );

    // Rows are read with the code of their place; the names of one page's places are fetched together.
    private static List<CaseRow> Named(DbConnection connection, List<CaseRow> rows)
    {
        var names = PlaceNames(connection, [.. rows.Select(row => row.Place).OfType<string>().Distinct()]);
        return [.. rows.Select(row => row with { Place = row.Place is null ? null : names.GetValueOrDefault(row.Place) })];
    }

    internal static Dictionary<string, string> PlaceNames(DbConnection connection, IReadOnlyList<string> codes)
    {
        if (codes.Count == 0)
            return [];
        var wanted = string.Join(", ", codes.Select((_, index) => $"${index + 1}"));
        return Sql.Many(
                connection,
                $"select code, name from places where code in ({wanted})",
                row => KeyValuePair.Create(row.GetString(0), row.GetString(1)),
                [.. codes]
            )
            .ToDictionary();
    }
}
