using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Cases;

/// <summary>Nobody checks what they, or anybody of their own unit, put right.</summary>
public class FourEyesTest
{
    public static TheoryData<CaseAct> Checks => [CaseAct.PassCheck, CaseAct.FailCheck];

    [Theory, MemberData(nameof(Checks))]
    public void An_inspector_of_the_fixers_unit_may_not_check(CaseAct check)
    {
        var loop = FixedByNorth();

        loop.Refuses(SmallCity.InspectorOfNorthOffice, Commands.Of(check)).Code.ShouldBe("check.own-unit");
        loop.Then(SmallCity.InspectorNorth, Commands.Of(check));
    }

    [Theory, MemberData(nameof(Checks))]
    public void The_fixer_may_not_check_from_another_post_in_another_unit(CaseAct check)
    {
        var elsewhere = SmallCity.InspectorNorth with { Person = SmallCity.NorthClerk.Person };

        FixedByNorth().Refuses(elsewhere, Commands.Of(check)).Code.ShouldBe("check.own-fix");
    }

    [Theory, MemberData(nameof(Checks))]
    public void Who_fixed_it_on_the_spot_may_not_check_it(CaseAct check)
    {
        var loop = Loop.FixedOnTheSpot(SmallCity.InspectorNorth);
        var colleague = SmallCity.InspectorNorth with { Person = SmallCity.Id(77), Post = "inspector-north-2" };

        loop.Refuses(SmallCity.InspectorNorth, Commands.Of(check)).Code.ShouldBe("check.own-fix");
        loop.Refuses(colleague, Commands.Of(check)).Code.ShouldBe("check.own-unit");
        loop.Then(SmallCity.Supervisor, Commands.Of(check));
    }

    [Fact]
    public void The_duty_to_check_never_falls_to_the_fixers_own_unit()
    {
        var own = Loop.FixedOnTheSpot(SmallCity.InspectorNorth);
        own.Now.Next!.Post.ShouldBe("inspector-of-north-office");

        var office = Loop.FixedOnTheSpot(SmallCity.InspectorOfNorthOffice);
        office.Now.Next!.Post.ShouldBe("inspector-north");
    }

    [Fact]
    public void Where_a_district_has_only_the_fixers_own_inspectors_the_supervision_group_checks()
    {
        var loop = new Loop(SmallCity.Monday, SmallCity.Rules);
        loop.Rules = SmallCity.Rules with
        {
            Organisation = new OrganisationNow(
                SmallCity.Units,
                SmallCity.Posts.Where(post => post.Code != "inspector-of-north-office")
            ),
        };

        loop.Then(SmallCity.InspectorNorth, Loop.OnTheSpot()).Now.Next!.Post.ShouldBe("supervisor");
    }

    [Fact]
    public void The_checker_told_at_dispatch_is_not_of_the_unit_that_owes_it()
    {
        var posts = SmallCity.Posts.Where(post => post.Code != "inspector-north");
        var loop = new Loop(SmallCity.Monday, SmallCity.Rules with { Organisation = new OrganisationNow(SmallCity.Units, posts) })
            .Then(SmallCity.Citizen, Loop.Litter(SmallCity.Street))
            .Then(SmallCity.Clerk, new FileCase("litter", "at-once", Severity.Minor))
            .Then(SmallCity.Clerk, new Dispatch(null));

        loop.Now.Unit.ShouldBe("north");
        loop.Now.Rectify!.Checker.ShouldBe("supervisor");
    }

    [Fact]
    public void What_an_inspector_fixed_badly_on_the_spot_falls_to_the_unit_the_rules_choose()
    {
        var loop = Loop.FixedOnTheSpot(SmallCity.InspectorNorth).Then(SmallCity.Supervisor, new FailCheck([]));

        loop.Now.Status.ShouldBe(CaseStatus.Accepted);
        (loop.Now.Unit, loop.Now.Next!.Post).ShouldBe(("market", "market-clerk"));
    }

    [Fact]
    public void And_where_the_rules_know_nobody_the_office_dispatches_it()
    {
        var loop = Loop.FixedOnTheSpot(SmallCity.InspectorSouth, SmallCity.Nowhere).Then(SmallCity.Supervisor, new FailCheck([]));

        loop.Now.Status.ShouldBe(CaseStatus.Filed);
        (loop.Now.Unit, loop.Now.Rectify, loop.Now.FailedChecks).ShouldBe((null, null, 1));
        loop.Now.Next!.Kind.ShouldBe("dispatch");
        loop.Then(SmallCity.Clerk, new Dispatch("south")).Now.Rectify!.Limit.ShouldBe("4 urgent hours");
    }

    private static Loop FixedByNorth() =>
        new Loop()
            .Then(SmallCity.Citizen, Loop.Litter(SmallCity.Street))
            .Then(SmallCity.Clerk, new FileCase("litter", "at-once", Severity.Minor))
            .Then(SmallCity.Clerk, new Dispatch(null))
            .Then(SmallCity.NorthClerk, new Accept())
            .Then(SmallCity.NorthClerk, new ReportFixed([SmallCity.Photo(2)]));
}
