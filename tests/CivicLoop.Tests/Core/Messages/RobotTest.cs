using System.Text;
using CivicLoop.Core.Messages;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Messages;

/// <summary>What robots want: their signatures, their limits, their bytes.</summary>
public class RobotTest
{
    private static readonly DateTime Ten = new(2020, 11, 23, 10, 10, 0, DateTimeKind.Utc);

    [Fact]
    public void DingTalk_signs_time_and_secret_with_the_secret() =>
        RobotSign.DingTalk(1599360473000, "demo").ShouldBe("eblRZvilBzXa6Ce18IeBM4pMy1rYNWKicaCg6VMwQe0%3D");

    [Fact]
    public void Feishu_signs_nothing_with_time_and_secret() =>
        RobotSign.Feishu(1599360473, "demo").ShouldBe("l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=");

    [Fact]
    public void Of_twenty_a_minute_those_that_went_are_taken_off()
    {
        var limit = new ChannelLimit(20, 20, 2048);

        limit.AllowedAt(Ten, []).ShouldBe(20);
        limit.AllowedAt(Ten, Enumerable.Repeat(Ten.AddSeconds(-59), 18).ToList()).ShouldBe(2);
        limit.AllowedAt(Ten, Enumerable.Repeat(Ten.AddSeconds(-59), 30).ToList()).ShouldBe(0);
        limit.AllowedAt(Ten, Enumerable.Repeat(Ten.AddSeconds(-60), 30).ToList()).ShouldBe(20);
    }

    [Fact]
    public void Five_a_second_hold_within_a_hundred_a_minute_and_the_rush_of_the_half_hour_is_left_out()
    {
        var limit = new ChannelLimit(100, 5, 18_000, AvoidsHalfHours: true);

        limit.AllowedAt(Ten, []).ShouldBe(5);
        limit.AllowedAt(Ten, Enumerable.Repeat(Ten.AddMilliseconds(-500), 5).ToList()).ShouldBe(0);
        limit.AllowedAt(Ten, Enumerable.Repeat(Ten.AddSeconds(-30), 97).ToList()).ShouldBe(3);
        limit.AllowedAt(Ten.AddMinutes(20).AddSeconds(3), []).ShouldBe(0);
        limit.AllowedAt(Ten.AddMinutes(50).AddSeconds(15), []).ShouldBe(5);
    }

    [Fact]
    public void Lines_that_do_not_fit_are_counted_and_the_address_stays()
    {
        string[] lines = [.. Enumerable.Range(1, 100).Select(number => $"■ 超期：案件 {number}（暴露垃圾）整改到位")];

        var text = Fitting.Fit(
            "【小城】您有 100 件事项待办理",
            lines,
            left => $"另有 {left} 件",
            "https://city.example.cn/small/desk",
            2048
        );

        Encoding.UTF8.GetByteCount(text).ShouldBeLessThanOrEqualTo(2048);
        var told = text.Split('\n').Count(line => line.StartsWith('■'));
        told.ShouldBeInRange(20, 60);
        text.ShouldContain($"另有 {100 - told} 件");
        text.ShouldEndWith("/desk");
        Fitting.Fit("头", ["一", "二"], left => $"{left}", "", 2048).ShouldBe("头\n一\n二");
    }

    [Fact]
    public void No_character_is_torn_apart()
    {
        Fitting.Cut("城市文明", 7).ShouldBe("城市");
        Fitting.Cut("a😀b", 4).ShouldBe("a");
        Fitting.Cut("a😀b", 5).ShouldBe("a😀");
        Fitting.Fit(new string('长', 100), [], _ => "", "", 10).ShouldBe("长长长");
    }
}
