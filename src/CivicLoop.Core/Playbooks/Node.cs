namespace CivicLoop.Core.Playbooks;

/// <summary>
/// A file of a playbook as a tree that knows where each piece stands. YAML is read outside; a row of a CSV file is
/// a mapping too, so that one check serves both.
/// </summary>
/// <param name="File">As a mistake names it: relative to the folder.</param>
/// <param name="Line">Counted from 1, as is <paramref name="Column"/>.</param>
public abstract record Node(string File, int Line, int Column);

public sealed record Scalar(string Text, string File, int Line, int Column) : Node(File, Line, Column);

public sealed record Sequence(IReadOnlyList<Node> Items, string File, int Line, int Column) : Node(File, Line, Column);

public sealed record Mapping(IReadOnlyList<Entry> Entries, string File, int Line, int Column) : Node(File, Line, Column);

public readonly record struct Entry(Scalar Key, Node Value);
