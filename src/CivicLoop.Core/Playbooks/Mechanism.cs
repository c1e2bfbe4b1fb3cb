namespace CivicLoop.Core.Playbooks;

/// <summary>
/// <c>mechanisms.yaml</c>: a way of working that the city's documents name, whether or not a room runs it yet. What
/// no room runs is shown as not built, never hidden.
/// </summary>
/// <param name="Says">What it asks for, one sentence.</param>
/// <param name="Counts">Label and figure, such as 延时错峰 → 4小时.</param>
/// <param name="Steps">Its steps or parts in order; empty where it has none.</param>
/// <param name="RunBy">The room that runs it: <c>cases</c>, <c>contracts</c>; null while none does.</param>
public sealed record Mechanism(
    string Code,
    string Name,
    string? Says,
    IReadOnlyList<(string Label, string Figure)> Counts,
    IReadOnlyList<string> Steps,
    string? RunBy,
    bool Sample
)
{
    /// <summary>Code of the unit or post that answers for it; null where no source says.</summary>
    public string? Owner { get; init; }

    /// <summary>How often it is to be run; null where no source says.</summary>
    public Interval? Every { get; init; }
}
