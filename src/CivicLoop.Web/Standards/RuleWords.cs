using CivicLoop.Core.Events;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Standards;

/// <summary>Puts rules and their traces into words.</summary>
public static class RuleWords
{
    /// <summary>How a standard is scored, one sentence.</summary>
    public static string Say(this Sentences t, Rule rule) =>
        rule switch
        {
            Deduct deduct => t["standards.says.deduct", deduct.Unit, Points.Say(deduct.Each)],
            Ratio ratio => t["standards.says.ratio", $"{ratio.Needed}", ratio.Unit],
            Density density => t["standards.says.density", $"{density.Metres}", $"{density.Needed}", density.Unit],
            Rate rate => Threshold(t, "rate", rate.AtLeast, rate.From, 1),
            Observation observation => Threshold(t, "observation", observation.AtLeast, observation.From, observation.Sample),
            SurveyShare survey => Threshold(t, "survey", survey.AtLeast, survey.From, survey.Sample),
            Tiered tiered => t[
                "standards.says.tier",
                string.Join(t["playbooks.list"], tiered.Tiers.Select(tier => $"{tier.Name} {Rule.Percent(tier.Share)}"))
            ],
            Composite composite => t["standards.says.composite", string.Join(t["playbooks.list"], composite.Of)],
            _ => t["standards.says.present"],
        };

    public static string Method(this Sentences t, Method method) =>
        t[$"standards.methods.{method.ToString().ToLowerInvariant()}"];

    /// <summary>What it came to and why, one sentence.</summary>
    public static string Say(this Sentences t, Trace trace) => t[$"standards.trace.{trace.Code}", [.. trace.Args]];

    /// <summary>As <see cref="Sentences"/> refuses, with the figures of a rule by their names.</summary>
    public static string Refused(this Sentences t, Refusal refusal, Rule rule)
    {
        var names = rule.Inputs.Select(input => input.Name).ToHashSet();
        return t.Refused(
            refusal with
            {
                Args = [.. refusal.Args.Select(arg => names.Contains(arg) ? t[$"standards.input.{arg}"] : arg)],
            }
        );
    }

    private static string Threshold(Sentences t, string kind, decimal atLeast, decimal? from, int sample) =>
        t[$"standards.says.{kind}", Rule.Percent(atLeast), $"{sample}"]
        + (from is { } lower ? t["standards.says.from", Rule.Percent(lower)] : t["standards.says.below"]);
}
