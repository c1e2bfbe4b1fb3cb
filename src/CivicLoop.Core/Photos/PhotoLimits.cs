namespace CivicLoop.Core.Photos;

/// <summary>How large a photo may be. A phone of today stays well inside.</summary>
/// <param name="MaxBytes">Bytes of the file as it arrives.</param>
/// <param name="MaxPixels">Width times height: what a browser must hold four bytes for.</param>
/// <param name="MaxSide">Pixels of the longer side.</param>
/// <param name="MinSide">Pixels of the shorter side; below it nothing can be seen.</param>
public sealed record PhotoLimits(int MaxBytes, long MaxPixels, int MaxSide, int MinSide)
{
    public static PhotoLimits Usual { get; } = new(12 * 1024 * 1024, 50_000_000, 12_000, 16);
}
