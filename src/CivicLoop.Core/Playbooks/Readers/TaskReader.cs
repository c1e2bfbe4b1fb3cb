using CivicLoop.Core.Plans;

namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>Rules of decomposition; one that never has its turn is told.</summary>
internal static class TaskReader
{
    public static IReadOnlyList<TaskRule> Read(Reading read)
    {
        var rules = new List<(Node Node, TaskRule Rule)>();
        foreach (var node in read.Root("tasks.yaml").Items("tasks"))
        {
            var rule = Rule(node);
            if (rules.Find(one => one.Rule.LeadsToAUnit && one.Rule.Covers(rule)) is { Rule: not null } hider)
                read.Mistakes.Add(
                    node,
                    MistakeCode.RuleUnreachable,
                    rule.Code,
                    $"{hider.Rule.Code} ({hider.Node.File}:{hider.Node.Line})"
                );
            rules.Add((node, rule));
        }
        return [.. rules.Select(pair => pair.Rule)];
    }

    private static TaskRule Rule(Node node)
    {
        var (when, to) = (node.Get("when"), node.Get("to"));
        return new TaskRule(
            node.Said("code"),
            node.Said("name"),
            when.Texts("system"),
            when.Texts("project"),
            when.Texts("indicator"),
            when.Texts("content"),
            when.Texts("method"),
            when.Texts("place"),
            when.Texts("category"),
            to.Said("lead"),
            to.Texts("with"),
            to.Text("post"),
            [
                .. to.Texts("evidence")
                    .Select(word =>
                        Enum.TryParse<Evidence>(word, ignoreCase: true, out var evidence) ? (Evidence?)evidence : null
                    )
                    .OfType<Evidence>(),
            ],
            node.Flag("sample")
        );
    }
}
