using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Playbooks;

public class ShippedPlaybooksTest
{
    [Theory]
    [InlineData("karamay")]
    [InlineData("qujing")]
    public void A_shipped_playbook_has_no_mistake(string city)
    {
        var (playbook, mistakes) = PlaybookFolders.Read(city).Parse();

        mistakes.ShouldBeEmpty();
        playbook.ShouldNotBeNull();
    }

    [Fact]
    public void Karamay_has_ten_work_groups_four_districts_and_about_1200_places()
    {
        var karamay = PlaybookFolders.Parsed("karamay");

        karamay.Organisation.WorkGroups.Count.ShouldBe(10);
        karamay.City.Districts.Count.ShouldBe(4);
        karamay.City.Districts.Sum(district => district.Streets.Count).ShouldBe(19);
        karamay.City.Districts.Sum(district => district.Streets.Sum(street => street.Communities.Count)).ShouldBe(152);
        karamay.Problems.Themes.Select(theme => theme.Name).ShouldBe(["氛围淡", "环境脏", "秩序乱", "服务差"]);
        karamay.Places.Places.Count.ShouldBeInRange(1100, 1300);
        karamay.Places.Places.ShouldAllBe(place => place.Sample);
        karamay.City.Campaign.Days.ShouldBe(92);
        karamay.StandIns.ShouldBe(["holidays.csv", "places/ground.yaml", "places/facilities.yaml"]);
    }

    [Fact]
    public void Qujing_has_26_leaders_over_25_streets_in_four_districts()
    {
        var qujing = PlaybookFolders.Parsed("qujing");

        qujing.Organisation.Posts.Count(post => post.Code.StartsWith("leader-", StringComparison.Ordinal)).ShouldBe(26);
        qujing.City.Districts.Count.ShouldBe(4);
        qujing.City.Districts.Sum(district => district.Streets.Count).ShouldBe(25);
        qujing.Organisation.WorkGroups.Count.ShouldBe(10);
        qujing.StandIns.ShouldBe([
            "problems.yaml",
            "holidays.csv",
            "places/types.yaml",
            "places/ground.yaml",
            "places/facilities.yaml",
        ]);
    }

    [Fact]
    public void The_dispatch_rules_of_karamay_end_with_one_that_catches_everything()
    {
        var last = PlaybookFolders.Parsed("karamay").Problems.Dispatch[^1];

        last.ShouldSatisfyAllConditions(
            () => last.Themes.ShouldBeEmpty(),
            () => last.Categories.ShouldBeEmpty(),
            () => last.PlaceTypes.ShouldBeEmpty(),
            () => last.Districts.ShouldBeEmpty(),
            () => last.Lead.ShouldBe("district")
        );
    }
}
