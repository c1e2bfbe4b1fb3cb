namespace CivicLoop.Core.Suggesting;

/// <summary>
/// Learns a <see cref="Classifier"/>: logistic regression over all labels at once, each mark with a step of its own
/// that shrinks the more it has learnt. The same examples make the same classifier, in whatever order they come.
/// </summary>
public static class Learning
{
    /// <summary>With fewer examples there is nothing to learn from.</summary>
    public const int LeastExamples = 20;

    private const int MostMarks = 32_768;
    private const int MostWeights = 8_000_000;
    private const int Rounds = 12;
    private const float Step = 1;
    private const int Folds = 5;

    // From so many on, one fold tells enough.
    private const int Many = 4_000;

    /// <summary>Null where there are too few examples, or nothing to tell apart.</summary>
    public static Classifier? Learn(IEnumerable<Example> examples)
    {
        List<Example> all =
        [
            .. examples
                .Where(example => !string.IsNullOrWhiteSpace(example.Text))
                .OrderBy(example => Shuffle(example.Text))
                .ThenBy(example => example.Text, StringComparer.Ordinal)
                .ThenBy(example => example.PlaceType, StringComparer.Ordinal)
                .ThenBy(example => example.Label, StringComparer.Ordinal),
        ];
        string[] labels = [.. all.Select(example => example.Label).Distinct().Order(StringComparer.Ordinal)];
        if (all.Count < LeastExamples || labels.Length < 2)
            return null;
        var sureness = Sureness.Of([
            .. Enumerable.Range(0, all.Count >= Many ? 1 : Folds).SelectMany(fold => Try(all, labels, fold)),
        ]);
        var (vocabulary, weights, usual) = Fit(all, labels);
        return new Classifier(labels, vocabulary, weights, usual, sureness);
    }

    // A text stands in one fold with all its copies.
    private static IEnumerable<HeldOut> Try(List<Example> all, string[] labels, int fold)
    {
        var (vocabulary, weights, usual) = Fit([.. all.Where(example => Shuffle(example.Text) % Folds != (uint)fold)], labels);
        foreach (var example in all.Where(example => Shuffle(example.Text) % Folds == (uint)fold))
        {
            var scores = new float[labels.Length];
            Classifier.Score(vocabulary.Read(example.Text, example.PlaceType), weights, usual, scores);
            yield return new HeldOut(scores, Array.BinarySearch(labels, example.Label, StringComparer.Ordinal));
        }
    }

    private static (Vocabulary Vocabulary, float[] Weights, float[] Usual) Fit(List<Example> examples, string[] labels)
    {
        var vocabulary = Vocabulary.Of(examples, Math.Min(MostMarks, MostWeights / labels.Length));
        var read = examples.ConvertAll(example =>
            (
                Marks: vocabulary.Read(example.Text, example.PlaceType),
                Label: Array.BinarySearch(labels, example.Label, StringComparer.Ordinal)
            )
        );
        var fit = new Fitting(vocabulary.Count, Importance(read.Select(one => one.Label), labels.Length));
        for (var round = 0; round < Rounds; round++)
            foreach (var (marks, label) in read)
                fit.See(marks, label);
        return (vocabulary, fit.Weights, fit.Usual);
    }

    // What is rare is not forgotten over what is common.
    private static float[] Importance(IEnumerable<int> seen, int labels)
    {
        var counts = new float[labels];
        foreach (var label in seen)
            counts[label]++;
        var mean = counts.Sum() / labels;
        return [.. counts.Select(count => Math.Clamp(MathF.Sqrt(mean / Math.Max(1, count)), 0.5f, 3f))];
    }

    // Neither the order of the examples nor chance: the text itself says where it stands.
    private static uint Shuffle(string text)
    {
        var hash = 2166136261u;
        foreach (var letter in text)
            hash = (hash ^ letter) * 16777619u;
        hash ^= hash >> 15;
        return hash * 2246822519u;
    }

    private sealed class Fitting(int marks, float[] importance)
    {
        private readonly float[] learnt = new float[marks];
        private readonly float[] slope = new float[importance.Length];
        private float learntUsually;

        public float[] Weights { get; } = new float[marks * importance.Length];

        public float[] Usual { get; } = new float[importance.Length];

        public void See(Marks seen, int label)
        {
            Classifier.Score(seen, Weights, Usual, slope);
            Shares(slope);
            slope[label] -= 1;
            var square = 0f;
            for (var at = 0; at < slope.Length; at++)
            {
                slope[at] *= importance[label];
                square += slope[at] * slope[at];
            }
            for (var at = 0; at < seen.At.Length; at++)
            {
                var (mark, weight) = (seen.At[at], seen.Weight[at]);
                learnt[mark] += weight * weight * square;
                var row = Weights.AsSpan(mark * slope.Length, slope.Length);
                Classifier.Add(row, slope, -Step * weight / MathF.Sqrt(learnt[mark] + 1e-8f));
            }
            learntUsually += square;
            Classifier.Add(Usual, slope, -0.1f / MathF.Sqrt(learntUsually + 1e-8f));
        }

        private static void Shares(Span<float> scores)
        {
            var (highest, sum) = (float.NegativeInfinity, 0f);
            foreach (var score in scores)
                highest = Math.Max(highest, score);
            foreach (ref var score in scores)
                sum += score = MathF.Exp(score - highest);
            foreach (ref var score in scores)
                score /= sum;
        }
    }
}
