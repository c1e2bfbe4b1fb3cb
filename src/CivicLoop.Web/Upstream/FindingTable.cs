using System.Text.Json;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Rectification;
using CivicLoop.Core.Upstream;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Rectification;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Upstream;

/// <summary>Rows of a letter weighed against what is here: which become cases, which are cases already, what is wrong.</summary>
public sealed record FindingPlan(
    IReadOnlyList<FindingRow> Rows,
    IReadOnlyList<Finding> Found,
    IReadOnlyList<RowMistake> Mistakes,
    IReadOnlySet<string> Known
)
{
    public int New(string letter) => Found.Count(one => !Known.Contains(FindingSheet.Number(letter, one.Row)));

    /// <summary>The rows as the page carries them to the button that takes them in.</summary>
    public string Carried => JsonSerializer.Serialize(Rows);
}

/// <summary>Findings from a file or a form.</summary>
public sealed class FindingTable(Texts texts, SiteContext site, RulesNow rulesNow)
{
    /// <summary>As many as are taken in at once.</summary>
    public const int MostRows = 1_000;

    /// <summary>Rows that the form has.</summary>
    public const int Typed = 5;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    /// <summary>The rows of a file; what is no such table is refused with a sentence.</summary>
    public Outcome<IReadOnlyList<FindingRow>> Read(Stream file)
    {
        try
        {
            var fields = FindingSheet.Columns.Select(column => new SheetField(
                column,
                [.. Texts.Languages.Select(language => texts.In(language)[$"upstream.col.{column}"])],
                FindingSheet.Required.Contains(column)
            ));
            var rows = new List<FindingRow>();
            foreach (var record in SheetTable.Of(SheetReader.Rows(file), [.. fields]).Records())
            {
                if (rows.Count == MostRows)
                    return new Refusal("sheet.too-long", $"{MostRows}");
                string Cell(string column) => record[column].Trim();
                rows.Add(
                    new FindingRow(record.Number, Cell("row"), Cell("what"), Cell("category"), Cell("district"), Cell("place"))
                );
            }
            return rows.Count == 0 ? new Refusal("sheet.empty") : rows;
        }
        catch (SheetTroubleException trouble)
        {
            return trouble.Refusal;
        }
    }

    /// <summary>The rows that were typed. They go on where the letter's findings end, so that none is called as another.</summary>
    /// <param name="behind">How many findings the letter has.</param>
    public static IReadOnlyList<FindingRow> Read(IFormCollection sent, int behind)
    {
        string At(string name, int row) => row < sent[name].Count ? (sent[name][row] ?? "").Trim() : "";
        return
        [
            .. Enumerable
                .Range(0, Typed)
                .Select(row => new FindingRow(
                    row + 1,
                    At("row", row) is { Length: > 0 } called ? called : $"{behind + row + 1}",
                    At("what", row),
                    At("category", row),
                    At("district", row),
                    At("place", row)
                )),
        ];
    }

    /// <summary>Rows that a page carried.</summary>
    public static IReadOnlyList<FindingRow>? Carried(string? json)
    {
        try
        {
            return string.IsNullOrEmpty(json)
                ? null
                : JsonSerializer.Deserialize<List<FindingRow>>(json)?.Take(MostRows).ToList();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public FindingPlan Weigh(string letter, IReadOnlyList<FindingRow> rows) =>
        city.Database.Read(connection =>
        {
            var names = ListTable.Names(Rules, ItemReads.Places(connection, rows.Select(row => row.Place)));
            var (found, mistakes) = FindingSheet.Read(rows, Rules, names);
            var known = found
                .Select(one => FindingSheet.Number(letter, one.Row))
                .Chunk(500)
                .SelectMany(some => CaseSources.Among(connection, Finders.Upstream, some))
                .ToHashSet(StringComparer.Ordinal);
            return new FindingPlan(rows, found, mistakes, known);
        });
}
