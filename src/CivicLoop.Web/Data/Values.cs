using System.Globalization;
using System.Text;

namespace CivicLoop.Web.Data;

/// <summary>The one place where a value of ours becomes a column and back: times, days, ids, names of enums.</summary>
public static class Values
{
    public static long Milliseconds(DateTime utc) => new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public static DateTime Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;

    public static string Id(Guid id) => id.ToString("D");

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly ParseDay(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// A text as both databases hold it: one of them has no letter nought, the other ends a text there, and half of a pair
    /// is nothing that could be written. Whoever hashes a text hashes this one.
    /// </summary>
    public static string Text(string text)
    {
        const char unreadable = '\ufffd';
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
            return text.Replace('\0', unreadable);
        var letters = new StringBuilder(text.Length);
        foreach (var letter in text.EnumerateRunes())
            letters.Append(letter.Value == 0 ? unreadable.ToString() : letter.ToString());
        return letters.ToString();
    }

    /// <summary>Anything that a command may carry, as the plain column type that both databases hold.</summary>
    public static object Column(object? value) =>
        value switch
        {
            null => DBNull.Value,
            DateTime time => Milliseconds(time),
            DateOnly day => Day(day),
            Guid id => Id(id),
            bool yes => yes ? 1 : 0,
            Enum name => name.ToString(),
            string text => Text(text),
            _ => value,
        };

    /// <summary>Cut to what a column can hold, so that what was decided is exactly what is read back.</summary>
    public static DateTime Truncate(DateTime utc) => new(utc.Ticks - utc.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
}
