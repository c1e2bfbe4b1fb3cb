using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Playbooks;

public class ShippedPlaybooksTest
{
    [Theory]
    [InlineData("karamay")]
    [InlineData("qujing")]
    [InlineData("jiayuguan")]
    [InlineData("lanzhou")]
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
        karamay.StandIns.ShouldBe([
            "holidays.csv",
            "scores.yaml",
            "places/ground.yaml",
            "places/facilities.yaml",
            "standards/city.yaml",
            "standards/minors.yaml",
            "standards/venues.yaml",
        ]);
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
            "scores.yaml",
            "places/types.yaml",
            "places/ground.yaml",
            "places/facilities.yaml",
            "standards/city.yaml",
            "standards/minors.yaml",
            "standards/venues.yaml",
        ]);
    }

    [Fact]
    public void Jiayuguan_has_17_groups_57_units_in_the_committee_and_99_that_share_83_segments()
    {
        var jiayuguan = PlaybookFolders.Parsed("jiayuguan");
        var owing = jiayuguan.Organisation.Units.Where(unit => unit.Kind is "bureau" or "street").ToList();
        var kind = jiayuguan.Organisation.Contracts.ShouldHaveSingleItem();

        jiayuguan.Organisation.WorkGroups.Count.ShouldBe(17);
        owing.Count.ShouldBe(99);
        owing.Count(unit => unit.Kind == "bureau" && !unit.Name.StartsWith("示例", StringComparison.Ordinal)).ShouldBe(57);
        kind.Counts.ShouldBe([("承包单位", "99"), ("重点路段", "83")]);
        jiayuguan.City.Districts.ShouldHaveSingleItem().Streets.Count.ShouldBe(5);
        var shift = jiayuguan.Mechanisms.Single(mechanism => mechanism.Code == "shift");
        shift.Counts.ShouldBe([("工作制", "8小时"), ("延时错峰", "4小时")]);
        shift.RunBy.ShouldBeNull("nobody runs shifts yet, and the page says so");
    }

    [Fact]
    public void Lanzhou_has_three_years_six_lists_and_the_teams_of_its_sanitation_centre()
    {
        var lanzhou = PlaybookFolders.Parsed("lanzhou");

        lanzhou.City.Campaign.Days.ShouldBe(365 * 3);
        lanzhou.City.Campaign.Stages.Count.ShouldBe(3);
        lanzhou.Mechanisms.Single(mechanism => mechanism.Code == "six-lists").Steps.Count.ShouldBe(6);
        lanzhou.Organisation.Units.Count(unit => unit.Parent == "xigu-sanitation").ShouldBe(6);
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
