using System.Globalization;
using CivicLoop.Core.Duties;

namespace CivicLoop.Core.Playbooks;

/// <summary>What becomes of a beat that falls on a day off.</summary>
public enum OffDays
{
    /// <summary>It comes all the same.</summary>
    Kept,

    /// <summary>It does not come.</summary>
    Skipped,

    /// <summary>It comes on the working day before.</summary>
    Before,

    /// <summary>It comes on the working day after.</summary>
    After,
}

/// <summary>A beat of <c>rhythm.yaml</c>: how often, on which day, at what time of the city, and what comes of it.</summary>
/// <param name="On">A weekday for weeks, the day counted from 1 for ten days, half months and months; null for days.</param>
/// <param name="OffDays">Says nothing to beats that count working days.</param>
public sealed record Beat(
    string Code,
    string Name,
    Interval Every,
    string? On,
    TimeOnly At,
    OffDays OffDays,
    string Makes,
    bool Sample
)
{
    /// <summary>
    /// Whether the rule of the beat names a day, wherever a day off moves it then. Days, working days and weeks are counted
    /// from the day the campaign started; before it no beat falls.
    /// </summary>
    public bool FallsOn(DateOnly day, DateOnly started, WorkCalendar calendar) => day >= started && Falls(day, started, calendar);

    private bool Falls(DateOnly day, DateOnly started, WorkCalendar calendar) =>
        Every.Unit switch
        {
            IntervalUnit.Day => Counts(day.DayNumber - started.DayNumber),
            IntervalUnit.WorkingDay => calendar.IsWorkingDay(day) && Counts(calendar.WorkingDays(started, day)),
            IntervalUnit.Week => day.DayOfWeek.ToString() == On && Counts((Monday(day) - Monday(started)) / 7),
            IntervalUnit.Month => IsNth(day, 0, Length(day))
                && Counts((day.Year - started.Year) * 12 + day.Month - started.Month),
            IntervalUnit.HalfMonth => day.Day > 15 ? IsNth(day, 15, Length(day) - 15) : IsNth(day, 0, 15),
            _ => day.Day > 20 ? IsNth(day, 20, Length(day) - 20) : IsNth(day, day.Day > 10 ? 10 : 0, 10),
        };

    private bool Counts(int steps) => steps >= 0 && steps % Every.Amount == 0;

    // A stretch that is shorter than the day asked for has it on its last day.
    private bool IsNth(DateOnly day, int before, int length) =>
        day.Day - before == Math.Min(int.Parse(On ?? "1", CultureInfo.InvariantCulture), length);

    private static int Length(DateOnly day) => DateTime.DaysInMonth(day.Year, day.Month);

    private static int Monday(DateOnly day) => day.DayNumber - ((int)day.DayOfWeek + 6) % 7;
}

/// <summary>How often: <c>2 days</c>, <c>3 working days</c>, <c>1 week</c>, <c>1 ten-day</c> (旬), <c>1 half-month</c>, <c>1 month</c>.</summary>
/// <param name="Amount">1 to 366; always 1 for ten days and half months.</param>
public sealed record Interval(int Amount, IntervalUnit Unit)
{
    private static readonly Dictionary<string, IntervalUnit> Words = new(StringComparer.Ordinal)
    {
        ["day"] = IntervalUnit.Day,
        ["working day"] = IntervalUnit.WorkingDay,
        ["week"] = IntervalUnit.Week,
        ["ten-day"] = IntervalUnit.TenDays,
        ["half-month"] = IntervalUnit.HalfMonth,
        ["month"] = IntervalUnit.Month,
    };

    /// <summary>Reads the playbook's form; null when it is not one.</summary>
    public static Interval? Parse(string? text)
    {
        var parts = (text ?? "").Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            && amount is >= 1 and <= 366
            && Words.TryGetValue(parts[1].TrimEnd('s'), out var unit)
            && (amount == 1 || unit is not (IntervalUnit.TenDays or IntervalUnit.HalfMonth))
            ? new Interval(amount, unit)
            : null;
    }

    /// <summary>As the playbook writes it.</summary>
    public override string ToString() => $"{Amount} {Words.First(word => word.Value == Unit).Key}{(Amount == 1 ? "" : "s")}";
}

public enum IntervalUnit
{
    Day,
    WorkingDay,
    Week,
    TenDays,
    HalfMonth,
    Month,
}
