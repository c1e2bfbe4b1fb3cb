namespace CivicLoop.Core.Demo;

/// <summary>What a picture shows and what a sentence says about a category, found by words in the category's name.</summary>
/// <param name="Words">A category whose name holds one of them is of this kind; the first kind that fits is taken.</param>
/// <param name="Often">How often it is found, beside the others.</param>
/// <param name="Phrases">What somebody on the spot would write after saying where.</param>
/// <param name="At">Words of types of places where it belongs; elsewhere it is rare. None where it is found everywhere outdoors.</param>
internal sealed record Kind(Scene Scene, string[] Words, double Often, string[] Phrases, string[] At)
{
    /// <summary>How well it fits a place, 0 to 1.</summary>
    public double Fits(string placeType, bool indoors)
    {
        if (At.Length == 0)
            return indoors ? 0.15 : 0.5;
        foreach (var word in At)
        {
            if (placeType.Contains(word, StringComparison.Ordinal))
                return 1;
        }
        return 0.03;
    }

    public static Kind Of(string category)
    {
        foreach (var kind in Kinds.All)
        {
            foreach (var word in kind.Words)
            {
                if (category.Contains(word, StringComparison.Ordinal))
                    return kind;
            }
        }
        return Kinds.Other;
    }
}
