using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Rectification;

namespace CivicLoop.Core.Upstream;

/// <summary>A row of a letter as it was typed or read from a file.</summary>
/// <param name="At">Where it stands, as the person sees it.</param>
/// <param name="Row">What the letter calls it; empty where it does not count its rows.</param>
public sealed record FindingRow(int At, string Row, string What, string Category, string District, string Place)
{
    public bool IsEmpty => What.Length == 0 && Category.Length == 0 && District.Length == 0 && Place.Length == 0;
}

/// <summary>A finding that can become a case.</summary>
/// <param name="Row">With the number of the letter it is the name of the finding.</param>
/// <param name="Place">Code of the registered place; empty where only the district is known.</param>
public sealed record Finding(string Row, string What, string Category, string District, string Place);

/// <summary>Rows of a letter, read by what people call categories, districts and places.</summary>
public static class FindingSheet
{
    /// <summary>Between the number of a letter and that of its row.</summary>
    public const char Row = '#';

    public static readonly IReadOnlyList<string> Columns = ["row", "what", "category", "district", "place"];

    public static readonly IReadOnlyList<string> Required = ["what", "category"];

    /// <summary>What the source calls a finding: the same letter and row are the same finding.</summary>
    public static string Number(string letter, string row) => $"{letter}{Row}{row}";

    public static (IReadOnlyList<Finding> Found, IReadOnlyList<RowMistake> Mistakes) Read(
        IEnumerable<FindingRow> rows,
        CaseRules rules,
        ItemNames names
    )
    {
        var (found, mistakes) = (new List<Finding>(), new List<RowMistake>());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => !row.IsEmpty))
        {
            var wrong = new List<RowMistake>();
            void Wrong(string column, Refusal why) => wrong.Add(new RowMistake(row.At, column, why));
            var called = row.Row.Length > 0 ? row.Row : $"{row.At}";
            if (!seen.Add(called))
                Wrong("row", new Refusal("upstream.row-twice", called));
            if (row.What.Length == 0)
                Wrong("what", new Refusal("what.missing"));
            if (row.What.Length > ItemSheet.LongestText)
                Wrong("what", new Refusal("text.too-long", $"{ItemSheet.LongestText}"));
            var category = Category(row.Category, rules);
            if (category is null)
                Wrong("category", new Refusal("category.unknown", row.Category));
            var place = names.Place(row.Place);
            if (place.Refusal is { } nowhere)
                Wrong("place", nowhere);
            var district =
                row.District.Length == 0
                    ? place.Value?.District
                    : rules
                        .Playbook.City.Districts.FirstOrDefault(one => one.Code == row.District || one.Name == row.District)
                        ?.Code;
            if (string.IsNullOrEmpty(district) && place.Refusal is null)
                Wrong(
                    "district",
                    row.District.Length == 0
                        ? new Refusal("upstream.where-missing")
                        : new Refusal("upstream.district", row.District)
                );
            mistakes.AddRange(wrong);
            if (wrong.Count == 0)
                found.Add(new Finding(called, row.What, category!, district!, place.Value!.Code));
        }
        return (found, mistakes);
    }

    private static string? Category(string said, CaseRules rules) =>
        rules.Playbook.Category(said)?.Code
        ?? (
            rules
                .Playbook.Problems.Themes.SelectMany(theme => theme.Groups)
                .SelectMany(group => group.Categories)
                .Where(category => category.Name == said)
                .Take(2)
                .ToList()
                is [var only]
                ? only.Code
                : null
        );
}
