namespace CivicLoop.Core.Maps;

/// <summary>
/// The square that web maps lay the world on: from 180° west and about 85° north to the opposite corner, counted in
/// whole steps of 2⁻³¹ of its side, which is under two centimetres on the ground.
/// </summary>
public static class WebMercator
{
    /// <summary>Bits to a side.</summary>
    public const int Bits = 31;

    private const double Side = 1L << Bits;

    public static int X(double lon) => Step((lon + 180) / 360);

    /// <summary>Downwards: 0 is the north.</summary>
    public static int Y(double lat)
    {
        var sine = Math.Sin(lat * Math.PI / 180);
        return Step(0.5 - Math.Log((1 + sine) / (1 - sine)) / (4 * Math.PI));
    }

    public static double Lon(int x) => Lon(x / Side);

    public static double Lat(int y) => Lat(y / Side);

    /// <param name="share">Of the whole side, from 0 in the west to 1.</param>
    public static double Lon(double share) => share * 360 - 180;

    /// <param name="share">Of the whole side, from 0 in the north to 1.</param>
    public static double Lat(double share) => Math.Atan(Math.Sinh(Math.PI * (1 - 2 * share))) * 180 / Math.PI;

    // The poles themselves lie outside the square, and what lies outside stands at its edge.
    private static int Step(double share) => (int)Math.Clamp(Math.Floor(share * Side), 0, Side - 1);
}
