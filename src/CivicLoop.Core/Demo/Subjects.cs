namespace CivicLoop.Core.Demo;

/// <summary>What is wrong in a picture, and the same spot once it is put right.</summary>
internal static class Subjects
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

    private static void Bicycles(Canvas canvas, Dice dice, int x, int much)
    {
        var frame = dice.Pick<Ink>([Ink.Blue, Ink.Yellow, Ink.Red, Ink.Forest]);
        if (much == 0)
        {
            canvas.Box(x - 104, 190, 208, 2, Ink.White);
            for (var stand = 0; stand < 5; stand++)
                Bicycle(canvas, x - 84 + stand * 40, 178, frame, 0);
            return;
        }
        for (var thrown = 0; thrown < much * 2; thrown++)
            Bicycle(
                canvas,
                x - 90 + dice.Below(180),
                166 + thrown * 5,
                dice.Chance(0.7) ? frame : dice.Pick(Bright),
                dice.Between(-14, 14)
            );
    }

    private static void Bicycle(Canvas canvas, int x, int y, Ink frame, int tilt)
    {
        canvas.Ring(x - 15, y - tilt / 2, 11, 2, Ink.Dark);
        canvas.Ring(x + 15, y + tilt / 2, 11, 2, Ink.Dark);
        canvas.Line(x - 15, y - tilt / 2, x - 4, y - 15, 3, frame);
        canvas.Line(x - 4, y - 15, x + 11, y - 16, 3, frame);
        canvas.Line(x + 11, y - 20, x + 15, y + tilt / 2, 3, frame);
        canvas.Line(x - 4, y - 15, x + 1, y, 3, frame);
        canvas.Line(x + 1, y, x + 11, y - 16, 3, frame);
        canvas.Box(x - 9, y - 20, 9, 3, Ink.Dark);
        canvas.Box(x + 7, y - 22, 9, 3, Ink.Dark);
    }

    private static void Cars(Canvas canvas, Dice dice, int x, int much)
    {
        for (var bay = 10; bay < Canvas.Width; bay += 86)
            canvas.Line(bay, 207, bay - 14, 236, 2, Ink.White);
        var paint = dice.Pick<Ink>([Ink.White, Ink.Red, Ink.Blue, Ink.Grey, Ink.Dark]);
        if (much == 0)
        {
            Car(canvas, x, 230, paint);
            return;
        }
        // On the pavement, across the guiding strip for the blind.
        canvas.Box(0, 176, Canvas.Width, 8, Ink.Yellow);
        Car(canvas, x, 192, paint);
        if (much > 2)
            Car(canvas, x + (x > 160 ? -104 : 104), 186, dice.Pick<Ink>([Ink.White, Ink.Grey, Ink.Red]));
    }

    private static void Car(Canvas canvas, int x, int foot, Ink paint)
    {
        var edge = paint == Ink.Dark ? Ink.Grey : Ink.Dark;
        canvas.Framed(x - 24, foot - 36, 48, 18, Ink.Glass, edge);
        canvas.Box(x - 1, foot - 36, 3, 18, edge);
        canvas.Framed(x - 44, foot - 22, 88, 17, paint, edge);
        canvas.Oval(x - 26, foot - 5, 8, 8, Ink.Dark);
        canvas.Oval(x + 26, foot - 5, 8, 8, Ink.Dark);
        canvas.Oval(x - 26, foot - 5, 3, 3, Ink.Grey);
        canvas.Oval(x + 26, foot - 5, 3, 3, Ink.Grey);
        canvas.Box(x + 40, foot - 19, 4, 5, Ink.Yellow);
        canvas.Box(x - 44, foot - 19, 4, 5, Ink.Red);
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

    private static void Queue(Canvas canvas, Dice dice, int x, int much)
    {
        var count = much == 0 ? 2 : 4 + much * 2;
        for (var person = count; person > 0; person--)
            canvas.Figure(
                much == 0 ? x - 90 + person * 70 : x - 112 + person * 21 + dice.Below(6),
                much == 0 ? 190 : 178 + person % 3 * 11 + dice.Below(4),
                70 + dice.Below(12),
                dice.Pick<Ink>([Ink.Red, Ink.Blue, Ink.Forest, Ink.Yellow, Ink.Grey, Ink.Shade])
            );
        if (much > 0)
            return;
        canvas.Box(30, 176, 3, 26, Ink.Dark);
        canvas.Box(290, 176, 3, 26, Ink.Dark);
        canvas.Box(30, 178, 262, 3, Ink.Red);
    }

    private static void Stall(Canvas canvas, Dice dice, int x, int much)
    {
        if (much == 0)
        {
            canvas.Box(0, 176, Canvas.Width, 8, Ink.Yellow);
            canvas.Figure(x + 40, 182, 64, Ink.Blue);
            return;
        }
        var cloth = dice.Pick<Ink>([Ink.Red, Ink.Blue, Ink.Forest]);
        canvas.Box(x - 2, 104, 4, 84, Ink.Dark);
        for (var strip = 0; strip < 11; strip++)
            canvas.Box(x - 66 + strip * 12, 96 + Math.Abs(strip - 5) * 2, 12, 14, strip % 2 == 0 ? cloth : Ink.White);
        canvas.Framed(x - 60, 154, 120, 34, Ink.Brown, Ink.Dark);
        for (var ware = 0; ware < 14; ware++)
            canvas.Oval(
                x - 52 + ware * 8,
                150 - dice.Below(5),
                6,
                6,
                dice.Pick<Ink>([Ink.Red, Ink.Yellow, Ink.Leaf, Ink.Forest])
            );
        for (var box = 0; box < much; box++)
            canvas.Framed(x + 66 + box * 14 - dice.Below(150) / 100 * 150, 172, 24, 20, Ink.Shade, Ink.Dark);
        canvas.Figure(x - 78, 188, 70, Ink.Grey);
    }

    private static void Snow(Canvas canvas, Dice dice, int x, int much)
    {
        if (much == 0)
        {
            canvas.Box(0, 156, Canvas.Width, 36, Ink.Ground);
            for (var heap = 0; heap < 6; heap++)
                canvas.Oval(heap * 62 + dice.Below(16), 203, 30, 9, Ink.White);
            canvas.Line(x + 50, 190, x + 62, 128, 3, Ink.Brown);
            canvas.Framed(x + 40, 184, 22, 16, Ink.Blue, Ink.Dark);
            return;
        }
        canvas.Box(0, 152, Canvas.Width, 48, Ink.White);
        for (var drift = 0; drift < 7; drift++)
            canvas.Oval(
                drift * 52 + dice.Below(20),
                156 + dice.Below(34),
                dice.Between(24, 46),
                dice.Between(6, 13),
                drift % 2 == 0 ? Ink.Cloud : Ink.White
            );
        canvas.Oval(x, 184, 52, 11, Ink.Glass);
        canvas.Oval(x - 8, 182, 30, 5, Ink.Cloud);
        for (var step = 0; step < 9; step++)
            canvas.Oval(x - 120 + step * 28, 172 + step % 2 * 10, 4, 2, Ink.Grey);
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

    private static void Smoke(Canvas canvas, Dice dice, int x, int much)
    {
        canvas.Framed(x - 26, 136, 52, 48, Ink.Grey, Ink.Dark);
        canvas.Box(x - 18, 144, 36, 4, Ink.Dark);
        canvas.Box(x - 18, 152, 36, 4, Ink.Dark);
        canvas.Box(x - 7, 116, 14, 20, Ink.Dark);
        if (much == 0)
        {
            canvas.Oval(x + 62, 128, 17, 17, Ink.White);
            canvas.Ring(x + 62, 128, 17, 4, Ink.Red);
            canvas.Box(x + 52, 126, 20, 4, Ink.Dark);
            canvas.Line(x + 51, 117, x + 73, 139, 3, Ink.Red);
            canvas.Box(x + 61, 145, 3, 40, Ink.Dark);
            return;
        }
        for (var puff = 0; puff < much * 5; puff++)
            canvas.Oval(
                x + puff * 4 + dice.Between(-12, 12),
                110 - puff * 6 + dice.Between(-4, 4),
                10 + puff,
                8 + puff / 2,
                puff % 3 == 0 ? Ink.Shade : Ink.Grey
            );
    }

    private static void Green(Canvas canvas, Dice dice, int x, int much, bool snow)
    {
        canvas.Framed(x - 108, 152, 216, 38, much > 0 ? Ink.Brown : Ink.Leaf, Ink.Grey);
        for (var bush = 0; bush < 9; bush++)
        {
            if (much > 0 && dice.Chance(0.25 + much * 0.12))
            {
                canvas.Line(x - 92 + bush * 23, 176, x - 96 + bush * 23 + dice.Below(14), 158, 2, Ink.Dark);
                continue;
            }
            canvas.Oval(x - 92 + bush * 23, 164, 13, 13, Ink.Forest);
            if (!snow)
                canvas.Oval(x - 95 + bush * 23, 160, 4, 4, Ink.Yellow);
        }
        if (much > 0)
            for (var print = 0; print < 10; print++)
                canvas.Oval(x - 70 + print * 14, 182 - print % 2 * 5, 4, 2, Ink.Dark);
    }

    private static void Water(Canvas canvas, Dice dice, int x, int much)
    {
        canvas.Oval(x, 180, 24, 8, Ink.Dark);
        canvas.Oval(x, 179, 21, 6, Ink.Grey);
        for (var slot = -14; slot <= 14; slot += 7)
            canvas.Box(x + slot, 175, 2, 9, Ink.Dark);
        if (much == 0)
            return;
        for (var pool = 0; pool < much * 2; pool++)
            canvas.Oval(
                x + dice.Between(-60, 60),
                182 + dice.Between(-9, 12),
                dice.Between(26, 50),
                dice.Between(6, 11),
                pool % 2 == 0 ? Ink.Glass : Ink.Blue
            );
        canvas.Oval(x, 178, 12, 4, Ink.Brown);
        canvas.Ring(x + 30, 186, 7, 1, Ink.White);
        canvas.Ring(x - 34, 190, 5, 1, Ink.White);
    }

    private static void Crossing(Canvas canvas, Dice dice, int x, int much)
    {
        for (var bar = 0; bar < 7; bar++)
        {
            var left = x - 96 + bar * 28;
            canvas.Box(left, 208, 15, 28, Ink.White);
            // What is worn away shows the road through it.
            for (var worn = 0; worn < much * 5; worn++)
                canvas.Box(left + dice.Below(13), 208 + dice.Below(26), dice.Between(3, 8), dice.Between(3, 7), Ink.Road);
        }
        var signal = x > 160 ? x - 120 : x + 100;
        canvas.Box(signal, 108, 4, 92, Ink.Dark);
        canvas.Framed(signal - 8, 76, 20, 38, Ink.Dark, Ink.Grey);
        canvas.Oval(signal + 2, 86, 6, 6, much > 0 ? Ink.Red : Ink.Grey);
        canvas.Oval(signal + 2, 103, 6, 6, much > 0 ? Ink.Grey : Ink.Leaf);
        for (var walker = 0; walker < (much > 0 ? 3 : 2); walker++)
            canvas.Figure(
                x - 50 + walker * 46 + dice.Below(16),
                much > 0 ? 224 : 194,
                60,
                dice.Pick<Ink>([Ink.Red, Ink.Blue, Ink.Yellow, Ink.Forest])
            );
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
