using CivicLoop.Core.Cases;
using CivicLoop.Core.Scoring;

namespace CivicLoop.Core.Playbooks.Readers;

internal static class ScoreReader
{
    /// <returns>Null where the playbook has none: one of an earlier release.</returns>
    public static ScoreRules? Read(Reading read)
    {
        if (read.Root("scores.yaml") is not { } root)
            return null;
        var (places, units) = (root.Get("places"), root.Get("units"));
        return new ScoreRules(
            places.Whole("checks-count-for") ?? 1,
            Enum.GetValues<Severity>()
                .ToDictionary(
                    severity => severity,
                    severity => Points(places.Get("open"), severity.ToString().ToLowerInvariant())
                ),
            Points(places, "late"),
            Points(places, "rebound"),
            Points(units, "late"),
            Points(units, "late-most"),
            root.Flag("sample")
        );
    }

    private static long Points(Node? node, string key) => node.Text(key) is { } text ? Forms.Points(text) ?? 0 : 0;
}
