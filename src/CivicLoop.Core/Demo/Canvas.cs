namespace CivicLoop.Core.Demo;

/// <summary>The sixteen colours of a drawn photo by what they are used for; their values differ from picture to picture.</summary>
internal enum Ink : byte
{
    Sky,
    Cloud,
    Wall,
    Shade,
    Ground,
    Road,
    White,
    Dark,
    Leaf,
    Forest,
    Red,
    Blue,
    Yellow,
    Brown,
    Grey,
    Glass,
}

/// <summary>Flat shapes into a buffer of palette indices: fast, because a demo draws tens of thousands of pictures.</summary>
internal sealed class Canvas
{
    public const int Width = 320;
    public const int Height = 240;

    private readonly byte[] pixels = new byte[Width * Height];

    public ReadOnlySpan<byte> Pixels => pixels;

    public void Box(int x, int y, int width, int height, Ink ink)
    {
        var (left, right) = (Math.Clamp(x, 0, Width), Math.Clamp(x + width, 0, Width));
        var (top, bottom) = (Math.Clamp(y, 0, Height), Math.Clamp(y + height, 0, Height));
        for (var row = top; row < bottom && left < right; row++)
            pixels.AsSpan(row * Width + left, right - left).Fill((byte)ink);
    }

    /// <summary>A box with an edge of one pixel.</summary>
    public void Framed(int x, int y, int width, int height, Ink ink, Ink edge)
    {
        Box(x, y, width, height, edge);
        Box(x + 1, y + 1, width - 2, height - 2, ink);
    }

    public void Oval(int x, int y, int radiusX, int radiusY, Ink ink)
    {
        for (var row = -radiusY; row <= radiusY; row++)
        {
            var half = (int)(radiusX * Math.Sqrt(1 - row * row / (double)(radiusY * radiusY)) + 0.5);
            Box(x - half, y + row, half * 2 + 1, 1, ink);
        }
    }

    public void Ring(int x, int y, int radius, int thickness, Ink ink)
    {
        for (var row = -radius; row <= radius; row++)
        {
            var outer = (int)(Math.Sqrt(radius * radius - row * row) + 0.5);
            var within = (radius - thickness) * (radius - thickness) - row * row;
            var inner = within > 0 ? (int)(Math.Sqrt(within) + 0.5) : 0;
            Box(x - outer, y + row, outer - inner + (inner == 0 ? 1 : 0), 1, ink);
            Box(x + inner + (inner == 0 ? 0 : 1), y + row, outer - inner, 1, ink);
        }
    }

    public void Line(int x1, int y1, int x2, int y2, int thickness, Ink ink)
    {
        var steps = Math.Max(1, Math.Max(Math.Abs(x2 - x1), Math.Abs(y2 - y1)));
        for (var step = 0; step <= steps; step++)
            Box(
                x1 + (x2 - x1) * step / steps - thickness / 2,
                y1 + (y2 - y1) * step / steps - thickness / 2,
                thickness,
                thickness,
                ink
            );
    }

    /// <summary>An upright triangle on a base line.</summary>
    public void Peak(int x, int baseY, int halfWidth, int height, Ink ink)
    {
        for (var row = 0; row < height; row++)
        {
            var half = halfWidth * row / height;
            Box(x - half, baseY - height + row, half * 2 + 1, 1, ink);
        }
    }

    /// <summary>A figure that nobody could be: a head and a coat.</summary>
    public void Figure(int x, int footY, int height, Ink coat)
    {
        var head = height / 7;
        Box(x - head / 2 - 2, footY - height / 3, 4, height / 3, Ink.Dark);
        Box(x + head / 2 - 1, footY - height / 3, 4, height / 3, Ink.Dark);
        Box(x - height / 7 - 1, footY - height * 3 / 4, height / 7 * 2 + 3, height / 2, coat);
        Oval(x, footY - height * 3 / 4 - head, head, head, Ink.Brown);
        Box(x - head, footY - height * 3 / 4 - head * 2, head * 2 + 1, head, Ink.Dark);
    }

    /// <summary>The mark that says at any size that this is no photograph.</summary>
    public void Mark(int x, int y)
    {
        string[] rows = ["11001110100010111", "10101000110110101", "10101100101010101", "10101000100010101", "11001110100010111"];
        Box(x - 3, y - 3, 17 * 2 + 6, 5 * 2 + 6, Ink.Dark);
        for (var row = 0; row < rows.Length; row++)
        for (var column = 0; column < rows[row].Length; column++)
            if (rows[row][column] == '1')
                Box(x + column * 2, y + row * 2, 2, 2, Ink.White);
    }
}
