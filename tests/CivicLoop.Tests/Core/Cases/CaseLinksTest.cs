using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Cases;

/// <summary>Acts between two cases: duplicates and rebounds.</summary>
public class CaseLinksTest
{
    /// <summary>A case at the same spot, with another number, walked as far as wanted.</summary>
    private static Loop Another(CaseStatus status, long number = 2) => Numbered(Loop.In(status), number);

    private static Loop Numbered(Loop loop, long number)
    {
        var other = new Loop();
        foreach (var (happened, made) in loop.History)
            other.Happen(happened is CaseReported reported ? reported with { Number = number } : happened, made);
        other.Clock = loop.Clock;
        return other;
    }

    private static Loop Beside(Loop loop, Loop other)
    {
        loop.Beside = other;
        return loop;
    }

    [Theory]
    [InlineData(CaseStatus.Reported)]
    [InlineData(CaseStatus.Filed)]
    [InlineData(CaseStatus.Dispatched)]
    [InlineData(CaseStatus.Accepted)]
    [InlineData(CaseStatus.Suspended)]
    public void A_duplicate_ends_and_the_kept_case_counts_it_and_owes_what_it_owed(CaseStatus status)
    {
        var kept = Another(CaseStatus.Dispatched);
        var owed = kept.Now.Next;
        var loop = Beside(Loop.In(status), kept);

        loop.Then(SmallCity.Clerk, new Merge(kept.State));

        (loop.Now.Status, loop.Now.MergedInto, loop.Now.Next).ShouldBe((CaseStatus.Merged, 2L, null));
        loop.Now.IsLateAt(loop.Clock.AddYears(1)).ShouldBeFalse("what ended as a duplicate is late for nobody");
        (kept.Now.Duplicates, kept.Now.Next, kept.Now.Status).ShouldBe((1, owed, CaseStatus.Dispatched));
        kept.Last.ShouldBe(new DuplicateTaken(1, 1, owed));
    }

    [Theory]
    [InlineData(CaseStatus.CoSigning)]
    [InlineData(CaseStatus.Fixed)]
    [InlineData(CaseStatus.Passed)]
    [InlineData(CaseStatus.Closed)]
    [InlineData(CaseStatus.Refused)]
    [InlineData(CaseStatus.Merged)]
    public void What_was_put_right_or_ended_is_no_duplicate_any_more(CaseStatus status) =>
        Loop.In(status).Refuses(SmallCity.Clerk, new Merge(Another(CaseStatus.Filed).State)).Code.ShouldBe("act.not-now");

    [Theory]
    [InlineData(CaseStatus.Closed)]
    [InlineData(CaseStatus.Refused)]
    [InlineData(CaseStatus.Merged)]
    public void Nothing_is_merged_into_what_has_ended(CaseStatus status) =>
        Loop.Filed()
            .Refuses(SmallCity.Clerk, new Merge(Another(status).State))
            .ShouldBe(new Refusal("merge.ended", "2", status.ToString()));

    [Fact]
    public void Nothing_is_merged_into_itself_into_nothing_or_across_the_city()
    {
        var loop = Loop.Filed();
        loop.Refuses(SmallCity.Clerk, new Merge(loop.State)).Code.ShouldBe("merge.itself");
        loop.Refuses(SmallCity.Clerk, new Merge(null)).Code.ShouldBe("merge.unknown");

        var far = Another(CaseStatus.Filed).Now with { At = SmallCity.Nowhere };
        var refusal = loop.Refuses(SmallCity.Clerk, new Merge(far));
        refusal.Code.ShouldBe("merge.too-far");
        refusal.Args[1].ShouldBe("500");
    }

    [Fact]
    public void A_case_with_duplicates_brings_them_along()
    {
        var kept = Another(CaseStatus.Filed, 3);
        var middle = Another(CaseStatus.Filed, 2);
        Beside(Loop.Filed(), middle).Then(SmallCity.Clerk, new Merge(middle.State));
        Beside(middle, kept).Then(SmallCity.Clerk, new Merge(kept.State));

        kept.Now.Duplicates.ShouldBe(2);
        middle.Then(SmallCity.Clerk, new Reopen());
        kept.Now.Duplicates.ShouldBe(0);
        middle.Now.Duplicates.ShouldBe(1, "its own duplicate went along with it");
    }

