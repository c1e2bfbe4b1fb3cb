using CivicLoop.Core.Playbooks;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Playbooks;

/// <summary>Two rules that can never both fire: what a rule before hides is found, and nothing that can fire is.</summary>
public class DispatchRulesTest
{
    [Theory]
    [InlineData("to: {lead: district}", "when: {category: litter}, to: {lead: market}", "everything before")]
    [InlineData(
        "when: {theme: dirty}, to: {lead: market}",
        "when: {category: stain}, to: {lead: north}",
        "the theme of a category"
    )]
    [InlineData(
        "when: {place: [market, road]}, to: {lead: market}",
        "when: {place: road, district: \"990101\"}, to: {lead: north}",
        "more places"
    )]
    [InlineData(
        "when: {category: [litter, stain]}, to: {lead: market}",
        "when: {theme: dirty}, to: {lead: north}",
        "all categories of a theme"
    )]
    [InlineData(
        "when: {place: market}, to: {lead: owner-of-place}",
        "when: {place: market}, to: {lead: north}",
        "an owner that every place has"
    )]
    public void A_rule_that_an_earlier_one_covers_is_unreachable(string first, string second, string why)
    {
        var mistake = Rules(first, second).Mistakes.ShouldHaveSingleItem(why);

        mistake.Code.ShouldBe(MistakeCode.RuleUnreachable);
        mistake.Line.ShouldBe(3);
        mistake.Args.ShouldBe(["r1", "r0 (problems.yaml:2)"]);
    }

    [Fact]
    public void A_rule_that_several_earlier_ones_cover_together_is_unreachable() =>
        Rules(
            "when: {district: \"990101\"}, to: {lead: north}",
            "when: {district: \"990102\"}, to: {lead: south}",
            "to: {lead: market}"
        )
            .Mistakes.ShouldHaveSingleItem()
            .Args.ShouldBe(["r2", "r0 (problems.yaml:2), r1 (problems.yaml:3)"]);

    [Theory]
    [InlineData("when: {theme: dirty}, to: {lead: owner-of-place}", "when: {theme: dirty}, to: {lead: market}")]
    [InlineData("to: {lead: street-office}", "to: {lead: district}")]
    [InlineData("when: {place: market}, to: {lead: market}", "to: {lead: district}")]
    [InlineData("when: {category: litter}, to: {lead: market}", "when: {theme: dirty}, to: {lead: north}")]
    public void A_rule_that_is_left_something_is_no_mistake(string first, string second) =>
        Rules(first, second).Mistakes.ShouldBeEmpty();

    [Fact]
    public void Themes_and_categories_that_share_nothing_contradict_each_other() =>
        Rules("when: {theme: disorder, category: litter}, to: {lead: market}")
            .Mistakes.ShouldHaveSingleItem()
            .Code.ShouldBe(MistakeCode.RuleContradicts);

    // The rules stand first in the file so that their lines are easy to say.
    private static SmallFolder Rules(params string[] rules)
    {
        var whole = new SmallFolder().Folder.Files["problems.yaml"];
        var themes = whole[..whole.IndexOf("dispatch:", StringComparison.Ordinal)];
        var lines = rules.Select((rule, index) => $"  - {{code: r{index}, name: 规则, {rule}}}");
        return new SmallFolder().With("problems.yaml", "dispatch:\n" + string.Join("\n", lines) + "\n" + themes);
    }
}
