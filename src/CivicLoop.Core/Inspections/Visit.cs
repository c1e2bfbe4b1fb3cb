using System.Text.Json.Serialization;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;
using CivicLoop.Core.Standards;

namespace CivicLoop.Core.Inspections;

/// <summary>The acts by name: what rights are given for and what forms are called.</summary>
public enum VisitAct
{
    Record,
    Withdraw,
}

/// <summary>What became of the problem that an item is about, together with the visit.</summary>
public enum ItemEffect
{
    None,

    /// <summary>立为新案件: nothing of its kind was open at the place.</summary>
    Reported,

    /// <summary>并入在办案件.</summary>
    Joined,

    /// <summary>待核查的案件核查不通过.</summary>
    CheckFailed,

    /// <summary>待核查的案件核查通过.</summary>
    CheckPassed,
}

/// <summary>Where whoever visited said that they stood.</summary>
/// <param name="Lon">WGS84 degrees, as is <paramref name="Lat"/>.</param>
/// <param name="Said">The system in which it was told.</param>
public sealed record Stood(double Lon, double Lat, CoordinateSystem Said);

/// <summary>A figure that somebody counted, by the name that its rule has for it.</summary>
public sealed record Figure(string Name, long Value);

/// <summary>One standard as it was found, with the reason of its outcome as it was judged that day.</summary>
/// <param name="Figures">What was counted; empty where it did not apply.</param>
/// <param name="Said">Code of the sentence that explains it.</param>
/// <param name="Share">Reached, in ten-thousandths; null where nothing could be judged. Full only where nothing is left to wish for.</param>
/// <param name="Category">The category of problem that a failure is; null where it is none.</param>
/// <param name="Case">Number of the case of its effect.</param>
public sealed record VisitItem(
    string System,
    string Edition,
    string Standard,
    IReadOnlyList<Figure> Figures,
    string Said,
    IReadOnlyList<string> Args,
    int? Share,
    string? Category,
    TextRef? Words,
    IReadOnlyList<PhotoRef> Photos,
    ItemEffect Effect,
    long? Case
)
{
    public const int Full = 10_000;

    [JsonIgnore]
    public bool Failed => Share < Full;

    [JsonIgnore]
    public bool Passed => Share == Full;

    /// <summary>Rounded down: a fault, however small, is never rounded away.</summary>
    public static int? ShareOf(Trace trace) => trace.Share is { } share ? (int)(share * Full) : null;

    /// <summary>As the room of Standards phrases it.</summary>
    [JsonIgnore]
    public Trace Trace =>
        new(Said, Args, Share / (decimal)Full)
        {
            Inputs = [.. Figures.Select(figure => KeyValuePair.Create(figure.Name, figure.Value))],
        };
}

public abstract record VisitCommand(VisitAct Kind);

/// <param name="Number">Of the visit within its city, given by the store.</param>
/// <param name="At">The place, as it stood then.</param>
/// <param name="Photos">Of the place as a whole.</param>
public sealed record RecordVisit(
    long Number,
    Location At,
    Stood? Stood,
    TextRef? Note,
    IReadOnlyList<VisitItem> Items,
    IReadOnlyList<PhotoRef> Photos
) : VisitCommand(VisitAct.Record);

public sealed record WithdrawVisit() : VisitCommand(VisitAct.Withdraw);

/// <summary>What happened to a visit. Released kinds are stone.</summary>
/// <param name="Next">Nobody owes anything by a visit itself; the cases of it are owed.</param>
public abstract record VisitEvent(Duty? Next);

/// <param name="Away">Metres from the place, where it was told where they stood.</param>
/// <param name="Photos">Of the place as a whole; null where there are none.</param>
public sealed record VisitRecorded(
    long Number,
    Location At,
    Stood? Stood,
    int? Away,
    TextRef? Note,
    IReadOnlyList<VisitItem> Items,
    IReadOnlyList<PhotoRef>? Photos
) : VisitEvent((Duty?)null);

public sealed record VisitWithdrawn() : VisitEvent((Duty?)null);

/// <summary>检查: one place, looked at by the checklist of its type. What it found never changes; it can be withdrawn.</summary>
/// <param name="Photos">Of the place as a whole; null where there are none.</param>
/// <param name="By">The person who visited.</param>
/// <param name="WithdrawnAt">Null while it stands.</param>
public sealed record VisitState(
    int Version,
    long Number,
    Location At,
    Stood? Stood,
    int? Away,
    TextRef? Note,
    IReadOnlyList<VisitItem> Items,
    IReadOnlyList<PhotoRef>? Photos,
    Guid By,
    string Post,
    DateTime HappenedAt,
    DateTime RecordedAt,
    DateTime? WithdrawnAt
) : IStreamState
{
    [JsonIgnore]
    public Duty? Next => null;

    [JsonIgnore]
    public int Passed => Items.Count(item => item.Passed);

    [JsonIgnore]
    public int Failed => Items.Count(item => item.Failed);

    [JsonIgnore]
    public int NotJudged => Items.Count - Passed - Failed;
}