    [Theory]
    [InlineData(CaseStatus.Reported, CaseStatus.Reported, "file")]
    [InlineData(CaseStatus.Accepted, CaseStatus.Filed, "dispatch")]
    public void Reopened_a_duplicate_goes_on_where_its_unit_is_not_and_the_kept_case_lets_it_go(
        CaseStatus before,
        CaseStatus after,
        string owed
    )
    {
        var kept = Another(CaseStatus.Fixed);
        var next = kept.Now.Next;
        var loop = Beside(Loop.In(before), kept).Then(SmallCity.Clerk, new Merge(kept.State)).Then(SmallCity.Clerk, new Reopen());

        (loop.Now.Status, loop.Now.MergedInto, loop.Now.Next!.Kind).ShouldBe((after, null, owed));
        (kept.Now.Duplicates, kept.Now.Next).ShouldBe((0, next));
    }

    [Fact]
    public void A_closed_case_lets_a_duplicate_go_too_and_stays_closed()
    {
        var kept = Another(CaseStatus.Passed);
        var loop = Beside(Loop.Filed(), kept).Then(SmallCity.Clerk, new Merge(kept.State));
        kept.Then(SmallCity.Clerk, new Close());

        loop.Then(SmallCity.Supervisor, new Reopen());

        (kept.Now.Status, kept.Now.Next, kept.Now.Duplicates).ShouldBe((CaseStatus.Closed, null, 0));
    }

    // ---- rebounds

    private static Loop ReportedAgain(Loop closed, TimeSpan after, Location? at = null)
    {
        var loop = new Loop(closed.Now.ClosedAt!.Value + after, SmallCity.Rules) { Beside = closed };
        return loop.Then(SmallCity.Citizen, Loop.Litter(at));
    }

    private static FileCase Again(Loop closed) => new("litter", "at-once", Severity.Minor, closed.State);

    [Fact]
    public void A_problem_that_came_back_is_a_case_of_its_own_tied_to_the_one_that_was_closed()
    {
        var closed = Another(CaseStatus.Closed);
        var loop = ReportedAgain(closed, TimeSpan.FromDays(13)).Then(SmallCity.Clerk, Again(closed));

        (loop.Now.Status, loop.Now.ReboundOf, loop.Now.Next!.Kind).ShouldBe((CaseStatus.Filed, 2L, "dispatch"));
        (closed.Now.Status, closed.Now.Rebounds, closed.Now.Next).ShouldBe((CaseStatus.Closed, 1, null));
        closed.Last.ShouldBe(new CaseRebounded(1, null));
    }

    [Fact]
    public void It_counts_once_however_often_it_is_filed()
    {
        var closed = Another(CaseStatus.Closed);
        var loop = ReportedAgain(closed, TimeSpan.FromDays(1))
            .Then(SmallCity.Clerk, new FileCase("litter", "hung", Severity.Minor, closed.State))
            .Then(SmallCity.Supervisor, new Deny())
            .Then(SmallCity.Clerk, Again(closed));

        closed.Now.Rebounds.ShouldBe(1);
        loop.Now.ReboundOf.ShouldBe(2);
    }

    [Fact]
    public void It_is_none_too_late_elsewhere_of_another_kind_or_of_what_is_open()
    {
        var closed = Another(CaseStatus.Closed);
        ReportedAgain(closed, TimeSpan.FromDays(14) + TimeSpan.FromMinutes(1))
            .Refuses(SmallCity.Clerk, Again(closed))
            .ShouldBe(new Refusal("rebound.not-one", "2"));
        ReportedAgain(closed, TimeSpan.FromDays(1), SmallCity.Street)
            .Refuses(SmallCity.Clerk, Again(closed))
            .Code.ShouldBe("rebound.not-one");
        ReportedAgain(closed, TimeSpan.FromDays(1))
            .Refuses(SmallCity.Clerk, new FileCase("stall", "dated", Severity.Minor, closed.State))
            .Code.ShouldBe("rebound.not-one");
        var open = Another(CaseStatus.Filed);
        Loop.Reported().Refuses(SmallCity.Clerk, Again(open)).Code.ShouldBe("rebound.not-one");
    }

    [Theory]
    [InlineData(0.0002, true)]
    [InlineData(0.0004, false)]
    public void Where_there_is_no_place_a_few_metres_decide(double degrees, bool rebound)
    {
        var bare = SmallCity.Market with { Place = null };
        var closed = Another(CaseStatus.Closed).Now with { At = bare };

        CaseLinks
            .IsRebound(
                closed,
                "litter",
                bare with
                {
                    Lat = bare.Lat + degrees,
                },
                closed.ClosedAt!.Value.AddDays(1),
                SmallCity.Rules
            )
            .ShouldBe(rebound);
    }
}
