using CivicLoop.Core.Plans;

namespace CivicLoop.Web.Plans;

/// <summary>A plan as somebody writes it.</summary>
public sealed record PlanWritten(
    PlanKind Kind,
    string Name,
    string Words,
    DateOnly From,
    DateOnly To,
    long? Parent,
    IReadOnlyList<EditionRef> Editions,
    IReadOnlyList<string> Units
);

/// <summary>What is due on a day, in words.</summary>
public sealed record MilestoneInput(DateOnly Day, string What);

/// <summary>A task as somebody writes it.</summary>
public sealed record TaskInput(
    string Title,
    IReadOnlyList<StandardRef> Standards,
    string? Lead,
    IReadOnlyList<string> With,
    string? Post,
    IReadOnlyList<string> PlaceTypes,
    IReadOnlyList<string> Places,
    IReadOnlyList<Evidence> Evidence,
    IReadOnlyList<MilestoneInput> Milestones,
    string? Rule
)
{
    /// <summary>Everything it says, for telling two of them apart.</summary>
    public string Said =>
        string.Join(
            '\u001e',
            [
                Title,
                Joined(Standards),
                Lead ?? "",
                Joined(With),
                Post ?? "",
                Joined(PlaceTypes),
                Joined(Places),
                Joined(Evidence),
                Joined(Milestones),
                Rule ?? "",
            ]
        );

    private static string Joined<T>(IEnumerable<T> parts) => string.Join('\u001d', parts);
}

/// <summary>What is wished of one task of a plan: a new one, another shape of one that is there, or none.</summary>
/// <param name="Task">Number of the task; null for a new one.</param>
/// <param name="Seen">Its version when it was looked at.</param>
/// <param name="Input">Null where it is to be dropped.</param>
public sealed record Wish(long? Task, int Seen, TaskInput? Input);

/// <summary>What somebody says of how far a task is, or that a milestone is reached.</summary>
public sealed record TaskReport(int At, int Percent, string Words, IReadOnlyList<EvidenceLink> Links);
