using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Site;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Site;

public class WordingTest
{
    private static readonly Texts Texts = new(SourceTree.At("src", "CivicLoop.Web", "texts"));

    private static Wording Words(string language, DateTime now) =>
        new(
            Texts.In(language),
            new SiteContext { City = new CityHere(null!, new Name("小城"), null, SmallCity.Calendar.Zone, now, Demo: false) }
        );

    [Fact]
    public void A_day_is_written_out_and_short()
    {
        var day = new DateOnly(2020, 11, 23);
        var words = Words("zh-Hans", SmallCity.Monday);

        words.Date(day).ShouldBe("2020年11月23日");
        words.DateWithWeekday(day).ShouldBe("2020年11月23日 星期一");
        words.Short(day).ShouldBe("11-23");
        Words("en", SmallCity.Monday).Date(day).ShouldBe("23 November 2020");
    }

    [Fact]
    public void A_moment_is_told_in_the_citys_zone()
    {
        var words = Words("zh-Hans", SmallCity.Monday);

        words.Moment(SmallCity.Local("2020-11-23 00:05")).ShouldBe("11-23 00:05");
        words.Moment(SmallCity.Local("2019-11-23 00:05")).ShouldBe("2019-11-23 00:05");
        words.FullMoment(SmallCity.Local("2020-11-23 00:05")).ShouldBe("2020年11月23日 00:05");
    }

    [Theory]
    [InlineData("2020-11-23 16:30", "还剩\u20096\u2009小时")]
    [InlineData("2020-11-23 10:00", "还剩\u20091\u2009分钟")]
    [InlineData("2020-11-24 11:00", "还剩\u200925\u2009小时")]
    [InlineData("2020-11-23 09:59", "超期\u20091\u2009分钟")]
    [InlineData("2020-11-21 09:00", "超期\u20092\u2009天")]
    public void What_is_left_and_what_is_overdue_has_its_largest_whole_unit(string due, string says) =>
        Words("zh-Hans", SmallCity.Monday).Left(SmallCity.Local(due)).ShouldBe(says);

    [Fact]
    public void A_limit_of_the_playbook_is_put_into_words()
    {
        var words = Words("zh-Hans", SmallCity.Monday);

        words.Limit("4 urgent hours").ShouldBe("4\u2009个紧急工时");
        words.Limit("sometime").ShouldBe("sometime");
        Wording.Count(1000).ShouldBe("1000");
        Wording.Count(1001).ShouldBe("1000+");
    }

    [Fact]
    public void Codes_inside_a_refusal_are_put_into_words_too()
    {
        var refusal = new Refusal("act.not-now", "Dispatch", "Closed");

        Texts.In("zh-Hans").Refused(refusal).ShouldBe("案件目前为“已结案”，不能办理“派遣”。");
        Texts.In("en").Refused(refusal).ShouldNotContain("[");
        Texts.In("zh-Hans").Refused(new Refusal("plan.promise-late", "2020-11-25")).ShouldContain("2020年11月25日");
    }

    [Fact]
    public void The_campaign_counts_its_days_from_one()
    {
        var campaign = SmallCity.Playbook.City.Campaign;
        (int, int)? On(string local) =>
            new CityHere(null!, new Name("小城"), campaign, SmallCity.Calendar.Zone, SmallCity.Local(local), false).CampaignDay;

        On("2020-11-22 23:59").ShouldBeNull();
        On("2020-11-23 00:00").ShouldBe((1, 89));
        On("2021-02-20 17:00").ShouldBe((90, 0));
        On("2021-02-21 00:00").ShouldBeNull();
    }
}
