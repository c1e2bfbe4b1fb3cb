namespace CivicLoop.Core.Messages;

/// <summary>When a city speaks to its people, and how patiently.</summary>
/// <param name="QuietFrom">From here on nobody is disturbed, by the city's day; the same as <paramref name="QuietTo"/> for never.</param>
/// <param name="MergeMinutes">What is newly owed waits so long for more of its kind.</param>
/// <param name="DailyAt">When what turned yellow and red is told, once a day.</param>
/// <param name="MostTries">After so many a message is a dead letter.</param>
public sealed record MessageRules(TimeOnly QuietFrom, TimeOnly QuietTo, int MergeMinutes, TimeOnly DailyAt, int MostTries)
{
    public static readonly (int Least, int Most) Merging = (0, 240);
    public static readonly (int Least, int Most) Tries = (1, 20);

    public static MessageRules Usual { get; } = new(new TimeOnly(21, 0), new TimeOnly(8, 0), 10, new TimeOnly(8, 30), 8);

    public bool IsWithin() =>
        MergeMinutes >= Merging.Least
        && MergeMinutes <= Merging.Most
        && MostTries >= Tries.Least
        && MostTries <= Tries.Most
        && !IsQuiet(DailyAt);

    /// <summary>The hours may go over midnight; their end is quiet no more.</summary>
    public bool IsQuiet(TimeOnly at) => QuietFrom <= QuietTo ? at >= QuietFrom && at < QuietTo : at >= QuietFrom || at < QuietTo;
}
