using System.Data.Common;
using System.Text;
using System.Text.Json;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Places;
using CivicLoop.Core.Places.Import;
using CivicLoop.Core.Sheets;
using CivicLoop.Web.Data;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Places.Import;

/// <summary>
/// Goes through a file once: each row is held against the rules and against what is there. Good rows go to one file,
/// bad ones with what is wrong to another, the figures to the summary; only a batch of rows is in memory at a time.
/// </summary>
/// <param name="today">The day that owners and conditions are compared for.</param>
public sealed class ImportChecking(
    City city,
    CaseRules rules,
    ImportKind kind,
    CoordinateSystem system,
    DateOnly today,
    Sentences t
)
{
    public const int Batch = 500;

    private readonly ImportSummaryMaker summary = new();
    private readonly ImportShelf shelf = ImportShelf.Of(kind, today);
    private readonly List<RowOutcome> waiting = new(Batch);

    /// <param name="progress">Rows so far.</param>
    /// <exception cref="SheetTroubleException">The file is no table, or breaks off.</exception>
    public ImportSummary Run(
        Stream upload,
        IReadOnlyDictionary<string, string> mapping,
        ImportFolder folder,
        Action<int> progress,
        CancellationToken stop
    )
    {
        var fields = ImportField.Of(kind, rules.Playbook);
        var table = ImportFile.Open(upload, fields, mapping, lenient: true);
        if (ImportFile.Missing(table) is { Count: > 0 } missing)
            throw new SheetTroubleException(
                new(
                    "sheet.column-missing",
                    string.Join("、", fields.Where(field => missing.Contains(field.Code)).Select(field => field.Names[0]))
                )
            );
        using var connection = city.Database.Open();
        var check = new ImportCheck(kind, rules.Playbook, rules.Organisation, system, Places(connection));
        using var good = new StreamWriter(folder.Good, append: false, new UTF8Encoding(false));
        using var bad = new StreamWriter(folder.Bad, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        bad.Write(CsvLine.Of([.. table.Headers.Select(header => Ours(header, table, fields, mapping)), t["import.bad-column"]]));

        foreach (var record in table.Records())
        {
            var outcome = check.Check(record.Number, field => record[field]);
            summary.Row(outcome, () => First(record, fields, table));
            if (outcome.Draft is null)
                bad.Write(CsvLine.Of([.. record.Cells, Said(outcome.Problems)]));
            else
                waiting.Add(outcome);
            if (waiting.Count == Batch)
                Settle(connection, good);
            if (summary.Rows % Batch == 0)
            {
                stop.ThrowIfCancellationRequested();
                progress(summary.Rows);
            }
        }
        Settle(connection, good);
        return summary.Made(table.Headers, table.Unknown);
    }

    private void Settle(DbConnection connection, StreamWriter good)
    {
        var compared = shelf.Compare(connection, [.. waiting.Select(outcome => outcome.Draft!)]);
        for (var at = 0; at < waiting.Count; at++)
        {
            var draft = waiting[at].Draft!;
            summary.Good(draft, compared[at].Fate, [.. waiting[at].Warnings, .. Shifted(waiting[at], compared[at])]);
            // What changes nothing need not be looked at again.
            if (compared[at].Fate != RowFate.Unchanged)
                good.WriteLine(JsonSerializer.Serialize<ImportDraft>(draft));
        }
        waiting.Clear();
    }

    private IEnumerable<RowProblem> Shifted(RowOutcome outcome, Compared compared) =>
        compared.Was is { } was && ShiftTell.Seems(system, was, outcome.Draft!.Middle) is { } seems
            ? [new RowProblem(outcome.Number, "lon", "shifted", seems)]
            : [];

    private IReadOnlySet<string> Places(DbConnection connection) =>
        kind == ImportKind.Facilities
            ? Sql.Many(connection, "select code from places", row => row.GetString(0)).ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>();

    // A header that somebody had to explain once is understood by itself in the file of bad rows.
    private static string Ours(
        string header,
        SheetTable table,
        IReadOnlyList<ImportField> fields,
        IReadOnlyDictionary<string, string> mapping
    ) =>
        mapping.ContainsKey(header) && table.Meaning(header) is { } code
            ? fields.First(field => field.Code == code).Names[0]
            : header;

    private static Dictionary<string, string> First(SheetRecord record, IReadOnlyList<ImportField> fields, SheetTable table) =>
        fields
            .Where(field => field.Code is not ("problem" or "shape") && table.Has(field.Code))
            .ToDictionary(field => field.Code, field => record[field.Code]);

    private string Said(IReadOnlyList<RowProblem> problems) =>
        string.Join("；", problems.Select(problem => t.Said(problem, rules.Playbook)));
}
