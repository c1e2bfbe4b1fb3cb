using CivicLoop.Core.Standards;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Standards;

/// <summary>Every kind of rule on figures that were worked out by hand.</summary>
public class RuleTest
{
    private static readonly Tiered Steps = new([new("符合", 1), new("基本符合", 0.6m), new("不符合", 0)]);

    public static TheoryData<Rule, string, decimal, string> Worked { get; } =
        new()
        {
            { new Present(), "present=1", 1, "present.yes" },
            { new Present(), "present=0", 0, "present.no" },
            { new Deduct(200, 600, "处"), "faults=0", 1, "deduct.none" },
            { new Deduct(200, 600, "处"), "faults=2", 1m / 3, "deduct.some" },
            { new Deduct(400, 600, "条"), "faults=2", 0, "deduct.all" },
            { new Deduct(400, 600, "条"), "faults=1000000", 0, "deduct.all" },
            { new Ratio(4, "个"), "found=3", 0.75m, "ratio" },
            { new Ratio(4, "个"), "found=9", 1, "ratio" },
            // 300 m with 5: 450 m ask for 7.5.
            { new Density(5, 300, "处"), "found=6,metres=450", 0.8m, "density" },
            { new Density(5, 300, "处"), "found=8,metres=450", 1, "density" },
            { new Rate(0.95m, null, "盏"), "good=95,all=100", 1, "rate.reached" },
            { new Rate(0.95m, null, "盏"), "good=94,all=100", 0, "rate.missed" },
            { new Rate(0.95m, 0.75m, "盏"), "good=85,all=100", 0.5m, "rate.partly" },
            { new Rate(0.95m, 0.75m, "盏"), "good=75,all=100", 0, "rate.missed" },
            { new Observation(0.9m, null, 30, "人次"), "compliant=27,observed=30", 1, "observation.reached" },
            { new Observation(0.9m, 0.5m, 30, "人次"), "compliant=21,observed=30", 0.5m, "observation.partly" },
            { new SurveyShare(0.85m, null, 30), "satisfied=20,mostly=14,answered=40", 1, "survey.reached" },
            { new SurveyShare(0.85m, null, 30), "satisfied=20,mostly=13,answered=40", 0, "survey.missed" },
            { Steps, "tier=2", 0.6m, "tier" },
        };

    [Theory, MemberData(nameof(Worked))]
    public void A_rule_comes_to_what_was_worked_out_and_says_why(Rule rule, string figures, decimal share, string why)
    {
        var trace = rule.Apply(Figures(figures)).Value.ShouldNotBeNull();

        (trace.Share, trace.Code).ShouldBe((share, why));
        trace.Inputs.Count.ShouldBe(rule.Inputs.Count);
    }

    public static TheoryData<Rule, string, string> Refused { get; } =
        new()
        {
            { new Deduct(200, 600, "处"), "", "rule.input-missing(faults)" },
            { new Present(), "present=2", "rule.input-range(present, 2, 0, 1)" },
            { Steps, "tier=0", "rule.input-range(tier, 0, 1, 3)" },
            { new Density(5, 300, "处"), "found=1,metres=0", "rule.input-range(metres, 0, 1, 1,000,000)" },
            { new Rate(0.95m, null, "盏"), "good=9,all=8", "rule.part-larger(good, 9, all, 8)" },
            { new SurveyShare(0.85m, null, 1), "satisfied=5,mostly=5,answered=9", "rule.part-larger(mostly, 10, answered, 9)" },
        };

    [Theory, MemberData(nameof(Refused))]
    public void A_figure_that_cannot_be_is_refused_by_its_name(Rule rule, string figures, string refusal) =>
        $"{rule.Apply(Figures(figures)).Refusal}".ShouldBe(refusal);

    [Fact]
    public void Too_few_observed_or_asked_are_not_judged()
    {
        new Observation(0.9m, null, 30, "人次").Apply(Figures("compliant=0,observed=29")).Value!.Judged.ShouldBeFalse();
        new SurveyShare(0.9m, null, 30).Apply(Figures("satisfied=0,mostly=0,answered=29")).Value!.Judged.ShouldBeFalse();
        new Present().Apply(Measured.NotHere).Value!.Code.ShouldBe("not-here");
    }

    [Fact]
    public void A_composite_weighs_what_is_judged()
    {
        var trace = Composite.Judge([
            ("a", 300, new Trace("x", [], 1)),
            ("b", 100, new Trace("x", [], 0)),
            ("c", 900, new Trace("x", [], null)),
        ]);

        trace.Share.ShouldBe(0.75m);
        trace.Parts.Sum(part => part.Part).ShouldBe(1);
        trace.Parts.Sum(part => part.Part * part.Trace.Share).ShouldBe(trace.Share);
        Composite.Judge([("c", 900, new Trace("x", [], null))]).Judged.ShouldBeFalse();
    }

    [Fact]
    public void More_faults_never_score_higher_and_more_that_is_good_never_lower()
    {
        Prop.ForAll<byte, byte, byte>(
                (some, more, bad) =>
                    Share(new Deduct(150, 10_000, "处"), ("faults", some + more))
                        <= Share(new Deduct(150, 10_000, "处"), ("faults", some))
                    && Share(new Rate(0.95m, 0.5m, ""), ("good", some + more), ("all", some + more + bad + 1))
                        >= Share(new Rate(0.95m, 0.5m, ""), ("good", some), ("all", some + bad + 1))
                    && Share(new Density(5, 300, ""), ("found", some + more), ("metres", bad + 1))
                        >= Share(new Density(5, 300, ""), ("found", some), ("metres", bad + 1))
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Points_are_whole_hundredths()
    {
        Points.Of(600, 1m / 3).ShouldBe(200);
        Points.Of(5, 0.5m).ShouldBe(3);
        new[] { 750L, 1200, 5, -50, 0 }.Select(Points.Say).ShouldBe(["7.5", "12", "0.05", "-0.5", "0"]);
    }

    private static decimal Share(Rule rule, params (string, long)[] values) =>
        rule.Apply(Measured.Of(values)).Value!.Share!.Value;

    private static Measured Figures(string figures) =>
        new(
            figures
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(one => one.Split('='))
                .ToDictionary(one => one[0], one => long.Parse(one[1], System.Globalization.CultureInfo.InvariantCulture))
        );
}
