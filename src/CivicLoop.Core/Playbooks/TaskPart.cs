using CivicLoop.Core.Plans;

namespace CivicLoop.Core.Playbooks;

/// <summary>
/// <c>tasks.yaml</c>: who leads the task that a standard becomes. The first that fits and leads to somebody wins; an
/// empty condition fits everything, conditions are joined by and, the values within one by or.
/// </summary>
/// <param name="Methods">Words of the methods, as a file says them.</param>
/// <param name="Lead">A unit's code, or <c>owner-of-place</c>, <c>dispatch</c>.</param>
/// <param name="With">The same; whom they lead to helps.</param>
/// <param name="Post">Of the lead; null for the one that answers for the unit.</param>
/// <param name="Asks">Evidence; empty for what the standard's methods want.</param>
public sealed record TaskRule(
    string Code,
    string Name,
    IReadOnlyList<string> Systems,
    IReadOnlyList<string> Projects,
    IReadOnlyList<string> Indicators,
    IReadOnlyList<string> Contents,
    IReadOnlyList<string> Methods,
    IReadOnlyList<string> PlaceTypes,
    IReadOnlyList<string> Categories,
    string Lead,
    IReadOnlyList<string> With,
    string? Post,
    IReadOnlyList<Evidence> Asks,
    bool Sample
)
{
    public const string OwnerOfPlace = "owner-of-place";
    public const string Dispatch = "dispatch";

    /// <summary>Whether everything that fits <paramref name="other"/> fits this one too: then that one never has its turn, unless this one leads to nobody.</summary>
    public bool Covers(TaskRule other) =>
        Wide(Systems, other.Systems)
        && Wide(Projects, other.Projects)
        && Wide(Indicators, other.Indicators)
        && Wide(Contents, other.Contents)
        && Wide(Methods, other.Methods)
        && Wide(PlaceTypes, other.PlaceTypes)
        && Wide(Categories, other.Categories);

    /// <summary>Whether it leads to the same unit whatever it is about.</summary>
    public bool LeadsToAUnit => Lead is not (OwnerOfPlace or Dispatch);

    private static bool Wide(IReadOnlyList<string> these, IReadOnlyList<string> those) =>
        these.Count == 0 || those.Count > 0 && those.All(these.Contains);
}
