namespace CivicLoop.Core.Messages;

/// <summary>When a message may go: after its kind has waited for its like, and outside quiet hours.</summary>
public static class Timing
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(2);

    /// <param name="added">When it was told to the outbox, UTC.</param>
    /// <param name="zone">The city's.</param>
    public static DateTime Ready(MessageKind kind, DateTime added, MessageRules rules, TimeZoneInfo zone) =>
        kind switch
        {
            // Somebody sits and waits for it.
            MessageKind.Trial or MessageKind.Confirm => added,
            MessageKind.Yellow or MessageKind.Red => AtDaily(added, rules, zone),
            MessageKind.Owed or MessageKind.Watched or MessageKind.Reply or MessageKind.Closed or MessageKind.Reopened =>
                AfterQuiet(added.AddMinutes(rules.MergeMinutes), rules, zone),
            _ => AfterQuiet(added, rules, zone),
        };

    /// <summary>The pause before the next try: one minute, doubled each time, at most two hours.</summary>
    /// <param name="failed">How many tries have failed so far; at least one.</param>
    public static TimeSpan Pause(int failed) =>
        failed > 16 ? LongestPause : TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << (failed - 1)));

    private static DateTime AtDaily(DateTime added, MessageRules rules, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(added, zone);
        var today = local.Date + rules.DailyAt.ToTimeSpan();
        return Utc(local <= today ? today : today.AddDays(1), zone);
    }

    private static DateTime AfterQuiet(DateTime utc, MessageRules rules, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
        var at = TimeOnly.FromDateTime(local);
        if (!rules.IsQuiet(at))
            return utc;
        var end = local.Date + rules.QuietTo.ToTimeSpan();
        return Utc(at < rules.QuietTo ? end : end.AddDays(1), zone);
    }

    // An hour that a change of clocks leaves out is said an hour later.
    private static DateTime Utc(DateTime local, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);
}
