using System.Text;

namespace CivicLoop.Core.Suggesting;

/// <summary>
/// What a text is recognised by: every one, two or three characters side by side, and whole words of letters. Width
/// and case do not count, any figure is a figure, and whatever is no letter is a gap.
/// </summary>
public static class Grams
{
    /// <summary>Of a longer text only the beginning counts.</summary>
    public const int LongestText = 2_000;

    private const int Gap = ' ';
    private const ulong Word = 1UL << 63;
    private const ulong Place = 1UL << 62;

    /// <summary>Each with how often it occurs. Three characters fit into one number: nothing is mixed up.</summary>
    public static Dictionary<ulong, int> Of(string text)
    {
        var grams = new Dictionary<ulong, int>();
        var letters = Letters(text);
        for (var at = 0; at < letters.Count; at++)
        {
            var gram = 0UL;
            for (var length = 1; length <= 3 && at + length <= letters.Count; length++)
            {
                gram = gram << 21 | (uint)letters[at + length - 1];
                if (gram != Gap)
                    Count(grams, gram);
            }
        }
        foreach (var word in Words(letters))
            Count(grams, word);
        return grams;
    }

    /// <summary>The type of the place as one more mark; null where there is none.</summary>
    public static ulong? OfPlace(string type) =>
        type.Length == 0 ? null : Place | Hash(type.EnumerateRunes().Select(rune => rune.Value)) >> 2;

    private static void Count(Dictionary<ulong, int> grams, ulong gram) => grams[gram] = grams.GetValueOrDefault(gram) + 1;

    // Begins and ends with a gap, so that a first character is known as the first one.
    private static List<int> Letters(string text)
    {
        var letters = new List<int>(text.Length + 2) { Gap };
        foreach (var typed in text.EnumerateRunes().Take(LongestText))
        {
            var rune = typed.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(typed.Value - 0xFEE0) : typed;
            var letter =
                Rune.IsDigit(rune) ? '0'
                : Rune.IsLetter(rune) ? Rune.ToLowerInvariant(rune).Value
                : Gap;
            if (letter is not (Gap or '0') || letters[^1] != letter)
                letters.Add(letter);
        }
        if (letters[^1] != Gap)
            letters.Add(Gap);
        return letters;
    }

    // Three letters say little of an English word.
    private static IEnumerable<ulong> Words(List<int> letters)
    {
        for (var from = 0; from < letters.Count; from++)
        {
            var to = from;
            while (to < letters.Count && letters[to] is > Gap and < 0x2E80)
                to++;
            if (to - from > 3)
                yield return Word | Hash(letters.Skip(from).Take(to - from)) >> 1;
            from = Math.Max(from, to);
        }
    }

    private static ulong Hash(IEnumerable<int> letters)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in letters)
            hash = (hash ^ (uint)letter) * 1099511628211UL;
        return hash;
    }
}
