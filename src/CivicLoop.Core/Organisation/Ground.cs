namespace CivicLoop.Core.Organisation;

/// <summary>包区: the ground that part of a guidance team looks after.</summary>
/// <param name="City">The whole city, whatever else it names.</param>
/// <param name="Districts">Codes of whole districts.</param>
/// <param name="Streets">Codes of streets, each whole.</param>
public sealed record Ground(bool City, IReadOnlyList<string> Districts, IReadOnlyList<string> Streets)
{
    public bool IsNowhere() => !City && Districts.Count == 0 && Streets.Count == 0;

    /// <summary>What lies in a street of it, or anywhere in a district of it. Of what names no street only its district counts.</summary>
    public bool Covers(Spot at) => City || Districts.Contains(at.District) || at.Street is { } street && Streets.Contains(street);
}

/// <summary>In which divisions something lies, as far as it is known.</summary>
public readonly record struct Spot(string District, string? Street = null)
{
    public static implicit operator Spot(string district) => new(district);
}
