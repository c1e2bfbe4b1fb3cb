using System.Globalization;
using CivicLoop.Core.Duties;

namespace CivicLoop.Web.Site;

/// <summary>
/// Dates and durations in words, in the language and the zone of the page. It never asks a clock: "now" is the
/// city's now of this request.
/// </summary>
public sealed class Wording(Sentences t, SiteContext site)
{
    /// <summary>2020年11月23日.</summary>
    public string Date(DateOnly day) => Date(t, day);

    public string Date(DateTime utc) => Date(t, DateOnly.FromDateTime(site.ToLocal(utc)));

    internal static string Date(Sentences t, DateOnly day) =>
        t["site.date", day.Year, day.Month, day.Day, t[$"site.month.{day.Month}"]];

    /// <summary>2020年11月23日 星期一.</summary>
    public string DateWithWeekday(DateOnly day) => t["site.date-weekday", Date(day), t[$"site.weekday.{(int)day.DayOfWeek}"]];

    /// <summary>11-23.</summary>
    public string Short(DateOnly day) => day.ToString("MM-dd", CultureInfo.InvariantCulture);

    /// <summary>11-23 17:05, with the year where it is not this one.</summary>
    public string Moment(DateTime utc)
    {
        var local = site.ToLocal(utc);
        var form = local.Year == site.ToLocal(site.Now).Year ? "MM-dd HH:mm" : "yyyy-MM-dd HH:mm";
        return local.ToString(form, CultureInfo.InvariantCulture);
    }

    /// <summary>2020年11月23日 17:05.</summary>
    public string FullMoment(DateTime utc) => $"{Date(utc)} {site.ToLocal(utc).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>For the attribute of a time element.</summary>
    public static string Machine(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>还剩 6 小时 or 超期 2 天.</summary>
    public string Left(DateTime due)
    {
        var left = due - site.Now;
        return left >= TimeSpan.Zero ? t["site.left", Span(left)] : t["site.overdue", Span(-left)];
    }

    /// <summary>3 小时前.</summary>
    public string Ago(DateTime utc)
    {
        var past = site.Now - utc;
        return past < TimeSpan.FromMinutes(1) ? t["site.just-now"] : t["site.ago", Span(past)];
    }

    /// <summary>2 天, 6 小时 or 15 分钟: the largest whole unit, at least one minute.</summary>
    public string Span(TimeSpan span) =>
        span.TotalDays >= 2 ? t["site.days", (int)span.TotalDays]
        : span.TotalHours >= 1 ? t["site.hours", (int)span.TotalHours]
        : t["site.minutes", Math.Max(1, (int)span.TotalMinutes)];

    /// <summary>A limit as the playbook writes it (<c>4 urgent hours</c>) in words: 4 个紧急工时.</summary>
    public string Limit(string limit) =>
        Core.Duties.Limit.Parse(limit) is not { } parsed ? limit
        : parsed.Amount == 1 ? t[$"site.limit.one.{parsed.Clock}"]
        : t[$"site.limit.{parsed.Clock}", parsed.Amount];

    public string Light(Light light) => t[$"site.light.{light}"];

    /// <summary>42, and past a thousand simply 1000+.</summary>
    public static string Count(long count) => count > 1000 ? "1000+" : count.ToString(CultureInfo.InvariantCulture);
}
