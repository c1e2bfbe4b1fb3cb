using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Rectification;
using CivicLoop.Core.Tallies;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Rectification;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Tallies;

/// <summary>The ledger as tables: sums and entries to take away, entries to bring.</summary>
public sealed class TallyTable(Texts texts, Sentences t, SiteContext site)
{
    /// <summary>As many rows as are taken in at once.</summary>
    public const int MostRows = 2000;

    private static readonly string[] OfSums =
    [
        "group",
        "counter",
        "amount",
        "bound",
        "measure",
        "unit",
        "district",
        "entries",
        "reported",
    ];
    private static readonly string[] OfEntries = ["number", .. TallySheet.Columns, "status"];
    private static readonly string[] Wide = ["counter", "unit", "thing", "note"];

    public TableFile Sums(IEnumerable<TallySum> sums, CaseRules rules)
    {
        var names = CaseNames.Of(rules);
        return File(
            "sums",
            OfSums,
            sums.Where(sum => sum.Entries > 0)
                .Select(
                    IReadOnlyList<object?> (sum) =>
                    {
                        var counter = rules.Playbook.Counter(sum.Counter);
                        return
                        [
                            counter?.Group,
                            counter?.Name ?? sum.Counter,
                            Figure(sum.Amount),
                            Bound(sum.Amount),
                            sum.Measure,
                            names.Unit(sum.Unit, t),
                            names.DistrictOr(sum.District, t),
                            sum.Entries,
                            counter is { ReportedAs: { } reported } && counter.Measure == sum.Measure ? reported : null,
                        ];
                    }
                )
        );
    }

    /// <summary>What is taken away is what can be brought back: the same columns, and behind them what stands.</summary>
    public TableFile Entries(string name, IEnumerable<TallyEntry> entries, CaseRules rules)
    {
        var names = CaseNames.Of(rules);
        return File(
            name,
            OfEntries,
            entries.Select(
                IReadOnlyList<object?> (entry) =>
                    [
                        entry.State.Number,
                        rules.Playbook.Counter(entry.State.Counter)?.Name ?? entry.State.Counter,
                        entry.State.Measure,
                        Figure(entry.State.Amount),
                        Bound(entry.State.Amount),
                        names.Unit(entry.State.Unit),
                        entry.State.District.Length == 0 ? null : names.District(entry.State.District),
                        entry.State.From,
                        entry.State.To,
                        entry.State.Thing?.Place ?? entry.Thing,
                        entry.Note,
                        string.Join(' ', entry.State.Cases),
                        string.Join(' ', entry.State.Lists),
                        t[$"tallies.status.{entry.State.Status}"],
                    ]
            )
        );
    }

    /// <summary>An empty table with the right header.</summary>
    public TableFile Form() => File("form", [.. TallySheet.Columns], []);

    /// <summary>The entries of a table, or all that is wrong with it row by row.</summary>
    public Outcome<IReadOnlyList<(int Row, TallyInput Input)>> Read(
        City city,
        CaseRules rules,
        Stream file,
        List<RowMistake> mistakes
    )
    {
        try
        {
            var fields = TallySheet.Columns.Select(column => new SheetField(
                column,
                [.. Texts.Languages.Select(language => texts.In(language)[$"tallies.col.{column}"])],
                TallySheet.Required.Contains(column)
            ));
            var records = SheetTable.Of(SheetReader.Rows(file), [.. fields]).Records().Take(MostRows + 1).ToList();
            if (records.Count > MostRows)
                return new Refusal("sheet.too-long", $"{MostRows}");
            if (records.Count == 0)
                return new Refusal("sheet.empty");
            var names = Names(city, rules, records.Select(record => record["thing"]));
            var read = new List<(int, TallyInput)>();
            foreach (var record in records)
            {
                var (input, wrong) = TallySheet.Read(record.Number, column => record[column], rules.Playbook, names, Bounds());
                mistakes.AddRange(wrong);
                if (input is not null)
                    read.Add((record.Number, input));
            }
            return read;
        }
        catch (SheetTroubleException trouble)
        {
            return trouble.Refusal;
        }
    }

    /// <summary>The same from a form.</summary>
    public (TallyInput? Input, IReadOnlyList<RowMistake> Mistakes) Read(City city, CaseRules rules, Func<string, string> cell) =>
        TallySheet.Read(0, cell, rules.Playbook, Names(city, rules, [cell("thing")]), Bounds());

    private static ItemNames Names(City city, CaseRules rules, IEnumerable<string> things) =>
        new(rules.Organisation, rules.Playbook, city.Database.Read(connection => ItemReads.Places(connection, things)));

    // 余, 近 and 约 as a column of our own files says them, in any language.
    private Dictionary<string, Bound> Bounds()
    {
        var bounds = Enum.GetValues<Bound>().ToDictionary(bound => bound.ToString(), StringComparer.OrdinalIgnoreCase);
        foreach (var language in Texts.Languages)
        foreach (var bound in Enum.GetValues<Bound>())
            bounds.TryAdd(texts.In(language)[$"tallies.bound.{bound}"], bound);
        return bounds;
    }

    private TableFile File(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows) =>
        new(
            $"{site.Here.Code}-{t["tallies.title"]}-{t[$"tallies.file.{name}"]}-{site.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
            [.. columns.Select(column => new SheetColumn(t[$"tallies.col.{column}"], Wide.Contains(column) ? 30 : 14))],
            rows
        );

    private string? Bound(Amount amount) =>
        amount.Bound == Core.Tallies.Bound.Exactly ? null : t[$"tallies.bound.{amount.Bound}"];

    private static object Figure(Amount amount) =>
        amount.Thousandths % Amount.Scale == 0 ? amount.Thousandths / Amount.Scale : amount.Thousandths / (double)Amount.Scale;
}
