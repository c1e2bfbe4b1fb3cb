namespace CivicLoop.Core.Playbooks;

/// <summary>Did you mean: the candidate that a slip of the finger away was probably meant.</summary>
public static class Nearest
{
    /// <summary>Null when nothing is near: more than a third of the letters, and at least two, would have to change.</summary>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        var best = candidates
            .Select(candidate => (candidate, distance: Distance(word, candidate)))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.candidate is not null && best.distance <= Math.Max(2, word.Length / 3) && best.distance < word.Length
            ? best.candidate
            : null;
    }

    // Changed, added or lost letters (Levenshtein).
    private static int Distance(string one, string other)
    {
        var before = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var here = new int[other.Length + 1];
            here[0] = i;
            for (var j = 1; j <= other.Length; j++)
                here[j] = Math.Min(Math.Min(here[j - 1], before[j]) + 1, before[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
            before = here;
        }
        return before[other.Length];
    }
}
