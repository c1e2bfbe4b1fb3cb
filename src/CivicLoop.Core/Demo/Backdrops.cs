namespace CivicLoop.Core.Demo;

/// <summary>The places that pictures are taken in: sky, houses, pavement, road, or a hall from inside.</summary>
internal static class Backdrops
{
    /// <summary>Where the pavement begins and ends; what is wrong stands between them.</summary>
    public const int Far = 138;
    public const int Near = 202;

    public static void Draw(Canvas canvas, Backdrop place, Dice dice, int aside, bool snow)
    {
        if (place == Backdrop.Hall)
        {
            Hall(canvas, dice, aside);
            return;
        }
        Open(canvas, dice, snow);
        switch (place)
        {
            case Backdrop.Market:
                Market(canvas, dice, aside);
                break;
            case Backdrop.BusStop:
                Houses(canvas, dice, aside, snow, 3);
                Shelter(canvas, dice, aside);
                break;
            case Backdrop.Park:
                Park(canvas, dice, aside, snow);
                break;
            case Backdrop.Residence:
                Block(canvas, dice, aside, snow);
                break;
            case Backdrop.School:
                School(canvas, dice, aside, snow);
                break;
            default:
                Houses(canvas, dice, aside, snow, dice.Between(2, 4));
                LampPost(canvas, 24 + dice.Below(30) + aside);
                break;
        }
    }

    private static void Open(Canvas canvas, Dice dice, bool snow)
    {
        canvas.Box(0, 0, Canvas.Width, Far, Ink.Sky);
        for (var cloud = dice.Between(1, 3); cloud > 0; cloud--)
        {
            var (x, y) = (dice.Below(Canvas.Width), dice.Between(14, 46));
            canvas.Oval(x, y, dice.Between(22, 40), 7, Ink.Cloud);
            canvas.Oval(x + 12, y - 5, dice.Between(12, 22), 7, Ink.Cloud);
        }
        canvas.Box(0, Far, Canvas.Width, Near - Far, Ink.Ground);
        for (var joint = dice.Below(40); joint < Canvas.Width + 60; joint += 40)
            canvas.Line(joint, Far, joint - 34, Near, 1, Ink.Grey);
        canvas.Box(0, 164, Canvas.Width, 1, Ink.Grey);
        canvas.Box(0, Near, Canvas.Width, 5, Ink.White);
        canvas.Box(0, Near + 5, Canvas.Width, Canvas.Height, Ink.Road);
        for (var dash = dice.Below(50) - 30; dash < Canvas.Width; dash += 62)
            canvas.Box(dash, 224, 32, 3, Ink.White);
        if (snow)
            for (var heap = dice.Below(30); heap < Canvas.Width; heap += dice.Between(40, 90))
                canvas.Oval(heap, Near + 2, dice.Between(16, 34), 4, Ink.White);
    }

    private static void Houses(Canvas canvas, Dice dice, int aside, bool snow, int count)
    {
        var width = Canvas.Width / count;
        for (var index = 0; index < count; index++)
        {
            var (x, top) = (index * width + aside - 4, dice.Between(22, 74));
            var wall = dice.Chance(0.5) ? Ink.Wall : Ink.Shade;
            canvas.Box(x, top, width + 8, Far - top, wall);
            canvas.Box(x, top - 4, width + 8, 5, snow ? Ink.White : Ink.Grey);
            var (wide, high) = (dice.Between(11, 17), dice.Between(12, 16));
            for (var y = top + 9; y + high < Far - 34; y += high + 8)
            for (var window = x + 9; window + wide < x + width; window += wide + 10)
            {
                canvas.Box(window, y, wide, high, Ink.Glass);
                canvas.Box(window, y + high, wide, 2, Ink.White);
            }
            // A shop front below.
            var sign = dice.Pick<Ink>([Ink.Red, Ink.Blue, Ink.Forest, Ink.Brown, Ink.Yellow]);
            canvas.Box(x + 4, Far - 32, width, 9, sign);
            canvas.Box(x + 4, Far - 23, width, 23, Ink.Glass);
            for (var bar = x + 4; bar < x + width; bar += 22)
                canvas.Box(bar, Far - 23, 2, 23, Ink.Dark);
        }
    }

