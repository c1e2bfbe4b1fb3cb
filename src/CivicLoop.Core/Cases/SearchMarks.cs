namespace CivicLoop.Core.Cases;

/// <summary>A piece of a text, and whether somebody looked for it.</summary>
public readonly record struct Piece(string Text, bool Found);

/// <summary>Where in a text the terms of a search stand, so that a page can mark them.</summary>
public static class SearchMarks
{
    // What is shown before the first of them.
    private const int Before = 16;

    private const string Left = "…";

    /// <summary>The whole text in pieces.</summary>
    public static IReadOnlyList<Piece> Of(string text, IReadOnlyList<string> terms)
    {
        var found = new bool[text.Length];
        foreach (var term in terms)
            if (!Mark(text, term, found))
                foreach (var word in SearchWords.Of(term))
                    Mark(text, word, found);
        var pieces = new List<Piece>();
        for (int from = 0, at = 1; at <= text.Length; at++)
        {
            if (at < text.Length && found[at] == found[from])
                continue;
            pieces.Add(new Piece(text[from..at], found[from]));
            from = at;
        }
        return pieces;
    }

    /// <summary>The stretch of a longer text around the first of them, on one line.</summary>
    public static IReadOnlyList<Piece> Around(string text, IReadOnlyList<string> terms, int length)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var ahead = Of(line, terms).TakeWhile(piece => !piece.Found).Sum(piece => piece.Text.Length);
        var from = ahead >= line.Length || ahead <= Before ? 0 : ahead - Before;
        var to = Math.Min(line.Length, from + length);
        // Half of a character that takes two places is none.
        if (from > 0 && char.IsLowSurrogate(line[from]))
            from++;
        if (to < line.Length && char.IsLowSurrogate(line[to]))
            to--;
        return Of((from > 0 ? Left : "") + line[from..to] + (to < line.Length ? Left : ""), terms);
    }

    private static bool Mark(string text, string term, bool[] found)
    {
        var any = false;
        for (var at = text.IndexOf(term, StringComparison.OrdinalIgnoreCase); at >= 0; )
        {
            found.AsSpan(at, term.Length).Fill(true);
            any = true;
            at = text.IndexOf(term, at + term.Length, StringComparison.OrdinalIgnoreCase);
        }
        return any;
    }
}
