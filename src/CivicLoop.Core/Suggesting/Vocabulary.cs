namespace CivicLoop.Core.Suggesting;

/// <summary>A text as numbers: which marks it has, and how much each says. The more of a text is unknown, the less the rest of it says.</summary>
/// <param name="Known">Whether enough of the text itself was ever seen before.</param>
internal readonly record struct Marks(int[] At, float[] Weight, bool Known);

/// <summary>The marks that a classifier knows. What occurs in one text only says nothing about others.</summary>
internal sealed class Vocabulary
{
    private const int LeastTexts = 2;

    // A text of which less than this share was ever seen is about something else.
    private const float LeastKnown = 0.05f;

    private readonly Dictionary<ulong, int> known;
    private readonly float[] rarity;

    private readonly float rarest;

    private Vocabulary(Dictionary<ulong, int> known, float[] rarity, int texts) =>
        (this.known, this.rarity, rarest) = (known, rarity, Rarity(texts, 1));

    public int Count => known.Count;

    /// <param name="most">So many at most, those that occur in the most texts.</param>
    public static Vocabulary Of(IReadOnlyList<Example> examples, int most)
    {
        var texts = new Dictionary<ulong, int>();
        foreach (var example in examples)
        foreach (var gram in All(example.Text, example.PlaceType).Keys)
            texts[gram] = texts.GetValueOrDefault(gram) + 1;
        // Ties are broken by the mark itself, so that the order of the examples does not matter.
        var kept = texts
            .Where(pair => pair.Value >= LeastTexts)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key)
            .Take(most)
            .ToList();
        var known = new Dictionary<ulong, int>(kept.Count);
        var rarity = new float[kept.Count];
        foreach (var (gram, count) in kept)
        {
            rarity[known.Count] = Rarity(examples.Count, count);
            known.Add(gram, known.Count);
        }
        return new Vocabulary(known, rarity, examples.Count);
    }

    public Marks Read(string text, string placeType)
    {
        var (found, square) = (new List<(int At, float Weight)>(), 0f);
        var (said, place) = (0f, Grams.OfPlace(placeType));
        foreach (var (gram, count) in All(text, placeType))
        {
            var seen = known.TryGetValue(gram, out var at);
            var weight = (1 + MathF.Log(count)) * (seen ? rarity[at] : rarest);
            // What is unknown counts as well: a text with one known word among twenty says little.
            square += weight * weight;
            if (!seen)
                continue;
            found.Add((at, weight));
            said += gram == place ? 0 : weight * weight;
        }
        found.Sort();
        var length = MathF.Sqrt(square);
        return new Marks(
            [.. found.Select(mark => mark.At)],
            [.. found.Select(mark => mark.Weight / length)],
            said > LeastKnown * square
        );
    }

    private static float Rarity(int texts, int with) => MathF.Log((texts + 1f) / (with + 1f)) + 1;

    private static Dictionary<ulong, int> All(string text, string placeType)
    {
        var grams = Grams.Of(text);
        if (Grams.OfPlace(placeType) is { } place)
            grams[place] = 1;
        return grams;
    }
}
