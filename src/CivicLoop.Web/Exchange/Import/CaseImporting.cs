using System.Text;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Exchange;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places.Import;
using CivicLoop.Core.Sheets;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Places;
using CivicLoop.Web.Places.Import;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Exchange.Import;

/// <summary>Who takes a file over, and why.</summary>
public sealed record CaseHand(Actor By, string Reason)
{
    /// <summary>Whoever sits at the machine speaks for the system that the file is from.</summary>
    public static CaseHand AtTheMachine(string reason) => new(new Actor(Guid.Empty, "system", Role.Partner, "", null), reason);
}

/// <summary>
/// Goes through a file of cases once. What the source calls by a number that is here already is passed over, so that
/// the same file may come again, whole or from where it broke off; bad rows go to a file to be mended. Batches are
/// transactions of their own: others write in between.
/// </summary>
public sealed class CaseImporting(City city, CaseRules rules, CaseMapping mapping, CaseWordList words, Sentences t)
{
    public const int Batch = 1000;

    private readonly List<RowProblem> problems = [];
    private readonly List<RowProblem> warnings = [];
    private readonly Dictionary<string, int> byCode = [];
    private readonly List<IReadOnlyDictionary<string, string>> first = [];
    private int rows;
    private int added;
    private int known;
    private int bad;
    private int warned;

    /// <param name="badFile">Where the bad rows go; null to keep none.</param>
    /// <param name="hand">Null to only say what the file would do.</param>
    /// <param name="progress">Rows so far.</param>
    /// <exception cref="SheetTroubleException">The file is no table, or breaks off.</exception>
    public ImportSummary Run(Stream upload, string? badFile, CaseHand? hand, Action<int> progress, CancellationToken stop)
    {
        var table = SheetTable.Of(SheetReader.Rows(upload), Fields, mapping.Columns);
        if (!table.Has(CaseSheet.Number) && !table.Has(CaseSheet.Task))
            throw new SheetTroubleException(new Refusal("sheet.column-missing", "rec_id"));
        List<int> kept = [.. table.Headers.Index().Where(one => table.Meaning(one.Item) != "problem").Select(one => one.Index)];
        using var mend = badFile is null ? null : new StreamWriter(badFile, append: false, new UTF8Encoding(true));
        mend?.Write(CsvLine.Of([.. kept.Select(at => table.Headers[at]), t["import.bad-column"]]));

        var check = new CaseRows(rules, mapping, words, Places(), city.Clock.Now);
        foreach (var records in table.Records().Chunk(Batch))
        {
            stop.ThrowIfCancellationRequested();
            var outcomes = records.Select(record => check.Check(record.Number, code => record[code])).ToList();
            var refused = hand is null ? Look(outcomes) : Write(outcomes, hand);
            foreach (var (outcome, record) in outcomes.Zip(records))
                Count(outcome, refused.GetValueOrDefault(outcome.Number), record, table, kept, mend);
            progress(rows);
        }
        return new ImportSummary
        {
            Headers = table.Headers,
            Unknown = table.Unknown,
            Rows = rows,
            Added = added,
            Unchanged = known,
            Bad = bad,
            Warned = warned,
            Problems = problems,
            Warnings = warnings,
            ByCode = byCode,
            First = first,
        };
    }

    private static SheetField[] Fields =>
        [.. CaseSheet.All.Select(one => new SheetField(one.Code, one.Names, one.Code == CaseSheet.Reported))];

    private ILookup<string, Core.Places.Place> Places() =>
        city.Database.Read(connection =>
            PlaceReads
                .Search(connection, new PlaceFilter(), rules.Calendar.DayOf(city.Clock.Now), int.MaxValue)
                .ToLookup(place => place.Name, StringComparer.Ordinal)
        );

    // Nothing is written: only what is here already is looked up.
    private Dictionary<int, Refusal> Look(List<CaseRowOutcome> outcomes)
    {
        var drafts = outcomes.Where(outcome => outcome.Draft is not null).ToList();
        var here = city.Database.Read(connection =>
            CaseSources.Among(connection, mapping.Source, [.. drafts.Select(outcome => outcome.Draft!.Number)])
        );
        known += here.Count;
        added += drafts.Count - here.Count;
        return [];
    }

    private Dictionary<int, Refusal> Write(List<CaseRowOutcome> outcomes, CaseHand hand)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var (refused, here, written) = city.Database.WriteInBulk(transaction => Apply(transaction, outcomes, hand));
                known += here;
                added += written;
                return refused;
            }
            // Somebody took the same number of case or source first: this batch once more, on what is there now.
            catch (Exception exception) when (attempt < 3 && StorageTrouble.IsTaken(exception)) { }
        }
    }

    private (Dictionary<int, Refusal> Refused, int Known, int Written) Apply(
        CityTransaction transaction,
        List<CaseRowOutcome> outcomes,
        CaseHand hand
    )
    {
        var (refused, here, written) = (new Dictionary<int, Refusal>(), 0, 0);
        var recordedAt = StreamDoor.Stamp(city, transaction);
        foreach (var outcome in outcomes)
        {
            if (outcome.Draft is not { } draft)
                continue;
            var done = CaseStore.Apply(
                city.Database,
                transaction,
                rules,
                null,
                new ActForm(Guid.CreateVersion7(), hand.By, "import", hand.Reason, draft.ReportedAt, null),
                new ImportInput(mapping.Source, draft),
                recordedAt
            );
            if (done.Refusal is null)
                written++;
            else if (done.Refusal.Code == "source.known")
                here++;
            else
                refused[outcome.Number] = done.Refusal;
        }
        return (refused, here, written);
    }

    private void Count(
        CaseRowOutcome outcome,
        Refusal? refused,
        SheetRecord record,
        SheetTable table,
        List<int> kept,
        StreamWriter? mend
    )
    {
        rows++;
        if (first.Count < ImportSummary.MostFirst)
            first.Add(Shown.Where(table.Has).ToDictionary(code => code, code => record[code]));
        if (outcome.Draft is not null && refused is null)
        {
            warned += outcome.Warnings.Count > 0 ? 1 : 0;
            warnings.AddRange(outcome.Warnings.Take(ImportSummary.MostProblems - warnings.Count));
            return;
        }
        bad++;
        IReadOnlyList<RowProblem> told = refused is null
            ? outcome.Problems
            : [new RowProblem(outcome.Number, "", "refused", t.Refused(refused))];
        problems.AddRange(told.Take(ImportSummary.MostProblems - problems.Count));
        foreach (var code in told.Select(problem => problem.Code).Distinct())
            byCode[code] = byCode.GetValueOrDefault(code) + 1;
        string Cell(int at) => at < record.Cells.Count ? record.Cells[at] : "";
        mend?.Write(
            CsvLine.Of([.. kept.Select(Cell), string.Join("；", told.Select(problem => t.Said(problem, rules.Playbook)))])
        );
    }

    private static readonly string[] Shown =
    [
        CaseSheet.Number,
        CaseSheet.Reported,
        CaseSheet.What,
        CaseSheet.Category,
        CaseSheet.FoundBy,
        CaseSheet.Status,
        "district",
        CaseSheet.Unit,
        "archive-time",
    ];
}
