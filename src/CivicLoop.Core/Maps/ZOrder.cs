namespace CivicLoop.Core.Maps;

/// <summary>
/// One number for a position of the square, its bits those of x and y in turn (Morton, 1966): whatever lies in one
/// tile of one zoom is one unbroken stretch of numbers.
/// </summary>
public static class ZOrder
{
    public static long Of(int x, int y) => Spread(x) | Spread(y) << 1;

    public static (int X, int Y) Back(long code) => (Gather(code), Gather(code >> 1));

    // 31 bits to every second one of 62.
    private static long Spread(int value)
    {
        var bits = (long)value & 0x7fffffff;
        bits = (bits | bits << 16) & 0x0000ffff0000ffff;
        bits = (bits | bits << 8) & 0x00ff00ff00ff00ff;
        bits = (bits | bits << 4) & 0x0f0f0f0f0f0f0f0f;
        bits = (bits | bits << 2) & 0x3333333333333333;
        return (bits | bits << 1) & 0x5555555555555555;
    }

    private static int Gather(long code)
    {
        var bits = code & 0x5555555555555555;
        bits = (bits | bits >> 1) & 0x3333333333333333;
        bits = (bits | bits >> 2) & 0x0f0f0f0f0f0f0f0f;
        bits = (bits | bits >> 4) & 0x00ff00ff00ff00ff;
        bits = (bits | bits >> 8) & 0x0000ffff0000ffff;
        return (int)((bits | bits >> 16) & 0x7fffffff);
    }
}
