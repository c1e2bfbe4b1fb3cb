namespace CivicLoop.Core.Suggesting;

/// <summary>A text that the classifier had not learnt from: its scores, and what was right.</summary>
internal readonly record struct HeldOut(float[] Scores, int Right);

/// <summary>
/// How scores become confidences, and from which one on something is said. Both come from texts that were held
/// out: what was learnt by heart says nothing about what is new.
/// </summary>
/// <param name="Heat">Scores are divided by it before they are made into shares.</param>
/// <param name="Threshold">Above one where nothing is ever said.</param>
internal sealed record Sureness(double Heat, double Threshold)
{
    /// <summary>Of what is said, so many first suggestions shall be right.</summary>
    public const double Wanted = 0.8;

    private const double Never = 2;
    private const int LeastProof = 8;

    public static Sureness Of(IReadOnlyList<HeldOut> held)
    {
        var heat = Enumerable.Range(0, 61).Select(step => Math.Pow(2, (step - 40) / 10.0)).MinBy(heat => Loss(held, heat));
        var first = held.Select(one =>
            {
                var confidences = Confidences(one.Scores, heat);
                var best = Array.IndexOf(confidences, confidences.Max());
                return (Confidence: confidences[best], Right: best == one.Right);
            })
            .OrderByDescending(one => one.Confidence)
            .ToList();
        var (threshold, right) = (Never, 0);
        for (var said = 1; said <= first.Count; said++)
        {
            right += first[said - 1].Right ? 1 : 0;
            // What shares a confidence is said or left together.
            var whole = said == first.Count || first[said].Confidence < first[said - 1].Confidence;
            if (whole && said >= LeastProof && right >= Wanted * said)
                threshold = first[said - 1].Confidence;
        }
        return new Sureness(heat, threshold);
    }

    public double[] Confidences(ReadOnlySpan<float> scores) => Confidences(scores, Heat);

    private static double[] Confidences(ReadOnlySpan<float> scores, double heat)
    {
        var shares = new double[scores.Length];
        var highest = float.NegativeInfinity;
        foreach (var score in scores)
            highest = Math.Max(highest, score);
        var sum = 0.0;
        for (var at = 0; at < shares.Length; at++)
            sum += shares[at] = Math.Exp((scores[at] - highest) / heat);
        for (var at = 0; at < shares.Length; at++)
            shares[at] /= sum;
        return shares;
    }

    private static double Loss(IReadOnlyList<HeldOut> held, double heat) =>
        held.Sum(one => -Math.Log(Math.Max(1e-12, Confidences(one.Scores, heat)[one.Right])));
}
