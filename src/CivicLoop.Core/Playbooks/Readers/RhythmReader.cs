namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>Beats; what they fall on is judged together with how often they come.</summary>
internal static class RhythmReader
{
    private static readonly string[] Weekdays = [.. Enum.GetNames<DayOfWeek>()];

    public static IReadOnlyList<Beat> Read(Reading read) =>
        [.. read.Root("rhythm.yaml").Items("beats").Select(node => Beat(node, read.Mistakes))];

    private static Beat Beat(Node node, Mistakes mistakes)
    {
        var every = Interval.Parse(node.Text("every"));
        var on = node.Text("on");
        if (every is not null && !Fits(every.Unit, on))
            mistakes.Add(node.Get("on") ?? node, MistakeCode.BeatOn, on ?? "", node.Said("every"), Fitting(every.Unit));
        return new Beat(
            node.Said("code"),
            node.Said("name"),
            every ?? new Interval(1, IntervalUnit.Day),
            on,
            Forms.Time(node.Said("at")) ?? default,
            Enum.Parse<OffDays>(node.Text("off-days") ?? nameof(OffDays.Kept), ignoreCase: true),
            node.Said("makes"),
            node.Flag("sample")
        );
    }

    private static bool Fits(IntervalUnit unit, string? on) =>
        unit switch
        {
            IntervalUnit.Day or IntervalUnit.WorkingDay => on is null,
            IntervalUnit.Week => Weekdays.Contains(on),
            _ => on is not null && Forms.Whole(on) <= Longest(unit),
        };

    private static string Fitting(IntervalUnit unit) =>
        unit switch
        {
            IntervalUnit.Day or IntervalUnit.WorkingDay => "-",
            IntervalUnit.Week => string.Join(", ", Weekdays),
            _ => $"1-{Longest(unit)}",
        };

    private static int Longest(IntervalUnit unit) =>
        unit switch
        {
            IntervalUnit.TenDays => 10,
            IntervalUnit.HalfMonth => 15,
            _ => 31,
        };
}
