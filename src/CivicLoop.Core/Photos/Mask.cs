using System.Globalization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Photos;

/// <summary>
/// A rectangle of a photo that nobody shall see, in thousandths of the width and the height of the photo as it is
/// looked at: so it fits every size that the photo is shown in.
/// </summary>
public sealed record Mask(int Left, int Top, int Width, int Height)
{
    /// <summary>Rectangles of one photo at most: whoever needs more does not show the photo.</summary>
    public const int Most = 20;

    public const int Whole = 1000;

    /// <summary>As a clerk types it, in percent with at most one decimal.</summary>
    public static Outcome<Mask> Typed(string left, string top, string width, string height)
    {
        string[] texts = [left, top, width, height];
        var sides = texts.Select(Thousandths).ToList();
        if (sides.Contains(null))
            return new Refusal("mask.broken", string.Join(" · ", texts.Select(text => text.Length == 0 ? "—" : text)));
        var (x, y, w, h) = (sides[0]!.Value, sides[1]!.Value, sides[2]!.Value, sides[3]!.Value);
        return w == 0 || h == 0 || x + w > Whole || y + h > Whole
            ? new Refusal("mask.outside", $"{Percent(x)} · {Percent(y)} · {Percent(w)} · {Percent(h)}")
            : new Mask(x, y, w, h);
    }

    /// <summary>Several in one text, as they are kept: <c>100,250,300,80;…</c>.</summary>
    public static string Write(IEnumerable<Mask> masks) =>
        string.Join(
            ';',
            masks.Select(mask =>
                string.Create(CultureInfo.InvariantCulture, $"{mask.Left},{mask.Top},{mask.Width},{mask.Height}")
            )
        );

    public static IReadOnlyList<Mask> Read(string text) =>
        [
            .. text.Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Select(one => one.Split(',').Select(side => int.Parse(side, CultureInfo.InvariantCulture)).ToArray())
                .Select(sides => new Mask(sides[0], sides[1], sides[2], sides[3])),
        ];

    /// <summary>12.5 for 125 thousandths.</summary>
    public static string Percent(int thousandths) => (thousandths / 10m).ToString("0.#", CultureInfo.InvariantCulture);

    private static int? Thousandths(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
        && percent is >= 0 and <= 100
            ? (int)Math.Round(percent * 10, MidpointRounding.AwayFromZero)
            : null;
}
