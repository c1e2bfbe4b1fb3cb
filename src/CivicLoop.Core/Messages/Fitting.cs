using System.Text;

namespace CivicLoop.Core.Messages;

/// <summary>Many lines in one message that may only be so long.</summary>
public static class Fitting
{
    /// <param name="head">Stands first, always; cut where even it is too long.</param>
    /// <param name="more">Says how many lines there was no room for.</param>
    /// <param name="foot">Stands last where there is room for it, such as an address; empty for none.</param>
    /// <param name="bytes">The longest text, in UTF-8.</param>
    public static string Fit(string head, IReadOnlyList<string> lines, Func<int, string> more, string foot, int bytes)
    {
        for (var told = lines.Count; told >= 0; told--)
        {
            IEnumerable<string> rest = told < lines.Count ? [more(lines.Count - told)] : [];
            var text = string.Join(
                '\n',
                [head, .. lines.Take(told), .. rest, .. foot.Length > 0 ? [foot] : Array.Empty<string>()]
            );
            if (Encoding.UTF8.GetByteCount(text) <= bytes)
                return text;
        }
        return Cut(head, bytes);
    }

    /// <summary>Its beginning, no character torn apart.</summary>
    public static string Cut(string text, int bytes)
    {
        var (length, used) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            used += rune.Utf8SequenceLength;
            if (used > bytes)
                return text[..length];
            length += rune.Utf16SequenceLength;
        }
        return text;
    }
}
