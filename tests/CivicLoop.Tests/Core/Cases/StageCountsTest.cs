using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Cases;

/// <summary>A history counted by stages, as platforms exchange it.</summary>
public class StageCountsTest
{
    private static StageCounts Of(Loop loop) => StageCounts.Of(loop.History.Select(entry => (entry.Event, entry.Made)));

    [Fact]
    public void Each_stage_is_counted_with_its_post_and_whether_it_was_in_time()
    {
        var loop = Loop.Accepted()
            .Then(SmallCity.MarketClerk, new ReportFixed([SmallCity.Photo()]))
            .Then(SmallCity.InspectorNorth, new FailCheck([]))
            .Then(SmallCity.MarketClerk, new ReportFixed([SmallCity.Photo(2)]))
            .Then(SmallCity.InspectorNorth, new PassCheck([]))
            .Then(SmallCity.Clerk, new Close());

        var stages = Of(loop);

        (stages.Report.Count, stages.Operate.Count, stages.File.Count, stages.Dispatch.Count).ShouldBe((1, 1, 1, 1));
        (stages.Dispose.Count, stages.Check.Count, stages.Archive.Count).ShouldBe((2, 2, 1));
        (stages.Operate.Post, stages.Dispose.Post, stages.Check.Post).ShouldBe(
            ("office-clerk", "market-clerk", "inspector-north")
        );
        (stages.Operate.InTime, stages.Check.InTime, stages.Archive.InTime).ShouldBe((1, 2, 1));
        (stages.First, stages.Archive.At).ShouldBe(("market", loop.Now.ClosedAt));
    }

    [Fact]
    public void What_is_done_past_its_limit_is_counted_and_not_in_time()
    {
        var loop = Loop.Accepted();
        loop.Clock = loop.Now.Rectify!.Due.AddHours(1);
        loop.Then(SmallCity.MarketClerk, new ReportFixed([SmallCity.Photo()]));

        (Of(loop).Dispose.Count, Of(loop).Dispose.InTime).ShouldBe((1, 0));
    }
}
