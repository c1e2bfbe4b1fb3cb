namespace CivicLoop.Core.Places;

/// <summary>网格: a patch of ground that one community looks after, the smallest unit of looking.</summary>
/// <param name="Code">As many digits as the city says; usually 15: division 6, street 3, community 3, serial 3.</param>
/// <param name="District">GB/T 2260, as <paramref name="Street"/> and <paramref name="Community"/>.</param>
/// <param name="Shape">WGS84.</param>
public sealed record Grid(
    string Code,
    string Name,
    string District,
    string Street,
    string? Community,
    Outline Shape,
    bool Sample
);
