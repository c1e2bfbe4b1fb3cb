using System.Globalization;

namespace CivicLoop.Web.Demo;

/// <summary>A stretch of time as people write it: <c>1 day</c>, <c>6 hours</c>, <c>90 minutes</c>, <c>2 weeks</c>.</summary>
internal static class Span
{
    // More than this is a slip of the pen; a clock never comes back.
    private static readonly TimeSpan Most = TimeSpan.FromDays(3660);

    /// <summary>Null where it is none; below zero for one that would go back.</summary>
    public static TimeSpan? Parse(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (
            parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
        )
            return null;
        double? minutes = parts[1].TrimEnd('s') switch
        {
            "minute" => 1,
            "hour" => 60,
            "day" => 1440,
            "week" => 7 * 1440,
            _ => null,
        };
        if (minutes is null || Math.Abs(amount * minutes.Value) > Most.TotalMinutes)
            return null;
        return TimeSpan.FromMinutes(amount * minutes.Value);
    }
}
