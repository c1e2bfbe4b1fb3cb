using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Supervision;

/// <summary>The closed set of conditions, and how each is asked of what is owed.</summary>
public static class LadderConditions
{
    public const string Light = "light";
    public const string OverdueBy = "overdue-by";
    public const string BehindPlanBy = "behind-plan-by";
    public const string FailedChecks = "failed-checks";
    public const string Reopened = "reopened";
    public const string SilentFor = "silent-for";
    public const string Severity = "severity";
    public const string Unanswered = "unanswered";
    public const string RungsWithin = "rungs-within";
    public const string Judged = "judged";

    public static readonly IReadOnlyList<string> All =
    [
        Light,
        OverdueBy,
        BehindPlanBy,
        FailedChecks,
        Reopened,
        SilentFor,
        Severity,
        Unanswered,
        RungsWithin,
        Judged,
    ];

    /// <summary>
    /// Whether what is green can be passed by: these conditions wait for its light or for somebody's judgement, or are asked of
    /// orders alone and found there.
    /// </summary>
    public static bool NeedNoGreen(IReadOnlyList<Condition> way) =>
        way.Any(condition => condition.Key is Light or OverdueBy or Judged) || way is [{ Key: RungsWithin or Unanswered }];

    /// <summary>The question that is asked of each fact; null for what is not asked of one.</summary>
    internal static Func<OwedFact, bool>? Test(Condition condition, WorkCalendar calendar, DateTime now)
    {
        var (key, value) = (condition.Key, condition.Value);
        switch (key)
        {
            case Light:
                return value == "yellow" ? fact => now >= fact.Yellow && now <= fact.Due : fact => now > fact.Due;
            case OverdueBy:
                var due = Before(Of(value), calendar, now);
                return fact => fact.Due <= due;
            case SilentFor:
                var since = Before(Of(value), calendar, now);
                return fact => fact.Since <= since;
            case BehindPlanBy:
                var promised = Before(Of(value), calendar, now);
                return fact => fact.Promised is { } day && calendar.ToUtc(day.AddDays(1), TimeOnly.MinValue) <= promised;
            case FailedChecks:
                var failed = Whole(value);
                return fact => fact.FailedChecks >= failed;
            case Reopened:
                var reopened = Whole(value);
                return fact => fact.Reopenings >= reopened;
            case Severity:
                var severity = Enum.Parse<Severity>(value, ignoreCase: true);
                return fact => fact.Severity >= severity;
            case Unanswered or RungsWithin or Judged:
                return null;
            default:
                throw new ArgumentOutOfRangeException(nameof(condition), key, "no such condition");
        }
    }

    /// <summary>
    /// The last instant from which a limit has run out by now. Looked for once, so that each fact is only compared with
    /// it, however many there are.
    /// </summary>
    private static DateTime Before(Limit limit, WorkCalendar calendar, DateTime now)
    {
        if (limit.Clock is LimitClock.UrgentHours or LimitClock.NaturalDays)
            return now - (calendar.After(now, limit).At - now);
        var (from, to) = (now.AddDays(-7), now);
        while (calendar.After(from, limit).At > now)
            (from, to) = (from - 2 * (now - from), from);
        // Times are kept in whole milliseconds.
        while (to - from > TimeSpan.FromMilliseconds(1))
        {
            var middle = from + TimeSpan.FromMilliseconds(Math.Floor((to - from).TotalMilliseconds / 2));
            (from, to) = calendar.After(middle, limit).At <= now ? (middle, to) : (from, middle);
        }
        return from;
    }

    private static Limit Of(string value) =>
        Limit.Parse(value) ?? throw new InvalidOperationException($"'{value}' is no limit, and the check let it pass");

    internal static int Whole(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}
