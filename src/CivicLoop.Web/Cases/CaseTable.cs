using System.Globalization;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Cases;

/// <summary>A list of cases as the columns of a file, with times in the city's zone.</summary>
public sealed class CaseTable(Sentences t, CaseNames names, SiteContext site)
{
    private const int Wide = 28;

    private static readonly (string Name, int Width)[] Columns =
    [
        ("number", 10),
        ("status", 10),
        ("light", 8),
        ("due", 18),
        ("category", Wide),
        ("theme", 14),
        ("district", 16),
        ("street", 18),
        ("place", Wide),
        ("unit", Wide),
        ("found", 12),
        ("reported", 18),
        ("next", 16),
        ("owes", Wide),
        ("failed", 16),
        ("reopened", 14),
        ("returned", 12),
        ("rebounds", 12),
        ("rebound", 12),
    ];

    public TableFile File(IEnumerable<CaseRow> rows) =>
        new(
            $"{site.Here.Code}-{site.Today:yyyy-MM-dd}",
            [.. Columns.Select(column => new SheetColumn(t[$"cases.csv.{column.Name}"], column.Width))],
            rows.Select(Row)
        );

    private IReadOnlyList<object?> Row(CaseRow row) =>
        [
            row.Number,
            t[$"site.status.{row.Status}"],
            row.LightAt(site.Now) is { } light ? t[$"site.light.{light}"] : "",
            Time(row.NextDue),
            names.Category(row.Category),
            names.ThemeOf(row.Category) ?? "",
            names.District(row.District),
            row.Street is null ? "" : names.Street(row.Street),
            row.Place ?? "",
            row.Unit is null ? "" : names.Unit(row.Unit, t),
            t[$"cases.found.{row.FoundBy}"],
            Time(row.ReportedAt),
            row.NextKind is null ? "" : t[$"duties.kind.{row.NextKind}"],
            row.NextPost is null
                ? ""
                : names.Post(row.NextPost) + (names.IsSample(names.UnitOfPost(row.NextPost)) ? t["cases.sample.in"] : ""),
            row.FailedChecks,
            row.Reopenings,
            row.Returns,
            row.Rebounds,
            row.IsRebound ? t["cases.tag.rebound"] : "",
        ];

    private string Time(DateTime? utc) =>
        utc is { } time ? site.ToLocal(time).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";
}
