namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>Rungs with their conditions as the file writes them.</summary>
internal static class LadderReader
{
    public static LadderPart Read(Reading read)
    {
        var root = read.Root("ladder.yaml");
        return new LadderPart([.. root.Items("ladder").Select(node => Rung(node, read.Mistakes))], root.Flag("one-per-matter"))
        {
            Appeals = Appeals(root.Get("appeals")),
        };
    }

    private static AppealRules Appeals(Node? node)
    {
        var usual = AppealRules.Usual;
        return new AppealRules(
            node.Texts("levels") is { Count: > 0 } levels ? levels : usual.Levels,
            node.Limit("within") ?? usual.Within,
            node.Limit("decide") ?? usual.Decide
        );
    }

    private static Rung Rung(Node node, Mistakes mistakes)
    {
        foreach (var empty in node.Items("when").OfType<Mapping>().Where(when => when.Entries.Count == 0))
            mistakes.Add(empty, MistakeCode.EmptyCondition, node.Said("code"));
        return new Rung(
            node.Said("code"),
            node.Said("name"),
            node.Text("colour"),
            [.. node.Items("when").OfType<Mapping>().Select(Conditions)],
            node.Said("signed-by"),
            node.Limit("limit"),
            node.Whole("deducts"),
            node.Texts("makes"),
            node.Flag("sample")
        );
    }

    private static List<Condition> Conditions(Mapping when) =>
        [.. when.Entries.Select(entry => new Condition(entry.Key.Text, Value(entry.Value)))];

    // rungs-within: {rung: notice, times: 2, days: 30} is told as "notice 2 30".
    private static string Value(Node value) =>
        value switch
        {
            Scalar scalar => scalar.Text,
            Mapping mapping => $"{mapping.Said("rung")} {mapping.Said("times")} {mapping.Said("days")}",
            _ => "",
        };
}
