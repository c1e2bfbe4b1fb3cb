using CivicLoop.Core.Plans;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;
using static CivicLoop.Tests.Support.Planned;

namespace CivicLoop.Tests.Core.Plans;

public class PlanDecideTest
{
    [Fact]
    public void A_plan_is_drafted_changed_published_and_closed_and_the_office_owes_its_end()
    {
        var draft = After(null, new DraftPlan(1, Head(), null), SmallCity.Clerk);
        (draft.Status, draft.Number, draft.Next).ShouldBe((PlanStatus.Draft, 1, null));
        var changed = After(draft, new ChangePlan(Head() with { Units = ["market"] }, null), SmallCity.Clerk);
        changed.Head.Units.ShouldBe(["market"]);

        var published = After(changed, new PublishPlan(null, []), SmallCity.Clerk);
        (published.Status, published.Next!.Kind, published.Next.Post).ShouldBe(
            (PlanStatus.Published, PlanDecide.Close, "office-clerk")
        );
        published.Next.Due.ShouldBe(SmallCity.Local("2021-11-01 00:00"), "the last day is a whole one");
        No(published, new ChangePlan(Head(), null), SmallCity.Clerk).ShouldBe("plan.not-now");
        No(published, new ClosePlan(2), SmallCity.Clerk).ShouldBe("plan.running");
        var closed = After(published, new ClosePlan(0), SmallCity.Clerk);
        (closed.Status, closed.Next, closed.Version).ShouldBe((PlanStatus.Closed, null, 4));
    }

    [Fact]
    public void What_a_plan_is_under_lies_above_it_around_it_and_was_published_first()
    {
        var years = Head(PlanKind.ThreeYear) with { From = new DateOnly(2020, 1, 1), To = new DateOnly(2022, 12, 31) };
        var above = After(null, new DraftPlan(1, years, null), SmallCity.Clerk);
        var under = Head() with { Parent = 1 };

        No(null, new DraftPlan(2, under, null), SmallCity.Clerk).ShouldBe("plan.parent-kind");
        No(null, new DraftPlan(2, Head(PlanKind.ThreeYear) with { Parent = 1 }, above), SmallCity.Clerk)
            .ShouldBe("plan.parent-kind");
        No(null, new DraftPlan(2, under with { To = new DateOnly(2023, 1, 1) }, above), SmallCity.Clerk)
            .ShouldBe("plan.parent-days");
        var draft = After(null, new DraftPlan(2, under, above), SmallCity.Clerk);
        No(draft, new PublishPlan(above, []), SmallCity.Clerk).ShouldBe("plan.parent-draft");
        After(draft, new PublishPlan(After(above, new PublishPlan(null, []), SmallCity.Clerk), []), SmallCity.Clerk)
            .Status.ShouldBe(PlanStatus.Published);
    }

    [Fact]
    public void What_is_missing_what_makes_no_sense_and_whose_it_is_not_is_refused()
    {
        No(Draft, new PublishPlan(null, [new Gap(GapKind.Unit, "north", "北区")]), SmallCity.Clerk).ShouldBe("plan.gaps");
        No(null, new DraftPlan(1, Head() with { To = From.AddDays(-1) }, null), SmallCity.Clerk).ShouldBe("plan.days-backwards");
        No(null, new DraftPlan(1, Head() with { To = From.AddYears(11) }, null), SmallCity.Clerk).ShouldBe("plan.days-long");
        No(null, new DraftPlan(1, Head() with { Editions = [] }, null), SmallCity.Clerk).ShouldBe("plan.editions-missing");
        No(null, new DraftPlan(1, Head() with { Editions = [new("city", "a"), new("city", "b")] }, null), SmallCity.Clerk)
            .ShouldBe("plan.editions-twice");
        No(null, new DraftPlan(1, Head() with { Units = ["empty"] }, null), SmallCity.Clerk).ShouldBe("unit.nobody");
        No(Draft, new ChangePlan(Head(PlanKind.Annual), null), SmallCity.Clerk).ShouldBe("plan.kind-stays");
        foreach (
            var other in new[] { SmallCity.MarketClerk, SmallCity.Leader, SmallCity.Supervisor, SmallCity.AuditAdministrator }
        )
            No(null, new DraftPlan(1, Head(), null), other).ShouldBe("plan.not-yours");
    }
}
