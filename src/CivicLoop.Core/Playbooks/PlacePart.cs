using CivicLoop.Core.Places;

namespace CivicLoop.Core.Playbooks;

/// <summary>
/// <c>places/</c>: kinds of places, the places that seed the city's tables, how its ground is divided and which
/// facilities it keeps a register of.
/// </summary>
public sealed record PlacePart(IReadOnlyList<PlaceType> Types, IReadOnlyList<Place> Places)
{
    public GroundPart Ground { get; init; } = new(15, [], null);

    public IReadOnlyList<FacilityKind> Facilities { get; init; } = [];

    public FacilityKind? Facility(string kind) => Facilities.FirstOrDefault(one => one.Code == kind);
}

/// <param name="Window">窗口: people are served there across a counter, and it is visited with a form of its own.</param>
public sealed record PlaceType(string Code, string Name, bool Sample = false, bool Window = false);

/// <summary><c>places/ground.yaml</c>.</summary>
/// <param name="GridDigits">Digits of a grid's code.</param>
/// <param name="Segments">How many street segments the city says it has; null where it does not say.</param>
public sealed record GroundPart(int GridDigits, IReadOnlyList<SegmentKind> SegmentKinds, int? Segments);

public sealed record SegmentKind(string Code, string Name, bool Sample = false);

/// <param name="Count">How many the city says it has; null where it does not say.</param>
public sealed record FacilityKind(
    string Code,
    string Name,
    int? Count,
    IReadOnlyList<FacilityAttribute> Attributes,
    bool Sample = false
)
{
    public FacilityAttribute? Attribute(string code) => Attributes.FirstOrDefault(one => one.Code == code);
}

/// <summary>What the values of an attribute look like.</summary>
public enum AttributeKind
{
    /// <summary>yes or no.</summary>
    YesNo,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>One of the options.</summary>
    Choice,

    /// <summary>A few words.</summary>
    Text,
}

/// <param name="Options">For choices only.</param>
public sealed record FacilityAttribute(string Code, string Name, AttributeKind Kind, IReadOnlyList<string> Options);
