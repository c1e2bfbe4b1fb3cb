using CivicLoop.Core.Contracts;

namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>Kinds of contracts with their levels and the text of their letters.</summary>
internal static class ContractReader
{
    public static ContractKind Read(Reading read, Node node)
    {
        var usual = new ContractKind(
            node.Said("code"),
            node.Said("kind"),
            node.Texts("over"),
            node.Figures("counts"),
            node.Text("says"),
            node.Flag("sample")
        );
        Levels(read, node, usual);
        return usual with
        {
            Named = [.. node.Items("levels").Select(level => Level(level, usual))],
            Types = node.Texts("types"),
            Party = node.Text("party") ?? usual.Party,
            Term = node.Text("term") ?? usual.Term,
            AcceptWithin = node.Limit("accept-within") ?? usual.AcceptWithin,
            RenewBefore = node.Limit("renew-before") ?? usual.RenewBefore,
            Letter = node.Get("letter") is { } letter ? Letter(read, letter) : usual.Letter,
        };
    }

    private static ContractLevel Level(Node node, ContractKind kind) =>
        new(
            node.Said("code"),
            node.Said("name"),
            node.Texts("over") is { Count: > 0 } over ? over : kind.Over,
            node.Flag("sample")
        );

    private static void Levels(Reading read, Node node, ContractKind kind)
    {
        var seen = new Dictionary<string, Node>();
        foreach (var level in node.Items("levels"))
        {
            var code = level.Said("code");
            if (!seen.TryAdd(code, level))
                read.Mistakes.Add(level, MistakeCode.DuplicateCode, code, $"{seen[code].File}:{seen[code].Line}");
            foreach (var over in level.Texts("over").Where(over => !kind.Over.Contains(over)))
                read.Mistakes.Add(level, MistakeCode.LevelElsewhere, code, over, string.Join(", ", kind.Over));
        }
    }

    private static LetterTemplate Letter(Reading read, Node node)
    {
        var letter = new LetterTemplate(node.Said("title"), node.Texts("clauses"));
        foreach (var blank in letter.Unknown)
            read.Mistakes.Add(node, MistakeCode.LetterBlank, blank, string.Join(", ", LetterTemplate.Blanks));
        return letter;
    }
}
