using CivicLoop.Core.Duties;

namespace CivicLoop.Web.Places;

/// <summary>One mark on a map.</summary>
/// <param name="Light">Colour and shape; null for a plain grey dot.</param>
/// <param name="Name">Written beside it where there is room; only on a map of the surroundings.</param>
/// <param name="Size">Half its width, in units of a sheet 360 wide.</param>
public sealed record MapPoint(double Lon, double Lat, Light? Light = null, string? Name = null, double Size = 3);

/// <summary>A line on a map, or a patch of ground where it is closed.</summary>
public sealed record MapShape(IReadOnlyList<(double Lon, double Lat)> Line, bool Closed = false);
