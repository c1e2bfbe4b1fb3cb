using CivicLoop.Core.Cases;
using CivicLoop.Core.Exchange;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Exchange;

/// <summary>What a webhook is told of, how it is signed, and how long it is tried.</summary>
public class WebhookTest
{
    [Fact]
    public void The_signature_is_the_one_that_the_page_tells_to_verify() =>
        WebhookSignature
            .Of("whs_0123456789abcdef", 1606096800, """{"event":"ping","city":"克拉玛依"}""")
            .ShouldBe("sha256=1a5a4c2c49e0212d9df92cfa42a697a4bb6e9a1f5be2f5a148bf6ddb6ae0baa9");

    [Theory]
    [InlineData("whs_0123456789abcdee", 1606096800, "{}")]
    [InlineData("whs_0123456789abcdef", 1606096801, "{}")]
    [InlineData("whs_0123456789abcdef", 1606096800, "{} ")]
    public void Another_secret_time_or_body_is_another_signature(string secret, long seconds, string body) =>
        WebhookSignature.Of(secret, seconds, body).ShouldNotBe(WebhookSignature.Of("whs_0123456789abcdef", 1606096800, "{}"));

    [Fact]
    public void It_is_tried_ever_more_rarely_for_about_a_day()
    {
        var waits = Enumerable.Range(1, WebhookRetry.Most - 1).Select(tried => WebhookRetry.After(tried)!.Value).ToList();

        waits.ShouldBe(waits.Order());
        waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait).ShouldBeInRange(TimeSpan.FromHours(24), TimeSpan.FromHours(26));
        WebhookRetry.After(WebhookRetry.Most).ShouldBeNull();
        WebhookRetry.After(0).ShouldBeNull();
    }

    [Fact]
    public void Every_kind_is_of_an_event_that_there_is()
    {
        var stored = CaseEventJson.Kinds.All.ToHashSet();

        Happening.Events.ShouldAllBe(kind => stored.Contains(kind));
        Happening.All.ShouldBeUnique();
        Happening.Of("stage-told").ShouldBeNull("the past of another system is no news");
        Happening.Of("plan-made").ShouldBeNull("how the house goes about it is its own affair");
    }

    [Theory]
    [InlineData("https://video.example/alarms/1?id=7#top", true)]
    [InlineData("http://10.0.0.7/x", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("ftp://video.example/1", false)]
    [InlineData("//video.example/1", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("video.example", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_an_address_of_the_web_stands_on_a_page(string? said, bool stands) =>
        (SourceLink.Read(said) is not null).ShouldBe(stands);
}
