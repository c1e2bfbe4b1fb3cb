namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>What the readers of the parts share: the checked trees and the list of mistakes.</summary>
internal sealed record Reading(IReadOnlyDictionary<string, Node> Roots, Mistakes Mistakes)
{
    /// <summary>Null when the file could not be read, or is not there.</summary>
    public Node? Root(string path) => Roots.GetValueOrDefault(path);

    /// <summary>The rows of a table; none when it could not be read, or is not there.</summary>
    public IReadOnlyList<Node> Rows(string path) => (Root(path) as Sequence)?.Items ?? [];
}
