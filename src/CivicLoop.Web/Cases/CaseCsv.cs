using System.Globalization;
using CivicLoop.Core.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Cases;

/// <summary>Rows of a list as RFC 4180, with times in the city's zone.</summary>
public sealed class CaseCsv(Sentences t, CaseNames names, SiteContext site)
{
    private static readonly string[] Columns =
    [
        "number",
        "status",
        "light",
        "due",
        "category",
        "theme",
        "district",
        "street",
        "place",
        "unit",
        "found",
        "reported",
        "next",
        "owes",
        "failed",
        "reopened",
    ];

    // A demo's file says so too, wherever it is carried.
    public string Head() =>
        (site.Here.Demo ? CsvLine.Of(t["site.demo"]) : "") + CsvLine.Of([.. Columns.Select(column => t[$"cases.csv.{column}"])]);

    public string Row(CaseRow row) =>
        CsvLine.Of(
            row.Number.ToString(CultureInfo.InvariantCulture),
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
            row.FailedChecks.ToString(CultureInfo.InvariantCulture),
            row.Reopenings.ToString(CultureInfo.InvariantCulture)
        );

    private string Time(DateTime? utc) =>
        utc is { } time ? site.ToLocal(time).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";
}
