using System.Globalization;

namespace CivicLoop.Core.Duties;

/// <summary>The clock that a limit counts on.</summary>
public enum LimitClock
{
    /// <summary>紧急工时: every hour of day and night, holidays too.</summary>
    UrgentHours,

    /// <summary>工作时: hours inside the city's working slots on working days.</summary>
    WorkingHours,

    /// <summary>工作日: as many working hours as one working day has.</summary>
    WorkingDays,

    /// <summary>自然日: 24 hours each.</summary>
    NaturalDays,
}

/// <summary>How long something may take: <c>2 working days</c>, <c>4 urgent hours</c>, <c>72 hours</c>, <c>1 natural day</c>.</summary>
/// <param name="Amount">1 to 10,000.</param>
public sealed record Limit(int Amount, LimitClock Clock)
{
    public const int Most = 10_000;

    private static readonly Dictionary<string, LimitClock> Words = new(StringComparer.Ordinal)
    {
        ["urgent hour"] = LimitClock.UrgentHours,
        ["hour"] = LimitClock.UrgentHours,
        ["working hour"] = LimitClock.WorkingHours,
        ["working day"] = LimitClock.WorkingDays,
        ["natural day"] = LimitClock.NaturalDays,
    };

    /// <summary>Reads the playbook's form; null when it is not one.</summary>
    public static Limit? Parse(string? text)
    {
        var space = text?.IndexOf(' ', StringComparison.Ordinal) ?? -1;
        if (space < 1)
            return null;
        var word = text![(space + 1)..].Trim();
        if (word.EndsWith('s'))
            word = word[..^1];
        return
            int.TryParse(text[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            && amount is >= 1 and <= Most
            && Words.TryGetValue(word, out var clock)
            ? new Limit(amount, clock)
            : null;
    }

    /// <summary>The playbook's form: what <see cref="Parse"/> reads.</summary>
    public override string ToString()
    {
        var word = Clock switch
        {
            LimitClock.UrgentHours => "urgent hour",
            LimitClock.WorkingHours => "working hour",
            LimitClock.WorkingDays => "working day",
            _ => "natural day",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Amount} {word}{(Amount == 1 ? "" : "s")}");
    }
}
