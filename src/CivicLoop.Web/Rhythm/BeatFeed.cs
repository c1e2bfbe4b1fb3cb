using System.Globalization;
using System.Text;
using CivicLoop.Core.Rhythm;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Rhythm;

/// <summary>The beats to come as iCalendar (RFC 5545), for the calendars that people carry.</summary>
/// <param name="host">Where the reader came in: addresses in a calendar are whole.</param>
internal sealed class BeatFeed(SiteContext site, Sentences t, Uri host)
{
    // Octets of a line before it is folded, without its end.
    private const int LineLength = 75;

    public byte[] Write(IEnumerable<BeatTime> times)
    {
        var lines = new List<string>
        {
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//CivicLoop//Rhythm//ZH",
            "METHOD:PUBLISH",
            $"X-WR-CALNAME:{Text(t["rhythm.feed", site.Here.Name.In(t.Language)])}",
        };
        foreach (var time in times)
            lines.AddRange([
                "BEGIN:VEVENT",
                $"UID:{time.Beat.Code}-{time.Day:yyyyMMdd}@{site.Here.Code}.{host.Host}",
                $"DTSTAMP:{Moment(site.Now)}",
                $"DTSTART:{Moment(time.At)}",
                $"DURATION:PT1H",
                $"SUMMARY:{Text(time.Beat.Name)}",
                $"DESCRIPTION:{Text(Says(time))}",
                $"URL:{new Uri(host, site.At("rhythm"))}",
                "END:VEVENT",
            ]);
        lines.Add("END:VCALENDAR");
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => Folded(line) + "\r\n")));
    }

    private string Says(BeatTime time) => t[$"playbooks.makes.{time.Beat.Makes}"] + (site.Here.Demo ? $"\n{t["site.demo"]}" : "");

    private static string Moment(DateTime utc) => utc.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Text(string words) =>
        words
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .ReplaceLineEndings("\\n");

    // Counted in octets, and never within a character.
    private static string Folded(string line)
    {
        var folded = new StringBuilder();
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineLength)
            {
                folded.Append("\r\n ");
                octets = 1;
            }
            folded.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        return folded.ToString();
    }
}
