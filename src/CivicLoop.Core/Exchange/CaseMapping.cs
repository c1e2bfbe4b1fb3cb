using CivicLoop.Core.Events;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Exchange;

/// <summary>How a file of another system is read: who it is from, what its columns mean, what its words are here.</summary>
/// <param name="Source">Code of the system; together with its number a case of it is one case.</param>
/// <param name="System">The coordinate system of the file.</param>
/// <param name="Columns">Header → code of <see cref="CaseSheet"/>; nothing for a column to pass over.</param>
/// <param name="Values">Code of a column → word of the file → code or word of ours.</param>
public sealed record CaseMapping(
    string Source,
    CoordinateSystem System,
    IReadOnlyDictionary<string, string> Columns,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Values
)
{
    public const int LongestSource = 40;

    /// <summary>A file whose columns have names that are known, from this system.</summary>
    public static CaseMapping Plain(string source, CoordinateSystem system) =>
        new(source, system, new Dictionary<string, string>(), new Dictionary<string, IReadOnlyDictionary<string, string>>());

    public static bool IsSource(string source) =>
        source.Length is > 0 and <= LongestSource
        && source.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.');

    /// <summary>What a cell says once its word is translated.</summary>
    public string Word(string field, string cell) =>
        cell.Length > 0 && Values.TryGetValue(field, out var words) && words.TryGetValue(cell, out var ours) ? ours : cell;

    /// <summary>Reads a mapping file; everything that is wrong with it at once.</summary>
    /// <param name="source">Wins over what the file says; null to take the file's.</param>
    public static (CaseMapping? Mapping, IReadOnlyList<Refusal> Wrong) Read(Node? root, string? source, CoordinateSystem? system)
    {
        var wrong = new List<Refusal>();
        if (root is not Mapping file)
            return (null, [new Refusal("exchange.mapping.empty")]);
        foreach (var entry in file.Entries)
            if (entry.Key.Text is not ("source" or "crs" or "columns" or "values"))
                wrong.Add(new Refusal("exchange.mapping.key", $"{entry.Key.Line}", entry.Key.Text));

        source ??= file.Said("source");
        if (!IsSource(source))
            wrong.Add(new Refusal("exchange.source-code", source));
        system ??= ChinaCoordinates.System(file.Said("crs"));
        if (system is null)
            wrong.Add(new Refusal("exchange.mapping.crs", file.Said("crs")));

        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (header, code) in Pairs(file.Get("columns"), wrong))
            if (code.Text.Length > 0 && CaseSheet.All.All(field => field.Code != code.Text))
                wrong.Add(
                    new Refusal("exchange.mapping.column", $"{code.Line}", code.Text, Nearest.To(code.Text, Columned) ?? "-")
                );
            else
                columns[header.Text] = code.Text;

        var values = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var entry in (file.Get("values") as Mapping)?.Entries ?? [])
            if (!CaseSheet.Worded.Contains(entry.Key.Text))
                wrong.Add(
                    new Refusal(
                        "exchange.mapping.values",
                        $"{entry.Key.Line}",
                        entry.Key.Text,
                        string.Join("、", CaseSheet.Worded)
                    )
                );
            else
            {
                var words = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var (theirs, ours) in Pairs(entry.Value, wrong))
                    words[theirs.Text] = ours.Text;
                values[entry.Key.Text] = words;
            }
        return wrong.Count > 0 ? (null, wrong) : (new CaseMapping(source, system!.Value, columns, values), []);
    }

    private static IEnumerable<string> Columned => CaseSheet.All.Select(one => one.Code).Where(code => !code.StartsWith('~'));

    private static IEnumerable<(Scalar Key, Scalar Value)> Pairs(Node? node, List<Refusal> wrong)
    {
        if (node is null or Scalar { Text.Length: 0 })
            yield break;
        if (node is not Mapping mapping)
        {
            wrong.Add(new Refusal("exchange.mapping.pairs", $"{node.Line}"));
            yield break;
        }
        foreach (var entry in mapping.Entries)
            if (entry.Value is Scalar value)
                yield return (entry.Key, value);
            else
                wrong.Add(new Refusal("exchange.mapping.pairs", $"{entry.Key.Line}"));
    }
}
