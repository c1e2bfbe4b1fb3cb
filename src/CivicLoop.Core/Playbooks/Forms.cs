using System.Globalization;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Playbooks.Keys;

namespace CivicLoop.Core.Playbooks;

/// <summary>The forms of single values, read in one place: the check asks whether they fit, the readers what they say.</summary>
internal static class Forms
{
    /// <summary>The mistake that a value makes of its form; null when it fits.</summary>
    public static string? Misfit(Key key, string text) =>
        key.Form switch
        {
            Form.Code when !IsCode(text) => MistakeCode.NotCode,
            Form.Choice when !key.Words.Contains(text) => MistakeCode.NotChoice,
            Form.Flag when text is not ("true" or "false") => MistakeCode.NotFlag,
            Form.Whole when Whole(text) is null => MistakeCode.NotWhole,
            Form.Number when Number(text) is null => MistakeCode.NotNumber,
            Form.Percentage when Percentage(text) is null => MistakeCode.NotPercentage,
            Form.Share when Share(text) is null => MistakeCode.NotShare,
            Form.Points when Points(text) is null => MistakeCode.NotPoints,
            Form.Day when Day(text) is null => MistakeCode.NotDay,
            Form.Time when Time(text) is null => MistakeCode.NotTime,
            Form.Slot when Slot(text) is null => MistakeCode.NotSlot,
            Form.Limit when Limit.Parse(text) is null => MistakeCode.NotLimit,
            Form.Span when Span(text, DateOnly.MinValue) is null => MistakeCode.NotSpan,
            Form.Interval when Interval.Parse(text) is null => MistakeCode.NotInterval,
            Form.TimeZone when !TimeZoneInfo.TryFindSystemTimeZoneById(text, out _) => MistakeCode.NotTimeZone,
            Form.Division when text.Length != 4 || !text.All(char.IsAsciiDigit) => MistakeCode.NotDivision,
            _ => null,
        };

    public static bool IsCode(string text) =>
        text.Length > 0
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    public static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole is >= 1 and <= 10_000
            ? whole
            : null;

    public static double? Number(string text) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    public static double? Percentage(string text) =>
        text.EndsWith('%') && Number(text[..^1].TrimEnd()) is > 0 and < 100 and var share ? share / 100 : null;

    /// <summary>0 to 1; null for what is no share.</summary>
    public static decimal? Share(string text) =>
        text.EndsWith('%') && Exact(text[..^1].TrimEnd()) is >= 0 and <= 100 and var share ? share / 100 : null;

    /// <summary>Hundredths of a point; null below 0.01, above 1,000, or with more than two decimals.</summary>
    public static long? Points(string text) =>
        Exact(text) is >= 0.01m and <= 1000 and var points && points * 100 % 1 == 0 ? (long)(points * 100) : null;

    private static decimal? Exact(string text) =>
        text.Length <= 20 && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static Slot? Slot(string text)
    {
        var ends = text.Split('-', StringSplitOptions.TrimEntries);
        return ends.Length == 2 && Time(ends[0]) is { } from && Time(ends[1]) is { } to && from < to ? new Slot(from, to) : null;
    }

    /// <summary>The day after the last one of a span; null when it is none. A century is too long.</summary>
    public static DateOnly? Span(string text, DateOnly starts)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2 || Whole(parts[0]) is not { } amount)
            return null;
        return parts[1].TrimEnd('s') switch
        {
            "day" => starts.AddDays(amount),
            "week" when amount <= 5_000 => starts.AddDays(amount * 7),
            "month" when amount <= 1_200 => starts.AddMonths(amount),
            "year" when amount <= 100 => starts.AddYears(amount),
            _ => null,
        };
    }
}
