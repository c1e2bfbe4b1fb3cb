using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Events;
using CivicLoop.Core.Sheets;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Contracts;

/// <summary>A row of a table of contracts: what it says, and where it stood in the file.</summary>
public sealed record ContractLine(int Number, IReadOnlyList<string> Cells);

/// <summary>
/// Contracts as a table that people bring: the columns of our own export, in any of our languages, kinds and levels by
/// name or code, who and what by name or code.
/// </summary>
public sealed class ContractTable(Texts texts)
{
    /// <summary>More than a city makes at once, and as many as are looked at in one go.</summary>
    public const int MostRows = 5_000;

    private static readonly string[] Codes =
    [
        "kind",
        "level",
        "role",
        "party",
        "over",
        "object",
        "code",
        "from",
        "to",
        "side",
        "since",
        "until",
    ];

    private static readonly string[] Required = ["party", "object"];

    public IReadOnlyList<SheetColumn> Columns(Sentences t) =>
        [.. Codes.Select(code => new SheetColumn(t[$"contracts.col.{code}"], code is "party" or "object" or "kind" ? 30 : 14))];

    /// <exception cref="SheetTroubleException">It is no table, lacks a column, or is too long.</exception>
    public IReadOnlyList<ContractLine> Read(Stream file)
    {
        var table = SheetTable.Of(
            SheetReader.Rows(file),
            [.. Codes.Select(code => new SheetField(code, In($"contracts.col.{code}"), Required.Contains(code)))]
        );
        var lines = table
            .Records()
            .Select(row => new ContractLine(row.Number, [.. Codes.Select(code => row[code])]))
            .Take(MostRows + 1)
            .ToList();
        return lines.Count > MostRows
            ? throw new SheetTroubleException(new Refusal("contract.too-many-rows", $"{MostRows}"))
            : lines;
    }

    /// <summary>As the page keeps them between looking and taking: the number of the row before its cells.</summary>
    public static string Keep(IEnumerable<ContractLine> lines) =>
        string.Concat(lines.Select(line => CsvLine.Of([$"{line.Number}", .. line.Cells])));

    /// <summary>Null where the text is not one that <see cref="Keep"/> wrote.</summary>
    public static IReadOnlyList<ContractLine>? Kept(string text)
    {
        var rows = Csv.Read(text, out var unclosed);
        return
            unclosed > 0
            || rows.Count > MostRows
            || rows.Any(row => row.Cells.Count != Codes.Length + 1 || !int.TryParse(row.Cells[0], out _))
            ? null
            : [.. rows.Select(row => new ContractLine(int.Parse(row.Cells[0]), [.. row.Cells.Skip(1)]))];
    }

    /// <summary>What a row means, looked up; everything that is wrong with it goes to the list.</summary>
    public MakeInput? Input(
        DbConnection connection,
        CaseRules rules,
        ContractLine line,
        DateOnly today,
        bool overlapping,
        List<Refusal> wrong
    )
    {
        string Cell(string code) => line.Cells[Array.IndexOf(Codes, code)];

        var kinds = rules.Playbook.Organisation.Contracts;
        var said = Cell("kind");
        var kind =
            said.Length == 0 && kinds.Count == 1 ? kinds[0] : kinds.FirstOrDefault(one => one.Code == said || one.Kind == said);
        if (kind is null)
        {
            wrong.Add(new Refusal("contract.kind-unknown", said));
            return null;
        }
        var level = kind.Levels.FirstOrDefault(one => one.Code == Cell("level") || one.Name == Cell("level"));
        var party = Parties.Said(Plain(Cell("party")), rules.Organisation);
        if (party is null && Cell("party").Length > 0)
            wrong.Add(new Refusal("contract.party-unknown", Cell("party")));
        var form = new ContractForm
        {
            Kind = kind.Code,
            Level = level?.Code ?? Cell("level"),
            Role = Means("contracts.beside", Cell("role")) || Cell("role") == "beside" ? "beside" : "lead",
            Party = party is null ? "" : Parties.Chosen(party),
            Over =
                Enum.GetValues<Over>().FirstOrDefault(over => Means($"contracts.over.{over}", Cell("over")), (Over)(-1))
                    is var over
                && (int)over >= 0
                    ? over.Word()
                    : Cell("over"),
            Object = Cell("code").Length > 0 ? Cell("code") : Cell("object"),
            From = Cell("from"),
            To = Cell("to"),
            Side =
                Enum.GetValues<Side>().FirstOrDefault(side => Means($"contracts.side.{side}", Cell("side")), (Side)(-1))
                    is var side
                && (int)side >= 0
                    ? side.ToString()
                    : Cell("side"),
            Since = Cell("since").Length > 0 ? Cell("since") : Data.Values.Day(today),
            Until = Cell("until"),
            Overlapping = overlapping,
        };
        // Said once: a name that nobody has is no missing one.
        var missing = wrong.Count;
        var input = ContractMaking.Input(connection, rules, kind, form, wrong);
        if (missing > 0)
            wrong.RemoveAll(one => one.Code == "contract.party-missing");
        return input;
    }

    private List<string> In(string key) =>
        [.. Texts.Languages.Select(language => texts.Find(language, key)).OfType<string>().Distinct()];

    private bool Means(string key, string said) => said.Length > 0 && In(key).Contains(said);

    // Our own export marks samples behind their names.
    private string Plain(string name) =>
        In("cases.sample.in")
            .Aggregate(name, (left, mark) => left.EndsWith(mark, StringComparison.Ordinal) ? left[..^mark.Length] : left);
}
