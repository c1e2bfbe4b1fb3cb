namespace CivicLoop.Core.Suggesting;

/// <summary>How well a classifier does on texts that it has not seen.</summary>
/// <param name="MacroF1">Mean over all labels that occur or were guessed, whatever their number; every text is guessed, also where it would say nothing.</param>
/// <param name="Right">Share of all texts whose first guess is right.</param>
/// <param name="Among">Share of all texts with the right label among the first three.</param>
/// <param name="Coverage">Share of texts on which it says something.</param>
/// <param name="RightWhereSaid">Share of those whose first suggestion is right; 0 where nothing was said.</param>
public sealed record Marking(int Texts, double MacroF1, double Right, double Among, double Coverage, double RightWhereSaid)
{
    public static Marking Of(Classifier classifier, IEnumerable<Example> examples)
    {
        var (texts, right, among, said, rightSaid) = (0, 0, 0, 0, 0);
        var hits = new Dictionary<string, (int Hit, int Guessed, int There)>(StringComparer.Ordinal);
        foreach (var example in examples)
        {
            texts++;
            var ranked = classifier.Rank(example.Text, example.PlaceType);
            var hit = ranked[0].Label == example.Label;
            Count(ranked[0].Label, (hit ? 1 : 0, 1, 0));
            Count(example.Label, (0, 0, 1));
            right += hit ? 1 : 0;
            among += ranked.Take(Classifier.Most).Any(one => one.Label == example.Label) ? 1 : 0;
            if (classifier.Suggest(example.Text, example.PlaceType).Count == 0)
                continue;
            said++;
            rightSaid += hit ? 1 : 0;
        }
        // 2·hit / (guessed + there) is the harmonic mean of precision and recall.
        var score = hits.Values.Select(one => 2.0 * one.Hit / (one.Guessed + one.There)).DefaultIfEmpty(0).Average();
        return new Marking(texts, score, Share(right, texts), Share(among, texts), Share(said, texts), Share(rightSaid, said));

        void Count(string label, (int Hit, int Guessed, int There) more)
        {
            var (hit, guessed, there) = hits.GetValueOrDefault(label);
            hits[label] = (hit + more.Hit, guessed + more.Guessed, there + more.There);
        }
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
