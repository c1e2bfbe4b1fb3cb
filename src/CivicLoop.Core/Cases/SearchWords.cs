using System.Text;

namespace CivicLoop.Core.Cases;

/// <summary>
/// How a text is cut so that words in it can be found. Chinese has no spaces: what stands side by side is kept in
/// pairs (门前垃圾 → 门前, 前垃, 垃圾), so that a word of two characters is one pair and a longer one is all of its pairs.
/// Letters and figures are kept as whole words, whatever their case and width.
/// </summary>
public static class SearchWords
{
    /// <summary>As many terms as somebody may look for at once.</summary>
    public const int MostTerms = 6;

    private const int Longest = 40;

    /// <summary>Every pair and word of a text, each once.</summary>
    public static IReadOnlyCollection<string> Of(string text) =>
        [.. Runs(text).SelectMany(Cut).ToHashSet(StringComparer.Ordinal)];

    /// <summary>What somebody typed, cut at its spaces: a text must have all of them.</summary>
    public static IReadOnlyList<string> Terms(string typed) =>
        [
            .. typed
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Take(MostTerms),
        ];

    private static IEnumerable<string> Cut((bool Pairs, List<Rune> Letters) run)
    {
        var letters = run.Letters;
        if (!run.Pairs)
            yield return string.Concat(letters.Take(Longest));
        else
            for (var at = 0; at + 1 < letters.Count; at++)
                yield return $"{letters[at]}{letters[at + 1]}";
    }

    // Letters of one kind side by side.
    private static IEnumerable<(bool Pairs, List<Rune> Letters)> Runs(string text)
    {
        var run = (Pairs: false, Letters: new List<Rune>());
        foreach (var typed in text.EnumerateRunes())
        {
            var rune = Narrow(typed);
            var counts = Rune.IsLetterOrDigit(rune);
            var pairs = counts && IsUnspaced(rune);
            if (run.Letters.Count > 0 && (!counts || pairs != run.Pairs))
            {
                yield return run;
                run = (pairs, []);
            }
            if (!counts)
                continue;
            run.Pairs = pairs;
            run.Letters.Add(Rune.ToLowerInvariant(rune));
        }
        if (run.Letters.Count > 0)
            yield return run;
    }

    // Letters and figures as wide as Chinese characters are what they are without their width.
    /// <summary>１２，７８８ as 12,788: full-width letters and figures as the narrow ones.</summary>
    internal static string Narrow(string text) => string.Concat(text.EnumerateRunes().Select(Narrow));

    private static Rune Narrow(Rune rune) => rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;

    // Scripts from the radicals upwards, written without spaces between their words.
    private static bool IsUnspaced(Rune rune) => rune.Value >= 0x2E80 && !(rune.Value is >= 0xAC00 and <= 0xD7AF);
}