    private static void Market(Canvas canvas, Dice dice, int aside)
    {
        canvas.Box(0, 30, Canvas.Width, Far - 30, Ink.Wall);
        canvas.Box(0, 22, Canvas.Width, 9, Ink.Grey);
        canvas.Framed(96 + aside, 38, 128, 20, Ink.Red, Ink.Dark);
        for (var letter = 0; letter < 5; letter++)
            canvas.Box(108 + aside + letter * 22, 43, 12, 10, Ink.Yellow);
        var stripe = dice.Pick<Ink>([Ink.Red, Ink.Blue, Ink.Forest, Ink.Yellow]);
        for (var stall = aside - 10; stall < Canvas.Width; stall += 82)
        {
            canvas.Box(stall + 4, 90, 70, 48, Ink.Shade);
            for (var strip = 0; strip < 10; strip++)
                canvas.Box(stall + strip * 8, 70, 8, 20 - (strip % 2), strip % 2 == 0 ? stripe : Ink.White);
            canvas.Box(stall + 2, 112, 74, 26, Ink.Brown);
            for (var fruit = 0; fruit < 9; fruit++)
                canvas.Oval(stall + 9 + fruit * 7, 110, 4, 4, dice.Pick<Ink>([Ink.Red, Ink.Yellow, Ink.Forest]));
        }
    }

    private static void Shelter(Canvas canvas, Dice dice, int aside)
    {
        var x = dice.Between(20, 60) + aside;
        canvas.Box(x, 74, 150, 8, Ink.Blue);
        canvas.Box(x + 6, 82, 4, 74, Ink.Dark);
        canvas.Box(x + 140, 82, 4, 74, Ink.Dark);
        canvas.Framed(x + 20, 88, 58, 44, Ink.Glass, Ink.Dark);
        canvas.Framed(x + 86, 88, 44, 44, Ink.White, Ink.Dark);
        canvas.Box(x + 90, 94, 36, 5, Ink.Red);
        for (var line = 0; line < 5; line++)
            canvas.Box(x + 90, 103 + line * 5, 36 - line * 3, 2, Ink.Grey);
        canvas.Box(x + 18, 142, 112, 5, Ink.Brown);
        canvas.Box(x + 24, 147, 3, 10, Ink.Dark);
        canvas.Box(x + 120, 147, 3, 10, Ink.Dark);
    }

    private static void Park(Canvas canvas, Dice dice, int aside, bool snow)
    {
        canvas.Oval(70 + aside, 128, 130, 34, Ink.Forest);
        canvas.Oval(260 + aside, 132, 120, 28, Ink.Forest);
        canvas.Box(0, 118, Canvas.Width, 46, Ink.Leaf);
        canvas.Box(0, 116, Canvas.Width, 2, Ink.Forest);
        for (var tree = dice.Between(4, 26); tree < Canvas.Width; tree += dice.Between(54, 84))
            Tree(canvas, tree + aside, 140, dice.Between(20, 28), snow);
        var bench = dice.Between(200, 240) + aside;
        canvas.Box(bench, 142, 46, 4, Ink.Brown);
        canvas.Box(bench, 134, 46, 4, Ink.Brown);
        canvas.Box(bench + 4, 146, 3, 9, Ink.Dark);
        canvas.Box(bench + 39, 146, 3, 9, Ink.Dark);
    }

    private static void Block(Canvas canvas, Dice dice, int aside, bool snow)
    {
        var edge = dice.Between(6, 30) + aside;
        canvas.Box(edge, 14, 268, Far - 14, Ink.Wall);
        canvas.Box(edge, 10, 268, 5, snow ? Ink.White : Ink.Brown);
        for (var floor = 24; floor < 100; floor += 28)
        for (var flat = edge + 12; flat < edge + 240; flat += 44)
        {
            canvas.Box(flat, floor, 16, 16, Ink.Glass);
            canvas.Box(flat + 18, floor + 4, 14, 12, Ink.Glass);
            canvas.Box(flat - 2, floor + 16, 36, 6, Ink.Shade);
        }
        var door = edge + 100 + dice.Below(50);
        canvas.Box(door - 6, 100, 46, 6, Ink.Grey);
        canvas.Box(door, 106, 34, 32, Ink.Brown);
        canvas.Box(door + 16, 106, 2, 32, Ink.Dark);
        canvas.Framed(door + 42, 108, 16, 12, Ink.Blue, Ink.White);
        Tree(canvas, edge + 250, 142, 22, snow);
    }

