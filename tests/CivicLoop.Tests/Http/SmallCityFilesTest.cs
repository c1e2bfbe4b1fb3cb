using CivicLoop.Core.Playbooks;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http;

/// <summary>The small city in memory and the one that the server imports are the same city.</summary>
public class SmallCityFilesTest
{
    private static readonly Playbook Files = TestServer.SmallPlaybook;

    [Fact]
    public void Its_units_and_posts_are_the_same()
    {
        // A unit for which nobody acts is a mistake in a playbook; only tables edited since can come to one.
        var units = SmallCity.Units.Where(unit => unit.Code != "empty");
        Files.Organisation.Posts.ShouldBe(SmallCity.Posts, ignoreOrder: true);
        Files
            .Organisation.Units.Select(unit => (unit.Code, unit.Name, unit.Division))
            .ShouldBe(units.Select(unit => (unit.Code, unit.Name, unit.Division)), ignoreOrder: true);
    }

    [Fact]
    public void Its_categories_and_limits_are_the_same()
    {
        Files
            .Problems.Categories.Select(one => (one.Code, one.Difficulty))
            .ShouldBe(SmallCity.Playbook.Problems.Categories.Select(one => (one.Code, one.Difficulty)), ignoreOrder: true);
        Files.Limits.Stages.ShouldBe(SmallCity.Playbook.Limits.Stages, ignoreOrder: true);
        Files.Limits.WorkingDay.ShouldBe(SmallCity.WorkingDay);
    }
}
