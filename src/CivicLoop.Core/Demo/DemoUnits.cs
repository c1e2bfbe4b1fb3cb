namespace CivicLoop.Core.Demo;

/// <summary>How a unit of a demo works: some are quick, some habitually late, most of them better as the campaign goes on.</summary>
/// <param name="Pace">Share of its limit that it usually takes, 0 to 1.</param>
/// <param name="Late">Share of its cases past the limit, at the middle of the campaign.</param>
/// <param name="Fails">Share that does not pass the first check, at the middle of the campaign.</param>
/// <param name="Returns">Share that it sends back as not its own.</param>
/// <param name="Improves">1 as most do; below 0 for a unit that grows tired.</param>
internal sealed record UnitManner(double Pace, double Late, double Fails, double Returns, double Improves)
{
    public static UnitManner Of(int seed, string unit)
    {
        var dice = Dice.For(seed, "unit " + unit);
        var kind = dice.Share();
        var improves = dice.Share() < 0.08 ? -0.6 : dice.Between(0.7, 1.3);
        return kind switch
        {
            < 0.35 => new UnitManner(
                dice.Between(0.22, 0.38),
                dice.Between(0.02, 0.05),
                dice.Between(0.03, 0.05),
                0.015,
                improves
            ),
            < 0.82 => new UnitManner(dice.Between(0.4, 0.6), dice.Between(0.06, 0.11), dice.Between(0.05, 0.08), 0.03, improves),
            _ => new UnitManner(dice.Between(0.62, 0.8), dice.Between(0.18, 0.28), dice.Between(0.09, 0.13), 0.05, improves),
        };
    }

    /// <param name="progress">0 at the start of the campaign, 1 at its end.</param>
    public double LateAt(double progress) => Late * Factor(progress);

    public double FailsAt(double progress) => Fails * Factor(progress);

    private double Factor(double progress) => Math.Max(0.2, 1 + Improves * (0.55 - 1.1 * progress));
}
