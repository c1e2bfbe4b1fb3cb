using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Standards;

/// <summary>A row of a workbook as somebody sees it.</summary>
/// <param name="Number">Counted from 1, with everything above it.</param>
/// <param name="Cell">What stands in a column of <see cref="EditionTable.Columns"/>; empty where nothing does.</param>
public sealed record EditionRow(int Number, Func<string, string> Cell);

/// <summary>What is said of an edition beside its rows.</summary>
public sealed record EditionHead(string Code, string System, string Name, string Total, bool Sample);

/// <summary>
/// An edition as offices keep it: one row for a standard, branches only where they begin because the cells below are
/// merged, a further row for a further rule. Made into the same tree as a file, where each piece knows its row.
/// </summary>
public static class EditionTable
{
    /// <summary>The columns, in the order in which they are written.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "project-code",
        "project",
        "indicator-code",
        "indicator",
        "content-code",
        "content",
        "code",
        "text",
        "look",
        "methods",
        "weight",
        "places",
        "occurrence",
        "draw",
        "category",
        "materials",
        "rule",
        "rule-method",
        "rule-part",
        "rule-figures",
    ];

    private static readonly string[] Levels = ["project", "indicator", "content"];
    private static readonly string[] Below = ["indicators", "contents", "standards"];
    private static readonly string[] Lists = ["methods", "places", "materials"];
    private static readonly string[] Sums = ["合计", "小计", "总计", "合　计", "小　计"];
    private static readonly char[] Between = ['、', '，', ',', ';', '；', '/', '\n', ' '];

    /// <param name="mean">
    /// What a word in a column means to the program: the code of a method, a type of place, a category, a kind of
    /// rule or a figure of one; the word itself where nothing is known of it, so that the check can tell.
    /// </param>
    public static Node Tree(string file, EditionHead head, IEnumerable<EditionRow> rows, Func<string, string, string> mean)
    {
        var root = new Branch(file, 1);
        foreach (
            var (key, value) in new[]
            {
                ("edition", head.Code),
                ("system", head.System),
                ("name", head.Name),
                ("total", head.Total),
                ("sample", head.Sample ? "true" : ""),
            }
        )
            root.Say(key, value);
        var open = new Branch?[Levels.Length];
        Branch? standard = null;
        foreach (var row in rows.Where(row => !IsNothing(row)))
        {
            var began = Open(file, row, root, open);
            if (row.Cell("text").Length > 0 || row.Cell("code").Length > 0 && row.Cell("code") != standard?.Said("code") || began)
                standard = Standard(file, row, open[^1] ?? root, mean);
            if (standard is not null && row.Cell("rule").Length > 0)
                standard.Add("rule", Rule(file, row, mean));
        }
        return root.Made();
    }

    // Where a level begins anew, those below it end.
    private static bool Open(string file, EditionRow row, Branch root, Branch?[] open)
    {
        var began = false;
        for (var level = 0; level < Levels.Length; level++)
        {
            var (name, code) = (row.Cell(Levels[level]), row.Cell($"{Levels[level]}-code"));
            var same = name.Length == 0 && code.Length == 0 || open[level] is { } at && at.Is(name, code);
            if (open[level] is not null && same && !began)
                continue;
            var parent = level == 0 ? root : open[level - 1]!;
            var list = level == 0 ? "projects" : Below[level - 1];
            var branch = new Branch(file, row.Number);
            branch.Say("code", code.Length > 0 ? code : Numbered(level == 0 ? null : parent, "pic"[level], parent.Count(list)));
            branch.Say("name", name);
            parent.Add(list, branch);
            (open[level], began) = (branch, true);
        }
        return began;
    }

    private static string Numbered(Branch? parent, char letter, int before) =>
        parent is null ? $"{letter}{before + 1}" : $"{parent.Said("code")}-{letter}{before + 1}";

    private static Branch Standard(string file, EditionRow row, Branch content, Func<string, string, string> mean)
    {
        var standard = new Branch(file, row.Number);
        var code = row.Cell("code");
        standard.Say("code", code.Length > 0 ? code : Numbered(content, 's', content.Count("standards")));
        foreach (var key in new[] { "text", "look", "weight", "occurrence" })
            standard.Say(key, row.Cell(key));
        foreach (var key in Lists)
        foreach (var word in Words(row.Cell(key)))
            standard.List(key, mean(key, word));
        if (row.Cell("category") is { Length: > 0 } category)
            standard.Say("category", mean("category", category));
        if (Figures(row.Cell("draw")) is { Count: > 0 } draws)
        {
            var draw = new Branch(file, row.Number);
            foreach (var (of, count) in draws)
                draw.Say(of, count);
            standard.Put("draw", draw);
        }
        content.Add("standards", standard);
        return standard;
    }

    private static Branch Rule(string file, EditionRow row, Func<string, string, string> mean)
    {
        var rule = new Branch(file, row.Number);
        var kind = mean("rule", row.Cell("rule"));
        rule.Say("kind", kind);
        if (row.Cell("rule-method") is { Length: > 0 } method)
            rule.Say("method", mean("methods", method));
        rule.Say("part", Percent(row.Cell("rule-part")));
        foreach (var (name, value) in Figures(row.Cell("rule-figures")))
        {
            if (kind == "tier")
            {
                var tier = new Branch(file, row.Number);
                tier.Say("name", name);
                tier.Say("share", value);
                rule.Add("tiers", tier);
            }
            else if (mean("rule-figures", name) is "of")
                foreach (var code in Words(value))
                    rule.List("of", code);
            else
                rule.Say(mean("rule-figures", name), value);
        }
        return rule;
    }

    /// <summary>What <see cref="Tree"/> reads back: one row for each rule, branches on every row.</summary>
    /// <param name="say">The word of a column for a code: what <c>mean</c> turns back.</param>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Rows(Edition edition, Func<string, string, string> say)
    {
        foreach (var (project, indicator, content, standard) in edition.Located)
        {
            for (var at = 0; at < standard.Rules.Count; at++)
            {
                var cells = new Dictionary<string, string>
                {
                    ["project-code"] = project.Code,
                    ["project"] = project.Name,
                    ["indicator-code"] = indicator.Code,
                    ["indicator"] = indicator.Name,
                    ["content-code"] = content.Code,
                    ["content"] = content.Name,
                    ["code"] = standard.Code,
                };
                if (at == 0)
                    foreach (var (key, value) in EditionText.Standard(standard).Entries)
                        cells[key] = key == "rule" ? "" : Flat(key, value, say);
                foreach (var (key, value) in RuleCells(standard.Rules[at], say))
                    cells[key] = value;
                yield return cells;
            }
        }
    }

    private static IEnumerable<(string, string)> RuleCells(Scored scored, Func<string, string, string> say)
    {
        var figures = new List<string>();
        foreach (var (key, value) in EditionText.Scored(scored).Entries)
        {
            if (key is "kind")
                yield return ("rule", say("rule", Plain(value)));
            else if (key is "method")
                yield return ("rule-method", say("methods", Plain(value)));
            else if (key is "part")
                yield return ("rule-part", Plain(value));
            else if (value is EditionText.Many { Items: [EditionText.Keys, ..] } tiers)
                figures.AddRange(
                    tiers
                        .Items.Cast<EditionText.Keys>()
                        .Select(tier => $"{Plain(tier.Entries[0].Value)}={Plain(tier.Entries[1].Value)}")
                );
            else
                figures.Add($"{say("rule-figures", key)}={Flat(key, value, say)}");
        }
        yield return ("rule-figures", string.Join("；", figures));
    }

    private static string Flat(string key, EditionText.Value value, Func<string, string, string> say) =>
        value switch
        {
            EditionText.Many many => string.Join(
                '、',
                many.Items.Select(item => Lists.Contains(key) ? say(key, Plain(item)) : Plain(item))
            ),
            EditionText.Keys keys => string.Join("；", keys.Entries.Select(entry => $"{entry.Key}={Plain(entry.Value)}")),
            _ => key == "category" ? say(key, Plain(value)) : Plain(value),
        };

    private static string Plain(EditionText.Value value) => ((EditionText.Word)value).Text;

    // A page's header once more, an empty row, a sum: nothing of the tree.
    private static bool IsNothing(EditionRow row) =>
        row.Cell("text").Length == 0
        && (Columns.All(column => row.Cell(column).Length == 0) || Columns.Any(column => Sums.Contains(row.Cell(column))));

    private static IEnumerable<string> Words(string cell) =>
        cell.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static List<(string Name, string Value)> Figures(string cell)
    {
        var figures = new List<(string, string)>();
        foreach (
            var part in cell.Split(['；', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        )
        {
            var at = part.IndexOfAny(['=', '＝', '：', ':']);
            figures.Add(at < 0 ? (part, "") : (part[..at].Trim(), part[(at + 1)..].Trim()));
        }
        return figures;
    }

    // A spreadsheet keeps 40% as 0.4.
    private static string Percent(string cell) =>
        decimal.TryParse(
            cell,
            System.Globalization.NumberStyles.AllowDecimalPoint,
            System.Globalization.CultureInfo.InvariantCulture,
            out var share
        ) && share is > 0 and <= 1
            ? Standards.Rule.Percent(share)
            : cell;

    // A mapping while it is being put together.
    private sealed class Branch(string file, int row)
    {
        private readonly List<(string Key, object Value)> entries = [];
        private readonly Dictionary<string, List<object>> lists = [];

        public string Said(string key) => entries.FirstOrDefault(entry => entry.Key == key).Value as string ?? "";

        public bool Is(string name, string code) =>
            (name.Length == 0 || name == Said("name")) && (code.Length == 0 || code == Said("code"));

        public int Count(string key) => lists.TryGetValue(key, out var list) ? list.Count : 0;

        public void Say(string key, string text)
        {
            if (text.Length > 0)
                entries.Add((key, text));
        }

        public void Put(string key, Branch branch) => entries.Add((key, branch));

        public void List(string key, string text) => Append(key, text);

        public void Add(string key, Branch branch) => Append(key, branch);

        private void Append(string key, object value)
        {
            if (!lists.TryGetValue(key, out var list))
                entries.Add((key, lists[key] = list = []));
            list.Add(value);
        }

        public Node Made() =>
            new Mapping(
                [.. entries.Select(entry => new Entry(new Scalar(entry.Key, file, row, 1), Node(entry.Value)))],
                file,
                row,
                1
            );

        private Node Node(object value) =>
            value switch
            {
                string text => new Scalar(text, file, row, 1),
                List<object> list => new Sequence([.. list.Select(Node)], file, row, 1),
                _ => ((Branch)value).Made(),
            };
    }
}
