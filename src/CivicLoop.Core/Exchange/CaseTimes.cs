using System.Globalization;
using CivicLoop.Core.Places.Import;

namespace CivicLoop.Core.Exchange;

/// <summary>Times as files write them: by the city's clock, unless they name a zone.</summary>
internal sealed class CaseTimes(TimeZoneInfo zone)
{
    private static readonly string[] Zoned =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:sszzz",
    ];

    private static readonly string[] Bare =
    [
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-M-d H:m:s",
        "yyyy-M-d H:m",
        "yyyy/M/d H:m:s",
        "yyyy/M/d H:m",
        "yyyy年M月d日 H:m:s",
        "yyyy年M月d日 H:m",
        "yyyyMMddHHmmss",
        "yyyy-M-d",
        "yyyy/M/d",
        "yyyy年M月d日",
        "yyyyMMdd",
    ];

    /// <summary>UTC, whole milliseconds; null where there is none, and a problem where it cannot be read.</summary>
    public DateTime? Read(ImportRow row, string field)
    {
        if (row.Given(field) is not { } text)
            return null;
        if (Parse(text) is { } time)
            return time;
        row.Wrong(field, "time-form", text);
        return null;
    }

    public DateTime? Parse(string text)
    {
        if (
            text.Length > 10
            && (text[^1] == 'Z' || text.LastIndexOfAny(['+', '-']) > 10)
            && DateTimeOffset.TryParseExact(text, Zoned, CultureInfo.InvariantCulture, default, out var told)
        )
            return Whole(told.UtcDateTime);
        if (!DateTime.TryParseExact(text, Bare, CultureInfo.InvariantCulture, default, out var local))
            return null;
        // An hour that the clock skipped is the one after it.
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return local.Year is < 1980 or > 2200 ? null : Whole(TimeZoneInfo.ConvertTimeToUtc(local, zone));
    }

    private static DateTime Whole(DateTime utc) => new(utc.Ticks - utc.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
}
