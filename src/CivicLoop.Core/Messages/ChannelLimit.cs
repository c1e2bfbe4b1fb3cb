namespace CivicLoop.Core.Messages;

/// <summary>What a channel takes: so many messages, so long each.</summary>
/// <param name="Bytes">Of one text in UTF-8.</param>
/// <param name="AvoidsHalfHours">Everybody's reminders go at the full and the half hour: the first seconds after it are left to them.</param>
public sealed record ChannelLimit(int PerMinute, int PerSecond, int Bytes, bool AvoidsHalfHours = false)
{
    private const int RushSeconds = 15;

    /// <summary>How many may go now.</summary>
    /// <param name="sent">When the messages of the last minute went.</param>
    public int AllowedAt(DateTime now, IReadOnlyCollection<DateTime> sent)
    {
        if (AvoidsHalfHours && now.Minute % 30 == 0 && now.Second < RushSeconds)
            return 0;
        var lastMinute = sent.Count(at => at > now.AddMinutes(-1));
        var lastSecond = sent.Count(at => at > now.AddSeconds(-1));
        return Math.Max(0, Math.Min(PerMinute - lastMinute, PerSecond - lastSecond));
    }
}
