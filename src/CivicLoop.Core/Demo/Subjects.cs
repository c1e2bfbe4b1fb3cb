namespace CivicLoop.Core.Demo;

/// <summary>What is wrong in a picture, and the same spot once it is put right.</summary>
internal static partial class Subjects
{
    public static void Draw(Canvas canvas, Drawing drawing, Dice dice, int aside)
    {
        var x = dice.Between(96, 214) + aside;
        // A try that failed its check left something behind: each later shot of what is wrong shows less of it.
        var much =
            drawing.After ? 0
            : drawing.Shot < 2 ? 3
            : 2;
        switch (drawing.Scene)
        {
            case Scene.Litter:
                Litter(canvas, dice, x, much);
                break;
            case Scene.Bin:
                Bins(canvas, dice, x, much);
                break;
            case Scene.Posters:
                Posters(canvas, dice, x, much);
                break;
            case Scene.Bicycles:
                Bicycles(canvas, dice, x, much);
                break;
            case Scene.Cars:
                Cars(canvas, dice, x, much);
                break;
            case Scene.Tiles:
                Tiles(canvas, dice, x, much);
                break;
            case Scene.Billboard:
                Billboard(canvas, dice, x, much);
                break;
            case Scene.Queue:
                Queue(canvas, dice, x, much);
                break;
            case Scene.Stall:
                Stall(canvas, dice, x, much);
                break;
            case Scene.Snow:
                Snow(canvas, dice, x, much);
                break;
            case Scene.Wires:
                Wires(canvas, dice, x, much);
                break;
            case Scene.Smoke:
                Smoke(canvas, dice, x, much);
                break;
            case Scene.Green:
                Green(canvas, dice, x, much, drawing.Snow);
                break;
            case Scene.Water:
                Water(canvas, dice, x, much);
                break;
            case Scene.Crossing:
                Crossing(canvas, dice, x, much);
                break;
            case Scene.Lamp:
                Lamp(canvas, x, much);
                break;
            default:
                Notice(canvas, dice, x, much);
                break;
        }
    }

    private static readonly Ink[] Bright = [Ink.Red, Ink.Blue, Ink.Yellow, Ink.White, Ink.Forest];

    private static void Litter(Canvas canvas, Dice dice, int x, int much)
    {
        Bin(canvas, x + 74, Ink.Forest, full: much > 0);
        if (much == 0)
            return;
        for (var bag = 0; bag < much * 3; bag++)
        {
            var (left, size) = (x - 44 + dice.Below(88), dice.Between(8, 15));
            var foot = 186 - dice.Below(14);
            canvas.Oval(left, foot - size * 2 / 3, size, size * 2 / 3, dice.Pick<Ink>([Ink.Dark, Ink.Dark, Ink.Blue, Ink.White]));
            canvas.Box(left - 1, foot - size * 4 / 3 - 3, 3, 5, Ink.Grey);
        }
        for (var scrap = 0; scrap < much * 12; scrap++)
            canvas.Box(x - 74 + dice.Below(150), 158 + dice.Below(40), dice.Between(2, 6), dice.Between(2, 4), dice.Pick(Bright));
    }

    private static void Bins(Canvas canvas, Dice dice, int x, int much)
    {
        Ink[] colours = [Ink.Blue, Ink.Forest, Ink.Red, Ink.Grey];
        for (var bin = 0; bin < 4; bin++)
            Bin(canvas, x - 60 + bin * 36, colours[bin], full: much > 0 && (bin + dice.Below(2)) % 2 == 0);
        if (much == 0)
            return;
        for (var bag = 0; bag < much * 2; bag++)
            canvas.Oval(
                x - 66 + dice.Below(140),
                188 - dice.Below(8),
                dice.Between(7, 12),
                dice.Between(5, 8),
                dice.Pick<Ink>([Ink.Dark, Ink.White])
            );
        for (var scrap = 0; scrap < much * 7; scrap++)
            canvas.Box(x - 76 + dice.Below(160), 184 + dice.Below(14), 4, 3, dice.Pick(Bright));
    }

