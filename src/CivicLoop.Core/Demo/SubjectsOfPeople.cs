namespace CivicLoop.Core.Demo;

/// <summary>What people and their vehicles leave or do: bicycles, cars, queues, stalls, crossings.</summary>
internal static partial class Subjects
{
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
}
