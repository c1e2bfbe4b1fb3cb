using CivicLoop.Core.Standards;

namespace CivicLoop.Core.Demo;

/// <summary>Figures that somebody might have counted at a place of a demo.</summary>
public static class DemoAnswers
{
    private const int Sampled = 40;

    /// <param name="good">Whether the standard is met.</param>
    public static Measured Of(Rule rule, bool good, Dice dice) =>
        rule switch
        {
            Present => Measured.Of(("present", good ? 1 : 0)),
            Deduct => Measured.Of(("faults", good ? 0 : dice.Between(1, 3))),
            Ratio ratio => Measured.Of(("found", good ? ratio.Needed : Math.Max(0, ratio.Needed - dice.Between(1, 2)))),
            Density density => Measured.Of(
                ("found", good ? 2 * density.Needed : Math.Max(0, density.Needed)),
                ("metres", 2L * density.Metres)
            ),
            Rate rate => Share("good", "all", rate.AtLeast, Sampled, good),
            Observation observation => Share(
                "compliant",
                "observed",
                observation.AtLeast,
                observation.Sample + dice.Between(0, Sampled),
                good
            ),
            Tiered tiered => Measured.Of(("tier", good ? 1 : dice.Between(2, tiered.Tiers.Count))),
            _ => Measured.NotHere,
        };

    private static Measured Share(string part, string whole, decimal atLeast, int all, bool good)
    {
        var enough = (long)Math.Ceiling(atLeast * all);
        return Measured.Of((part, good ? all : Math.Max(0, enough - 1 - all / 20)), (whole, all));
    }
}
