namespace CivicLoop.Core.Rhythm;

/// <summary>
/// What lay on the table when a beat came: figures and lists drawn from the data of that instant and frozen in the event.
/// Codes, numbers and times only; words are said when it is read.
/// </summary>
/// <param name="Since">When the same beat came before, or the campaign began; UTC. What is new is new since then.</param>
/// <param name="Parts">In the order in which they are gone through.</param>
public sealed record Agenda(DateTime Since, IReadOnlyList<AgendaFigure> Figures, IReadOnlyList<AgendaPart> Parts)
{
    /// <summary>So many lines of a part are kept; its total says how many there were.</summary>
    public const int MostLines = 20;

    /// <summary>So many reasons of a line are kept, the most frequent first.</summary>
    public const int MostReasons = 3;

    /// <summary>整改率、按期整改率: what the figures come to, now and when the beat came before.</summary>
    public IReadOnlyList<AgendaRate> Rates() =>
        [
            Rate(AgendaNames.Cleared, [AgendaNames.Closed], [AgendaNames.Reported]),
            Rate(AgendaNames.InTime, [AgendaNames.Kept], [AgendaNames.Kept, AgendaNames.Broken]),
        ];

    private AgendaRate Rate(string name, string[] part, string[] whole)
    {
        return new(name, Share(figure => figure.Value), Share(figure => figure.Before));

        double? Share(Func<AgendaFigure, long?> of)
        {
            long? Sum(string[] names) => Figures.Where(figure => names.Contains(figure.Name)).Sum(of);
            return Sum(whole) is > 0 and var all ? (double)Sum(part)! / all : null;
        }
    }
}

/// <param name="Name">One of <see cref="AgendaNames.Rates"/>.</param>
/// <param name="Value">A share: 0.25 is a quarter, and more than one is more than all; null where there was nothing to share.</param>
public sealed record AgendaRate(string Name, double? Value, double? Before);

/// <param name="Name">One of <see cref="AgendaNames.Figures"/>.</param>
/// <param name="Before">The same when the beat came before; null where nobody counted it.</param>
public sealed record AgendaFigure(string Name, long Value, long? Before);

/// <param name="Name">One of <see cref="AgendaNames.Parts"/>.</param>
public sealed record AgendaPart(string Name, long Total, IReadOnlyList<AgendaLine> Lines);

/// <summary>A case, a place, a unit or some other thing with what is to be said of it.</summary>
/// <param name="Case">Number of the case; null where the line is about no case.</param>
/// <param name="Post">Who owes it, by the code of the post.</param>
/// <param name="Due">By when it is or was owed, UTC.</param>
/// <param name="Count">How many there are of what the part counts.</param>
/// <param name="Reasons">Of which categories they are, the most frequent first; null where that is not asked.</param>
/// <param name="Order">Number of an order; null where the line is about none.</param>
/// <param name="Upstream">Number of what came from above; null where the line is about nothing that did.</param>
public sealed record AgendaLine(
    long? Case = null,
    string? Category = null,
    string? Place = null,
    string? Unit = null,
    string? Post = null,
    DateTime? Due = null,
    long? Count = null,
    IReadOnlyList<AgendaReason>? Reasons = null,
    long? Order = null,
    long? Upstream = null
);

/// <summary>Why a unit stands where it stands: so many of what is counted are of this category.</summary>
public sealed record AgendaReason(string Category, long Count);

/// <summary>What agendas are made of, and which beat has which of it.</summary>
public static class AgendaNames
{
    /// <summary>What a beat makes in which orders are announced.</summary>
    public const string Bulletin = "bulletin";

    public const string Reported = "reported";
    public const string Closed = "closed";
    public const string Open = "open";
    public const string Overdue = "overdue";
    public const string Kept = "kept";
    public const string Broken = "broken";
    public const string New = "new";
    public const string Stuck = "stuck";
    public const string NeedsLeader = "needs-leader";
    public const string Unsigned = "unsigned";
    public const string Contested = "contested";
    public const string WorstPlaces = "worst-places";
    public const string WorstUnits = "worst-units";
    public const string BestUnits = "best-units";
    public const string Circulars = "circulars";
    public const string Orders = "orders";
    public const string Upstream = "upstream";

    public const string Cleared = "cleared";
    public const string InTime = "in-time";

    public static IReadOnlyList<string> Rates { get; } = [Cleared, InTime];

    public static IReadOnlyList<string> Figures { get; } = [Reported, Closed, Open, Overdue, Kept, Broken];

    public static IReadOnlyList<string> Parts { get; } =
    [
        New,
        Overdue,
        Broken,
        Kept,
        Stuck,
        NeedsLeader,
        Unsigned,
        Contested,
        WorstPlaces,
        WorstUnits,
        BestUnits,
        Circulars,
        Orders,
        Upstream,
    ];

    /// <summary>The parts of what a beat makes; a beat that makes something else has figures alone.</summary>
    /// <param name="makes">As <c>rhythm.yaml</c> says it.</param>
    public static IReadOnlyList<string> PartsOf(string makes) =>
        makes switch
        {
            "dispatch-meeting" => [New, Overdue, Stuck, NeedsLeader, Unsigned, Upstream, Orders, WorstPlaces],
            "promise-check" => [Broken, Kept],
            "joint-review" => [Contested, Stuck, NeedsLeader],
            "summary" => [WorstUnits, BestUnits, WorstPlaces],
            Bulletin => [Circulars, WorstUnits, BestUnits, WorstPlaces],
            "meeting" => [Overdue, Stuck, NeedsLeader, Upstream, Orders, WorstUnits],
            _ => [WorstPlaces],
        };
}