    private static void Bin(Canvas canvas, int x, Ink ink, bool full)
    {
        canvas.Framed(x - 13, 146, 27, 38, ink, Ink.Dark);
        canvas.Box(x - 6, 158, 13, 10, Ink.White);
        canvas.Box(x - 10, 184, 5, 4, Ink.Dark);
        canvas.Box(x + 6, 184, 5, 4, Ink.Dark);
        if (full)
        {
            canvas.Oval(x - 4, 142, 9, 7, Ink.Dark);
            canvas.Oval(x + 7, 143, 6, 5, Ink.White);
            canvas.Line(x - 14, 140, x - 20, 120, 4, ink);
        }
        else
            canvas.Framed(x - 15, 141, 31, 6, ink, Ink.Dark);
    }

    private static void Posters(Canvas canvas, Dice dice, int x, int much)
    {
        canvas.Framed(x - 84, 84, 168, 84, Ink.Shade, Ink.Dark);
        for (var course = 96; course < 168; course += 12)
            canvas.Box(x - 83, course, 166, 1, Ink.Grey);
        for (var sheet = 0; sheet < much * 5; sheet++)
        {
            var (left, top, wide, high) = (
                x - 78 + dice.Below(132),
                89 + dice.Below(50),
                dice.Between(14, 24),
                dice.Between(15, 24)
            );
            var paper = dice.Pick<Ink>([Ink.White, Ink.Yellow, Ink.Cloud]);
            canvas.Framed(left, top, wide, high, paper, Ink.Grey);
            for (var line = top + 4; line < top + high - 4; line += 4)
                canvas.Box(left + 3, line, wide - 6 - dice.Below(5), 2, line == top + 4 ? Ink.Red : Ink.Dark);
        }
        if (much == 0)
            canvas.Box(x - 80, 88, 160, 3, Ink.Wall);
    }

    private static void Tiles(Canvas canvas, Dice dice, int x, int much)
    {
        for (var column = -2; column <= 2; column++)
        for (var row = 0; row < 3; row++)
            canvas.Framed(
                x + column * 31 - 15 - row * 3,
                151 + row * 16,
                30,
                15,
                (column + row) % 2 == 0 ? Ink.Shade : Ink.Wall,
                Ink.Grey
            );
        if (much == 0)
            return;
        for (var hole = 0; hole < much; hole++)
        {
            var (left, top) = (x - 50 + dice.Below(100), 160 + dice.Below(32));
            canvas.Oval(left, top, dice.Between(12, 22), dice.Between(5, 8), Ink.Dark);
            canvas.Oval(left + 2, top + 1, dice.Between(6, 11), 3, Ink.Brown);
            for (var crack = 0; crack < 4; crack++)
                canvas.Line(left, top, left + dice.Between(-34, 34), top + dice.Between(-13, 13), 1, Ink.Dark);
        }
        canvas.Peak(x + 64, 192, 9, 24, Ink.Red);
        canvas.Box(x + 59, 180, 11, 4, Ink.White);
    }

    private static void Billboard(Canvas canvas, Dice dice, int x, int much)
    {
        canvas.Box(x - 62, 150, 5, 42, Ink.Dark);
        canvas.Box(x + 58, 150, 5, 42, Ink.Dark);
        var board = much > 0 ? Ink.Cloud : Ink.Red;
        canvas.Framed(x - 78, 82, 156, 72, board, Ink.Dark);
        var letters = much > 0 ? Ink.Grey : Ink.Yellow;
        for (var letter = 0; letter < 6; letter++)
        {
            if (much > 0 && dice.Chance(0.3))
                continue;
            var left = x - 66 + letter * 22;
            canvas.Box(left, 94, 15, 3, letters);
            canvas.Box(left + 6, 94, 3, 16, letters);
            canvas.Box(left, 101, 15, 3, letters);
            canvas.Box(left, 108, 15, 3, letters);
        }
        canvas.Box(x - 56, 120, 112, 4, much > 0 ? Ink.Grey : Ink.White);
        canvas.Peak(x - 30, 150, 24, 18, much > 0 ? Ink.Grey : Ink.Leaf);
        canvas.Peak(x + 16, 150, 34, 22, much > 0 ? Ink.Grey : Ink.Forest);
        if (much == 0)
            return;
        for (var tear = 0; tear < much; tear++)
        {
            var left = x - 70 + dice.Below(130);
            for (var strip = 0; strip < 12; strip++)
                canvas.Box(left + strip, 83, 1, dice.Between(6, 46), Ink.Dark);
        }
    }