    private static void School(Canvas canvas, Dice dice, int aside, bool snow)
    {
        canvas.Box(20 + aside, 44, 280, Far - 44, Ink.Wall);
        canvas.Box(20 + aside, 40, 280, 5, snow ? Ink.White : Ink.Red);
        for (var floor = 52; floor < 100; floor += 24)
        for (var window = 30 + aside; window < 290 + aside; window += 26)
            canvas.Box(window, floor, 18, 14, Ink.Glass);
        canvas.Box(52 + aside, 16, 2, 60, Ink.Dark);
        canvas.Box(54 + aside, 16, 24, 15, Ink.Red);
        for (var bar = 0; bar < Canvas.Width; bar += 9)
            canvas.Box(bar, 112, 2, 28, Ink.Forest);
        canvas.Box(0, 112, Canvas.Width, 2, Ink.Forest);
        var gate = dice.Between(130, 190) + aside;
        canvas.Box(gate - 44, 92, 8, 48, Ink.Shade);
        canvas.Box(gate + 36, 92, 8, 48, Ink.Shade);
        canvas.Framed(gate - 36, 92, 72, 14, Ink.White, Ink.Dark);
        canvas.Box(gate - 26, 97, 52, 4, Ink.Red);
    }

    private static void Hall(Canvas canvas, Dice dice, int aside)
    {
        canvas.Box(0, 0, Canvas.Width, 132, Ink.Wall);
        canvas.Box(0, 0, Canvas.Width, 12, Ink.White);
        for (var lamp = 20 + dice.Below(20); lamp < Canvas.Width; lamp += 80)
            canvas.Box(lamp, 6, 44, 4, Ink.Yellow);
        canvas.Box(0, 132, Canvas.Width, 108, Ink.Ground);
        for (var joint = -60; joint < Canvas.Width + 60; joint += 44)
            canvas.Line(160 + (joint - 160) * 6 / 10, 132, joint, Canvas.Height, 1, Ink.Grey);
        canvas.Box(0, 158, Canvas.Width, 1, Ink.Grey);
        canvas.Box(0, 194, Canvas.Width, 1, Ink.Grey);
        canvas.Box(0, 20, Canvas.Width, 12, Ink.Blue);
        for (var window = aside + dice.Below(18); window < Canvas.Width; window += 78)
        {
            canvas.Framed(window, 42, 66, 48, Ink.Glass, Ink.Dark);
            canvas.Box(window + 22, 46, 22, 8, Ink.Red);
            canvas.Oval(window + 33, 72, 6, 7, Ink.Brown);
            canvas.Box(window + 22, 80, 22, 10, Ink.Dark);
        }
        canvas.Box(0, 90, Canvas.Width, 6, Ink.White);
        canvas.Box(0, 96, Canvas.Width, 36, Ink.Brown);
        canvas.Box(0, 128, Canvas.Width, 4, Ink.Dark);
    }

    public static void Tree(Canvas canvas, int x, int foot, int size, bool snow)
    {
        canvas.Box(x - 2, foot - size, 5, size, Ink.Brown);
        canvas.Oval(x, foot - size - size / 2, size * 3 / 4, size * 3 / 4, Ink.Forest);
        canvas.Oval(x - size / 3, foot - size - size * 2 / 3, size / 3, size / 3, snow ? Ink.White : Ink.Leaf);
    }

    public static void LampPost(Canvas canvas, int x)
    {
        canvas.Box(x, 50, 4, 104, Ink.Dark);
        canvas.Box(x, 50, 26, 3, Ink.Dark);
        canvas.Oval(x + 26, 54, 7, 4, Ink.Yellow);
    }
}
