namespace CivicLoop.Core.Photos;

/// <summary>A decoded picture: row by row, pixel by pixel, one byte for each band.</summary>
public sealed record Pixels(byte[] Bytes, int Width, int Height, int Bands)
{
    /// <summary>
    /// Writes black over each rectangle, edges rounded outward: what was there is gone, not hidden. Where the last
    /// band says how much shows through, nothing does.
    /// </summary>
    public void Cover(IEnumerable<Mask> masks)
    {
        foreach (var mask in masks)
        {
            var left = Math.Max(0, mask.Left * Width / Mask.Whole);
            var top = Math.Max(0, mask.Top * Height / Mask.Whole);
            var right = Math.Min(Width, Up((mask.Left + mask.Width) * Width));
            var bottom = Math.Min(Height, Up((mask.Top + mask.Height) * Height));
            for (var y = top; y < bottom; y++)
            {
                var row = Bytes.AsSpan((y * Width + left) * Bands, (right - left) * Bands);
                row.Clear();
                if (Bands is 2 or 4)
                    for (var alpha = Bands - 1; alpha < row.Length; alpha += Bands)
                        row[alpha] = 255;
            }
        }
    }

    private static int Up(int thousandths) => (thousandths + Mask.Whole - 1) / Mask.Whole;
}