    private static void Wires(Canvas canvas, Dice dice, int x, int much)
    {
        canvas.Box(40, 60, 5, 104, Ink.Brown);
        canvas.Box(278, 60, 5, 104, Ink.Brown);
        canvas.Box(30, 68, 25, 4, Ink.Brown);
        canvas.Box(268, 68, 25, 4, Ink.Brown);
        if (much == 0)
        {
            canvas.Line(42, 70, 280, 70, 2, Ink.Dark);
            return;
        }
        for (var wire = 0; wire < much * 2; wire++)
        {
            var sag = dice.Between(16, 74);
            canvas.Line(42, 70, x, 70 + sag, 2, Ink.Dark);
            canvas.Line(x, 70 + sag, 280, 70, 2, Ink.Dark);
        }
        for (var cloth = 0; cloth < 5; cloth++)
        {
            var left = 66 + cloth * 38 + dice.Below(10);
            canvas.Framed(left, 112 + dice.Below(10), 22, dice.Between(24, 36), dice.Pick(Bright), Ink.Dark);
        }
        canvas.Line(44, 118, 280, 112, 2, Ink.Dark);
    }

    private static void Lamp(Canvas canvas, int x, int much)
    {
        // An evening: the lamp's light on the pavement is what is missing.
        if (much == 0)
        {
            canvas.Oval(x + 34, 182, 64, 15, Ink.Yellow);
            canvas.Oval(x + 34, 182, 40, 8, Ink.White);
        }
        else
            canvas.Oval(x + 34, 182, 64, 15, Ink.Grey);
        canvas.Box(x, 44, 5, 150, Ink.Dark);
        canvas.Line(x + 2, 45, much > 0 ? x + 30 : x + 36, much > 0 ? 58 : 45, 4, Ink.Dark);
        canvas.Oval(x + 36, much > 0 ? 64 : 51, 11, 6, much > 0 ? Ink.Grey : Ink.Yellow);
        canvas.Box(x - 6, 188, 17, 7, Ink.Dark);
    }

    private static void Notice(Canvas canvas, Dice dice, int x, int much)
    {
        canvas.Box(x - 54, 158, 4, 34, Ink.Dark);
        canvas.Box(x + 50, 158, 4, 34, Ink.Dark);
        canvas.Framed(x - 66, 92, 132, 70, Ink.Brown, Ink.Dark);
        canvas.Box(x - 58, 98, 116, 10, much > 0 ? Ink.Grey : Ink.Red);
        for (var sheet = 0; sheet < 3; sheet++)
        {
            var left = x - 58 + sheet * 40;
            if (much > 0 && (sheet == 1 || dice.Chance(0.35)))
            {
                canvas.Line(left + 4, 114, left + 26, 118 + dice.Below(12), 2, Ink.White);
                continue;
            }
            canvas.Box(left, 113, 34, 42, much > 0 ? Ink.Yellow : Ink.White);
            for (var line = 119; line < 150; line += 6)
                canvas.Box(left + 4, line, 26 - dice.Below(8), 2, Ink.Dark);
            if (much == 0)
                canvas.Oval(left + 27, 148, 4, 4, Ink.Red);
        }
    }
}
