using CivicLoop.Core.Standards;
using Shapes = CivicLoop.Core.Playbooks.Keys.StandardKeys;

namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>What an edition may name that is no part of it; null where it cannot be read, and nothing is called dangling.</summary>
public sealed record EditionWorld(IReadOnlyCollection<string>? PlaceTypes, IReadOnlyCollection<string>? Categories)
{
    public static EditionWorld Of(Playbook playbook) =>
        new(
            [.. playbook.Places.Types.Select(type => type.Code)],
            [.. playbook.Problems.Categories.Select(category => category.Code)]
        );
}

/// <summary>
/// An edition of standards from a tree, whether a file of YAML or the rows of a workbook, with every mistake at once.
/// </summary>
public static class EditionReader
{
    /// <returns>No edition when there is a mistake.</returns>
    public static (Edition? Edition, IReadOnlyList<Mistake> Mistakes) Read(Node root, EditionWorld world)
    {
        var mistakes = new Mistakes();
        var codes = new Codes(mistakes);
        Know(codes, "place-type", world.PlaceTypes);
        Know(codes, "category", world.Categories);
        new ShapeCheck(mistakes, codes).Check(root, Shapes.Edition);
        codes.Settle();

        // What cannot be read has no sense to be judged.
        if (mistakes.All.Count > 0)
            return (null, mistakes.All);
        var read = new Tree(mistakes);
        var edition = read.Edition(root);
        EditionCheck.Check(edition, root, read.Places, mistakes);
        return mistakes.All.Count > 0 ? (null, mistakes.All) : (edition, []);
    }

    private static void Know(Codes codes, string kind, IReadOnlyCollection<string>? known)
    {
        if (known is null)
            codes.CannotRead([kind]);
        else
            codes.Know(kind, known);
    }

    private sealed class Tree(Mistakes mistakes)
    {
        /// <summary>Where each standard stands, for the mistakes that are about several.</summary>
        public Dictionary<string, Node> Places { get; } = [];

        public Edition Edition(Node root) =>
            new(
                root.Said("system"),
                root.Said("edition"),
                root.Said("name"),
                Points(root, "total"),
                [
                    .. root.Items("projects")
                        .Select(project => new Project(
                            project.Said("code"),
                            project.Said("name"),
                            [
                                .. project
                                    .Items("indicators")
                                    .Select(indicator => new Indicator(
                                        indicator.Said("code"),
                                        indicator.Said("name"),
                                        [.. indicator.Items("contents").Select(Content)]
                                    )),
                            ]
                        )),
                ],
                root.Flag("sample")
            )
            {
                Gates = [.. root.Items("gates").Select(Gate)],
                Includes =
                [
                    .. root.Items("includes").Select(node => new Included(node.Said("system"), Share(node, "part") ?? 0)),
                ],
            };

        private Content Content(Node node) =>
            new(node.Said("code"), node.Said("name"), [.. node.Items("standards").Select(Standard)]);

        private Gate Gate(Node node)
        {
            var gate = new Gate(
                node.Said("code"),
                node.Said("name"),
                node.Text("of"),
                node.Get("at-least") is null ? null : Points(node, "at-least"),
                node.Whole("months")
            );
            if (gate.Of is null != gate.AtLeast is null)
                mistakes.Add(node, MistakeCode.GateUnfit, gate.Code);
            return gate;
        }

        private Standard Standard(Node node)
        {
            var weight = Points(node, "weight");
            var standard = new Standard(
                node.Said("code"),
                node.Said("text"),
                [.. node.Texts("methods").Select(Enum)],
                weight,
                node.Texts("places"),
                node.Whole("occurrence") ?? 1,
                [.. node.Items("rule").Select(rule => Scored(rule, weight))]
            )
            {
                Look = node.Text("look"),
                Category = node.Text("category"),
                Materials = [.. node.Texts("materials").Select(word => System.Enum.Parse<MaterialPart>(word, ignoreCase: true))],
                Draw = [.. node.Figures("draw").Select(pair => (pair.Label, Forms.Whole(pair.Figure) ?? 0))],
            };
            Places.TryAdd(standard.Code, node);
            return standard;
        }

        private static Method Enum(string word) => System.Enum.Parse<Method>(word, ignoreCase: true);

        private Scored Scored(Node node, long weight)
        {
            var part = Share(node, "part") ?? 1;
            return new Scored(
                RuleReader.Read(node, Standards.Points.Of(weight, part), mistakes),
                node.Text("method") is { } method ? Enum(method) : null,
                part
            );
        }

        private static long Points(Node node, string key) => node.Text(key) is { } text ? Forms.Points(text) ?? 0 : 0;

        private static decimal? Share(Node node, string key) => node.Text(key) is { } text ? Forms.Share(text) : null;
    }
}
