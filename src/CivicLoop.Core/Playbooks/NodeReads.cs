using CivicLoop.Core.Duties;

namespace CivicLoop.Core.Playbooks;

/// <summary>
/// Reads a checked tree. Nothing is reported here: what does not fit was reported by the check, and reads as
/// nothing so that everything else can still be judged.
/// </summary>
internal static class NodeReads
{
    public static Node? Get(this Node? node, string key) =>
        (node as Mapping)?.Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;

    public static string? Text(this Node? node, string key) =>
        node.Get(key) is Scalar { Text.Length: > 0 } scalar ? scalar.Text : null;

    /// <summary>Empty where the key is missing: the check has said so.</summary>
    public static string Said(this Node? node, string key) => node.Text(key) ?? "";

    public static bool Flag(this Node? node, string key) => node.Text(key) == "true";

    public static int? Whole(this Node? node, string key) => node.Text(key) is { } text ? Forms.Whole(text) : null;

    public static Limit? Limit(this Node? node, string key) => Duties.Limit.Parse(node.Text(key));

    /// <summary>A list, a single one that stands for a list, or nothing.</summary>
    public static IReadOnlyList<Node> Items(this Node? node, string key) =>
        node.Get(key) switch
        {
            Sequence sequence => sequence.Items,
            null => [],
            var single => [single],
        };

    /// <summary>Labels with their figures, in the order of the file.</summary>
    public static IReadOnlyList<(string Label, string Figure)> Figures(this Node? node, string key) =>
        [.. ((node.Get(key) as Mapping)?.Entries ?? []).Select(entry => (entry.Key.Text, (entry.Value as Scalar)?.Text ?? ""))];

    public static IReadOnlyList<string> Texts(this Node? node, string key) =>
        [.. node.Items(key).OfType<Scalar>().Select(scalar => scalar.Text)];
}
