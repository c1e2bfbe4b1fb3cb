namespace CivicLoop.Core.Scoring;

/// <summary>Why a score is not full.</summary>
public enum Because
{
    /// <summary>A standard was not met when it was last checked.</summary>
    Standard,

    /// <summary>A problem is open.</summary>
    Problem,

    /// <summary>Its limit has run out.</summary>
    Late,

    /// <summary>It came back after it was closed.</summary>
    Rebound,

    /// <summary>A place of the unit lost points.</summary>
    Place,

    /// <summary>A problem that the unit owes is late.</summary>
    UnitLate,

    /// <summary>No score is below nought.</summary>
    Floor,
}

/// <summary>One part of a score: so many points, and where to look.</summary>
/// <param name="Points">In hundredths; below nought where they are lost.</param>
/// <param name="System">For a standard: of which system.</param>
/// <param name="Code">Of the standard or the place.</param>
/// <param name="Number">Of the case.</param>
/// <param name="Visit">Of the check.</param>
public sealed record ScorePart(
    Because Why,
    long Points,
    string? System = null,
    string? Code = null,
    long? Number = null,
    long? Visit = null
);

/// <summary>A score of a day. It is exactly what its parts come to from a full one.</summary>
/// <param name="Known">Whether anything is known by which it could be judged: what nobody has looked at has no score.</param>
/// <param name="Checked">How many of its standards, or places, were checked and count.</param>
/// <param name="Asked">How many there are.</param>
public sealed record Score(string Code, bool Known, IReadOnlyList<ScorePart> Parts, int Checked, int Asked)
{
    /// <summary>In hundredths of a point, 0 to <see cref="ScoreRules.Full"/>; null where nothing is known.</summary>
    public long? Points { get; } = Known ? ScoreRules.Full + Parts.Sum(part => part.Points) : null;

    internal static Score Of(string code, bool known, List<ScorePart> parts, int seen, int asked)
    {
        var lost = parts.Sum(part => part.Points);
        if (ScoreRules.Full + lost < 0)
            parts.Add(new ScorePart(Because.Floor, -(ScoreRules.Full + lost)));
        return new Score(code, known, parts, seen, asked);
    }
}
