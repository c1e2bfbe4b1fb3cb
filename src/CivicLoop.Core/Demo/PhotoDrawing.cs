using CivicLoop.Core.Photos;

namespace CivicLoop.Core.Demo;

/// <summary>
/// Draws a photo of a demo: a place, and what is wrong there or put right. Before and after share the case's
/// chance, so the place stays the same; a step to the side and the light tell two shots apart.
/// </summary>
public static class PhotoDrawing
{
    public const int Width = Canvas.Width;
    public const int Height = Canvas.Height;

    // Sky, Cloud, Wall, Shade, Ground, Road, White, Dark, Leaf, Forest, Red, Blue, Yellow, Brown, Grey, Glass
    private static readonly int[][] Palettes =
    [
        [
            0xBFD9EA,
            0xE9F1F5,
            0xE8D9BE,
            0xCDB997,
            0xC9C4BA,
            0x80827F,
            0xF8F8F4,
            0x40464B,
            0x82AE66,
            0x4C7D4E,
            0xBE4A3F,
            0x4C7FAE,
            0xE2B64B,
            0x9A7453,
            0xA4A7A6,
            0x94B7C7,
        ],
        [
            0xCFE0E6,
            0xF2F4F1,
            0xDAD7CF,
            0xB6B2A8,
            0xD4CDBF,
            0x777B80,
            0xFAFAF7,
            0x3B4248,
            0x96B56A,
            0x587F4A,
            0xC65B47,
            0x3F719E,
            0xEBC35A,
            0x8C6A4C,
            0xADAFAC,
            0x86AEC2,
        ],
        [
            0xE6DCCB,
            0xF4EEE2,
            0xD9A98A,
            0xB98768,
            0xCFC6B6,
            0x8A857E,
            0xFBF8F0,
            0x46403E,
            0x8FA563,
            0x5E7747,
            0xA8423A,
            0x56788F,
            0xE3AD4E,
            0x8F6444,
            0xA9A39B,
            0xA3B8B8,
        ],
        [
            0xA9C4DC,
            0xDCE7EF,
            0xC7D0CB,
            0xA2AEA8,
            0xBDBFBD,
            0x6C7176,
            0xF3F5F6,
            0x343B42,
            0x76A377,
            0x3F7056,
            0xB64B4B,
            0x3C6C9B,
            0xDDB356,
            0x85664F,
            0x9BA1A3,
            0x83AABD,
        ],
    ];

    public static byte[] Draw(Drawing drawing)
    {
        var canvas = new Canvas();
        if (
            drawing.Backdrop == Backdrop.Hall
            && drawing.Scene is not (Scene.Queue or Scene.Notice or Scene.Smoke or Scene.Bin or Scene.Litter)
        )
            drawing = drawing with { Backdrop = Backdrop.Street };
        var backdrop = Dice.For(drawing.Seed, "backdrop");
        var step = Dice.For(drawing.Seed, "shot", drawing.Shot);
        var palette = Light(Palettes[backdrop.Below(Palettes.Length)], backdrop, step, drawing);
        // A second shot is taken from a step aside.
        var aside = drawing.Shot == 0 ? 0 : step.Between(-7, 7);
        Backdrops.Draw(canvas, drawing.Backdrop, backdrop, aside, drawing.Snow);
        Subjects.Draw(canvas, drawing, Dice.For(drawing.Seed, "subject"), aside);
        if (drawing.Snow && drawing.Backdrop != Backdrop.Hall)
        {
            for (var flake = 0; flake < 26; flake++)
                canvas.Box(step.Below(Width), step.Below(Height), 2, 2, Ink.White);
        }
        canvas.Mark(Width - 45, Height - 17);
        return PngWriter.Write(Width, Height, canvas.Pixels, palette);
    }

    // No two days have the same light: every picture's colours lean a little its own way.
    private static int[] Light(int[] palette, Dice place, Dice shot, Drawing drawing)
    {
        var (red, green, blue) = (place.Between(-9, 9), place.Between(-7, 7), place.Between(-9, 9));
        var bright = shot.Between(-10, 8);
        var lit = new int[palette.Length];
        for (var ink = 0; ink < palette.Length; ink++)
        {
            var colour = palette[ink];
            if (drawing.Snow && (Ink)ink is Ink.Sky)
                colour = 0xD9DFE3;
            if (drawing.Snow && (Ink)ink is Ink.Leaf)
                colour = 0xE7EBE9;
            if (drawing.Scene == Scene.Lamp && (Ink)ink is not (Ink.Yellow or Ink.White))
                colour = colour >> 1 & 0x7F7F7F;
            lit[ink] =
                Channel(colour >> 16, red + bright) << 16
                | Channel(colour >> 8, green + bright) << 8
                | Channel(colour, blue + bright);
        }
        return lit;
    }

    private static int Channel(int value, double by) => Math.Clamp((value & 0xFF) + (int)by, 0, 255);
}
