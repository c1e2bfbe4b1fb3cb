using CivicLoop.Core.Places;

namespace CivicLoop.Core.Playbooks;

/// <summary><c>places/</c>: kinds of places, and the places that seed the city's tables.</summary>
public sealed record PlacePart(IReadOnlyList<PlaceType> Types, IReadOnlyList<Place> Places);

public sealed record PlaceType(string Code, string Name, bool Sample = false);
