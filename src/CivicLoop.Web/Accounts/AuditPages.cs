using System.Globalization;
using System.Text;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Sheets;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Accounts;

/// <summary>审计日志: who came, who was turned away, every change of who may do what; for the audit administrator.</summary>
public sealed class AuditPages(SiteContext site, AuditChecks checks, Sentences t)
{
    private const int ToAPage = 100;
    private const int ToAnExportStep = 500;

    private readonly City city = site.Here.City;

    public IResult Show(IQueryCollection asked)
    {
        var filter = Asked(asked);
        var (lines, proof) = city.Database.ReadSnapshot(connection =>
            (AuditReads.Page(connection, filter, From(filter), ToAPage + 1), checks.Look(city.Code, connection))
        );
        return new RazorComponentResult<AuditPage>(
            new Dictionary<string, object?>
            {
                [nameof(AuditPage.Filter)] = filter,
                [nameof(AuditPage.Lines)] = lines.Take(ToAPage).ToList(),
                [nameof(AuditPage.More)] = lines.Count > ToAPage,
                [nameof(AuditPage.Proof)] = proof,
            }
        );
    }

    /// <summary>All lines of a filter, the newest first, as CSV.</summary>
    public IResult Export(IQueryCollection asked)
    {
        var filter = Asked(asked) with { Before = null };
        return Results.Stream(
            async stream =>
            {
                await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
                if (site.Here.Demo)
                    await writer.WriteAsync(CsvLine.Of(t["site.demo"]));
                await writer.WriteAsync(
                    CsvLine.Of([.. AuditPage.Columns.Select(column => t[$"account.audit.{column}"]), t["account.audit.hash"]])
                );
                for (var at = filter; ; )
                {
                    var lines = city.Database.Read(connection => AuditReads.Page(connection, at, From(at), ToAnExportStep));
                    foreach (var line in lines)
                        await writer.WriteAsync(Row(line));
                    if (lines.Count < ToAnExportStep)
                        return;
                    at = at with { Before = lines[^1].Line.Number };
                }
            },
            "text/csv; charset=utf-8",
            $"{site.Here.Code}-audit-{site.ToLocal(CityClock.Machine):yyyy-MM-dd}.csv"
        );
    }

    private string Row(AuditEntry entry) =>
        CsvLine.Of(
            entry.Line.Number.ToString(CultureInfo.InvariantCulture),
            site.ToLocal(Values.Time(entry.Line.At)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            t[$"account.audit.kind.{entry.Line.Kind}"],
            entry.Name ?? entry.Line.Post,
            entry.Line.Address,
            entry.SubjectName ?? entry.Line.Subject,
            entry.Line.Detail,
            entry.Reason ?? "",
            entry.Line.Hash()
        );

    // The log lives by the machine's clock.
    private static DateTime From(AuditFilter filter) =>
        filter.Days is { } days ? CityClock.Machine.AddDays(-days) : DateTime.UnixEpoch;

    private static AuditFilter Asked(IQueryCollection asked) =>
        new(
            Enum.TryParse<AuditKind>(asked["kind"], out var kind) ? kind : null,
            asked["login"].ToString().Trim(),
            int.TryParse(asked["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and < 10_000
                ? days
                : null,
            long.TryParse(asked["before"], NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null
        );
}
