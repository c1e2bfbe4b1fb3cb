using System.Numerics;

namespace CivicLoop.Core.Suggesting;

/// <summary>
/// Words to category: a weight for every mark and label, learnt from what a city's own office decided. It knows
/// nothing else, asks nobody, and says nothing where it is not sure.
/// </summary>
public sealed class Classifier
{
    /// <summary>A form shows as many.</summary>
    public const int Most = 3;

    private const double WorthSaying = 0.05;

    private readonly Vocabulary vocabulary;
    private readonly float[] weights;
    private readonly float[] usual;
    private readonly Sureness sureness;

    internal Classifier(IReadOnlyList<string> labels, Vocabulary vocabulary, float[] weights, float[] usual, Sureness sureness) =>
        (Labels, this.vocabulary, this.weights, this.usual, this.sureness) = (labels, vocabulary, weights, usual, sureness);

    /// <summary>In the order of their codes.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>What it takes in memory, about.</summary>
    public long Bytes => (weights.Length + usual.Length) * sizeof(float) + vocabulary.Count * 32L;

    /// <summary>A first suggestion with at least this confidence is said; above one where nothing ever is.</summary>
    public double Threshold => sureness.Threshold;

    /// <summary>Every label with its confidence, the likeliest first; together they are one.</summary>
    public IReadOnlyList<Suggestion> Rank(string text, string placeType = "") => Rank(vocabulary.Read(text, placeType));

    /// <summary>Up to three; none where it is not sure enough of the first.</summary>
    public IReadOnlyList<Suggestion> Suggest(string text, string placeType = "")
    {
        var marks = vocabulary.Read(text, placeType);
        if (!marks.Known || Rank(marks) is var ranked && ranked[0].Confidence < Threshold)
            return [];
        return [.. Rank(marks).Take(Most).Where((one, at) => at == 0 || one.Confidence >= WorthSaying)];
    }

    private List<Suggestion> Rank(Marks marks)
    {
        var scores = new float[Labels.Count];
        Score(marks, weights, usual, scores);
        return
        [
            .. sureness
                .Confidences(scores)
                .Select((confidence, at) => new Suggestion(Labels[at], confidence))
                .OrderByDescending(one => one.Confidence)
                .ThenBy(one => one.Label, StringComparer.Ordinal),
        ];
    }

    internal static void Score(Marks marks, float[] weights, float[] usual, Span<float> scores)
    {
        usual.CopyTo(scores);
        for (var at = 0; at < marks.At.Length; at++)
            Add(scores, weights.AsSpan(marks.At[at] * usual.Length, usual.Length), marks.Weight[at]);
    }

    /// <summary>Adds a multiple of one row of figures to another, as many at once as the machine can.</summary>
    internal static void Add(Span<float> to, ReadOnlySpan<float> row, float times)
    {
        var at = 0;
        for (; at <= to.Length - Vector<float>.Count; at += Vector<float>.Count)
            (new Vector<float>(to[at..]) + new Vector<float>(row[at..]) * times).CopyTo(to[at..]);
        for (; at < to.Length; at++)
            to[at] += row[at] * times;
    }
}
