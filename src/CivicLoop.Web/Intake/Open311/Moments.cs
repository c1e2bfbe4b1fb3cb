using System.Globalization;
using System.Text.RegularExpressions;

namespace CivicLoop.Web.Intake.Open311;

/// <summary>Moments as the W3C's profile of ISO 8601 has them: a zone is never left out.</summary>
public static partial class Moments
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mmzzz",
        "yyyy-MM-dd'T'HH:mm:sszzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    public static string Write(DateTimeOffset moment) =>
        moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>UTC; null for what is no moment or says no zone.</summary>
    public static DateTime? Read(string text)
    {
        // An unescaped plus in an address arrives as a blank.
        var sent = Blank().Replace(text.Trim(), "+$1");
        if (sent.EndsWith('Z'))
            sent = sent[..^1] + "+00:00";
        return DateTimeOffset.TryParseExact(sent, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment.UtcDateTime
            : null;
    }

    [GeneratedRegex(@" (\d\d:\d\d)$")]
    private static partial Regex Blank();
}
