using System.Text.Json.Serialization;

namespace CivicLoop.Core.Places.Import;

/// <summary>
/// What a row says, checked, in WGS84. What it leaves out is null: a thing that is there keeps it, a new one has none.
/// </summary>
[JsonDerivedType(typeof(PlaceDraft), "place")]
[JsonDerivedType(typeof(GridDraft), "grid")]
[JsonDerivedType(typeof(SegmentDraft), "segment")]
[JsonDerivedType(typeof(FacilityDraft), "facility")]
public abstract record ImportDraft(string Code)
{
    /// <summary>Where a sketch shows it.</summary>
    [JsonIgnore]
    public abstract (double Lon, double Lat) Middle { get; }
}

public sealed record PlaceDraft(
    string Code,
    string Name,
    string Type,
    string District,
    string? Street,
    string? Community,
    double Lon,
    double Lat,
    string? Owner
) : ImportDraft(Code)
{
    public override (double Lon, double Lat) Middle => (Lon, Lat);

    public Place Onto(Place? there) =>
        new(
            Code,
            Name,
            Type,
            District,
            Street ?? there?.Street ?? "",
            // A community lies in its street: with another street the old one is gone.
            Community ?? (Street is null || Street == there?.Street ? there?.Community : null),
            Lon,
            Lat,
            Owner ?? there?.Owner ?? "",
            there?.Sample ?? false
        );
}

public sealed record GridDraft(string Code, string? Name, string District, string? Street, string? Community, string Shape)
    : ImportDraft(Code)
{
    public override (double Lon, double Lat) Middle => Extent.Of(Shapes.Outline(Shape).Rings.SelectMany(ring => ring)).Middle;

    public Grid Onto(Grid? there) =>
        new(
            Code,
            Name ?? there?.Name ?? Code,
            District,
            Street ?? there?.Street ?? "",
            Community ?? there?.Community,
            Shapes.Outline(Shape),
            there?.Sample ?? false
        );
}

public sealed record SegmentDraft(
    string Code,
    string Name,
    string Kind,
    StreetSide? Side,
    string District,
    string? Street,
    int? Metres,
    string Shape
) : ImportDraft(Code)
{
    public override (double Lon, double Lat) Middle => Extent.Of(Shapes.Line(Shape)).Middle;

    public Segment Onto(Segment? there)
    {
        var line = Shapes.Line(Shape);
        return new Segment(
            Code,
            Name,
            Kind,
            Side ?? there?.Side ?? StreetSide.Both,
            District,
            Street ?? there?.Street ?? "",
            Metres ?? (int)Math.Round(Shapes.Metres(line)),
            line,
            there?.Sample ?? false
        );
    }
}

public sealed record FacilityDraft(
    string Code,
    string Kind,
    string Name,
    string District,
    string? Street,
    string? Place,
    double Lon,
    double Lat,
    string? Owner,
    FacilityCondition? Condition,
    IReadOnlyDictionary<string, string> Attributes
) : ImportDraft(Code)
{
    public override (double Lon, double Lat) Middle => (Lon, Lat);

    public Facility Onto(Facility? there) =>
        new(
            Code,
            Kind,
            Name,
            District,
            Street ?? there?.Street ?? "",
            Place ?? there?.Place,
            Lon,
            Lat,
            new FacilityState(
                Owner ?? there?.State.Unit,
                Condition ?? there?.State.Condition ?? FacilityCondition.Good,
                (there?.State.Attributes ?? FacilityAttributes.None).With(Attributes)
            ),
            there?.Sample ?? false
        );
}
