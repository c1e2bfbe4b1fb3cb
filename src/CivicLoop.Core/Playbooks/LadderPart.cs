using CivicLoop.Core.Duties;

namespace CivicLoop.Core.Playbooks;

/// <summary><c>ladder.yaml</c>: what follows when nothing follows.</summary>
/// <param name="OnePerMatter">一事一单: one order for each matter; a higher rung takes the place of the lower.</param>
public sealed record LadderPart(IReadOnlyList<Rung> Rungs, bool OnePerMatter)
{
    public AppealRules Appeals { get; init; } = AppealRules.Usual;
}

/// <summary>申诉: who decides level after level, how long a unit has to appeal, and how long each level has to decide.</summary>
/// <param name="Levels"><c>issuer</c>, <c>leading-group</c>, a work group or a unit.</param>
public sealed record AppealRules(IReadOnlyList<string> Levels, Limit Within, Limit Decide)
{
    // No source gives a figure.
    public static AppealRules Usual { get; } =
        new(
            ["issuer", "supervision", "leading-group"],
            new Limit(3, LimitClock.WorkingDays),
            new Limit(3, LimitClock.WorkingDays)
        );
}

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
