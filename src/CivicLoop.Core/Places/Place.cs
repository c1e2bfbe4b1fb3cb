namespace CivicLoop.Core.Places;

/// <summary>点位: a place that is inspected and that somebody answers for.</summary>
/// <param name="Owner">Code of the unit that owns it on the day asked for.</param>
public sealed record Place(
    string Code,
    string Name,
    string Type,
    string District,
    string Street,
    string? Community,
    double Lon,
    double Lat,
    string Owner,
    bool Sample
);

/// <summary>
/// Where a case lies, WGS84 degrees, resolved once at the edge. An empty <see cref="District"/> means that the
/// position lies outside the city.
/// </summary>
public sealed record Location(
    string? Place,
    string? PlaceType,
    string? Owner,
    string District,
    string? Street,
    double Lon,
    double Lat
);
