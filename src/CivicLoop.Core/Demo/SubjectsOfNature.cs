namespace CivicLoop.Core.Demo;

/// <summary>Snow, smoke, green and water.</summary>
internal static partial class Subjects
{
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
}
