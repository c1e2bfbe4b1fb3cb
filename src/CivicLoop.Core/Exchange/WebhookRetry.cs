namespace CivicLoop.Core.Exchange;

/// <summary>When somebody who did not take it is told again: soon at first, then rarer, and after a day no more.</summary>
public static class WebhookRetry
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(10),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(16),
    ];

    /// <summary>Tried so often in all.</summary>
    public static int Most => Waits.Length + 1;

    /// <param name="attempts">How often it was tried, at least once.</param>
    /// <returns>Null when it is given up.</returns>
    public static TimeSpan? After(int attempts) => attempts >= 1 && attempts <= Waits.Length ? Waits[attempts - 1] : null;
}
