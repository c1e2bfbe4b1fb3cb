using CivicLoop.Core.Duties;

namespace CivicLoop.Core.Playbooks;

/// <summary><c>ladder.yaml</c>: what follows when nothing follows. Read and shown; what runs it is not built yet.</summary>
/// <param name="OnePerMatter">一事一单: one order for each matter.</param>
public sealed record LadderPart(IReadOnlyList<Rung> Rungs, bool OnePerMatter);

/// <summary>A step of the ladder, whatever its colour.</summary>
/// <param name="When">Any of these is enough; within one, all must hold.</param>
/// <param name="SignedBy">Who signs it: system, a work group, the leading group or a unit.</param>
/// <param name="Limit">How long the answer may take; null where none is asked for.</param>
/// <param name="Deducts">Whole points lost by it; null where none.</param>
public sealed record Rung(
    string Code,
    string Name,
    string? Colour,
    IReadOnlyList<IReadOnlyList<Condition>> When,
    string SignedBy,
    Limit? Limit,
    int? Deducts,
    IReadOnlyList<string> Makes,
    bool Sample
);

/// <summary>One condition of a rung: a key of the closed set and its value as the file writes it.</summary>
public sealed record Condition(string Key, string Value);
