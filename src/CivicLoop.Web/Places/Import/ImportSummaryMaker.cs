using CivicLoop.Core.Places.Import;

namespace CivicLoop.Web.Places.Import;

/// <summary>Counts rows as they go by, and keeps the few that the page shows.</summary>
internal sealed class ImportSummaryMaker
{
    private readonly List<RowProblem> problems = [];
    private readonly List<RowProblem> warnings = [];
    private readonly Dictionary<string, int> byCode = [];
    private readonly List<IReadOnlyDictionary<string, string>> first = [];
    private readonly Dictionary<RowFate, int> fates = [];
    private List<ImportPoint> points = [];
    private int every = 1;
    private int drawn;
    private int bad;
    private int warned;

    public int Rows { get; private set; }

    /// <param name="cells">Asked for only while the first rows are gathered.</param>
    public void Row(RowOutcome outcome, Func<IReadOnlyDictionary<string, string>> cells)
    {
        Rows++;
        if (first.Count < ImportSummary.MostFirst)
            first.Add(cells());
        if (outcome.Draft is not null)
            return;
        bad++;
        problems.AddRange(outcome.Problems.Take(ImportSummary.MostProblems - problems.Count));
        foreach (var code in outcome.Problems.Select(problem => problem.Code).Distinct())
            byCode[code] = byCode.GetValueOrDefault(code) + 1;
    }

    /// <param name="doubts">What is doubtful about a row that is taken all the same.</param>
    public void Good(ImportDraft draft, RowFate fate, IReadOnlyList<RowProblem> doubts)
    {
        fates[fate] = fates.GetValueOrDefault(fate) + 1;
        if (doubts.Count > 0)
        {
            warned++;
            warnings.AddRange(doubts.Take(ImportSummary.MostProblems - warnings.Count));
        }
        if (fate != RowFate.Unchanged)
            Draw(draft, fate);
    }

    public ImportSummary Made(IReadOnlyList<string> headers, IReadOnlyList<string> unknown) =>
        new()
        {
            Headers = headers,
            Unknown = unknown,
            Rows = Rows,
            Added = fates.GetValueOrDefault(RowFate.Added),
            Changed = fates.GetValueOrDefault(RowFate.Changed),
            Unchanged = fates.GetValueOrDefault(RowFate.Unchanged),
            Bad = bad,
            Warned = warned,
            Problems = problems,
            Warnings = warnings,
            ByCode = byCode,
            First = first,
            Points = points,
        };

    // When there are too many points every second one goes, and from then on only half as many come.
    private void Draw(ImportDraft draft, RowFate fate)
    {
        if (drawn++ % every != 0)
            return;
        var (lon, lat) = draft.Middle;
        points.Add(new ImportPoint(Math.Round(lon, 5), Math.Round(lat, 5), fate == RowFate.Added));
        if (points.Count <= ImportSummary.MostPoints)
            return;
        points = [.. points.Where((_, at) => at % 2 == 0)];
        every *= 2;
    }
}
