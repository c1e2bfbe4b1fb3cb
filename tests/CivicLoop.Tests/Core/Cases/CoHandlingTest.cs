using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Cases;

/// <summary>Several units on one case, and units that will not have it.</summary>
public class CoHandlingTest
{
    [Fact]
    public void Units_sign_off_one_behind_the_other_and_then_somebody_checks()
    {
        var loop = Loop.CoSigning();
        (loop.Now.Turn, loop.Now.Next!.Kind, loop.Now.Next.Post).ShouldBe(("north", "co-sign", "north-clerk"));
        loop.Refuses(SmallCity.SouthClerk, new CoSign()).Code.ShouldBe("act.not-yours", "it is not the south's turn");
        loop.Refuses(SmallCity.InspectorNorth, new PassCheck([])).Code.ShouldBe("act.not-now");

        loop.Then(SmallCity.NorthClerk, new CoSign());
        (loop.Now.Status, loop.Now.Turn, loop.Now.Next!.Post).ShouldBe((CaseStatus.CoSigning, "south", "south-clerk"));
        loop.Then(SmallCity.SouthClerk, new CoSign());

        (loop.Now.Status, loop.Now.Turn, loop.Now.Next!.Kind).ShouldBe((CaseStatus.Fixed, null, "check"));
        loop.Then(SmallCity.InspectorNorth, new PassCheck([])).Then(SmallCity.Clerk, new Close());
    }

    [Fact]
    public void Who_had_a_hand_in_it_does_not_check_it()
    {
        var loop = Loop.CoSigning().Then(SmallCity.NorthClerk, new CoSign()).Then(SmallCity.SouthClerk, new CoSign());

        loop.Now.Next!.Post.ShouldNotBe("inspector-of-north-office");
        loop.Refuses(SmallCity.InspectorOfNorthOffice, new PassCheck([])).Code.ShouldBe("check.own-unit");
    }

    [Fact]
    public void Who_does_not_sign_sends_it_back_to_the_lead_and_all_sign_again()
    {
        var loop = Loop.CoSigning().Then(SmallCity.NorthClerk, new CoSign()).Then(SmallCity.SouthClerk, new CoRefuse());

        (loop.Now.Status, loop.Now.FixedAt, loop.Now.Turn).ShouldBe((CaseStatus.Accepted, null, null));
        (loop.Now.Next, loop.Now.Next!.Post).ShouldBe((loop.Now.Rectify, "market-clerk"));
        loop.Then(SmallCity.MarketClerk, new ReportFixed([SmallCity.Photo(3)])).Now.Turn.ShouldBe("north");
    }

    [Fact]
    public void Sent_back_after_the_limit_ran_out_the_lead_has_the_limit_of_rework()
    {
        var loop = Loop.CoSigning();
        loop.Clock = loop.Now.Rectify!.Due.AddHours(1);

        loop.Then(SmallCity.NorthClerk, new CoRefuse());

        loop.Now.Rectify!.Limit.ShouldBe("1 natural day");
        loop.Now.IsLateAt(loop.Clock).ShouldBeFalse();
    }

    [Fact]
    public void A_failed_check_goes_to_the_lead_and_the_others_sign_again()
    {
        var loop = Loop.CoSigning()
            .Then(SmallCity.NorthClerk, new CoSign())
            .Then(SmallCity.SouthClerk, new CoSign())
            .Then(SmallCity.InspectorNorth, new FailCheck([]));

        (loop.Now.Status, loop.Now.Unit).ShouldBe((CaseStatus.Accepted, "market"));
        loop.Then(SmallCity.MarketClerk, new ReportFixed([SmallCity.Photo(3)])).Now.Turn.ShouldBe("north");
    }

    [Fact]
    public void Returned_or_reopened_nobody_signs_any_more()
    {
        var returned = Loop.Filed()
            .Then(SmallCity.Clerk, new Dispatch("market", ["north"]))
            .Then(SmallCity.MarketClerk, new Return());
        (returned.Now.Signers, returned.Now.With.Count).ShouldBe((null, 0));

        var reopened = Loop.CoSigning()
            .Then(SmallCity.NorthClerk, new CoSign())
            .Then(SmallCity.SouthClerk, new CoSign())
            .Then(SmallCity.InspectorNorth, new PassCheck([]))
            .Then(SmallCity.Clerk, new Close())
            .Then(SmallCity.Supervisor, new Reopen());
        reopened.Now.Signers.ShouldBeNull();
        reopened
            .Then(SmallCity.Clerk, new Dispatch(null))
            .Then(SmallCity.MarketClerk, new Accept())
            .Then(SmallCity.MarketClerk, new ReportFixed([SmallCity.Photo(3)]))
            .Now.Status.ShouldBe(CaseStatus.Fixed);
    }

    [Fact]
    public void A_rule_says_whether_those_who_help_sign_off()
    {
        var loop = Loop.Filed();
        loop.Then(SmallCity.Clerk, new Dispatch(null))
            .Now.Signers.ShouldBeNull("the rule names who helps and asks for no signature");

        var asks = Loop.Filed();
        asks.Rules = asks.Rules with { Playbook = WithSignOff() };
        asks.Then(SmallCity.Clerk, new Dispatch(null));

        asks.Last.ShouldBeOfType<CaseAssigned>().Rule.ShouldBe("market-litter");
        asks.Now.Signers.ShouldBe(["north"]);
    }

    [Fact]
    public void A_unit_that_nobody_answers_for_any_more_is_passed_over()
    {
        var loop = Loop.Filed()
            .Then(SmallCity.Clerk, new Dispatch("market", ["north", "south"]))
            .Then(SmallCity.MarketClerk, new Accept());
        loop.Rules = loop.Rules with
        {
            Organisation = new OrganisationNow(SmallCity.Units, SmallCity.Posts.Where(post => post.Code != "north-clerk")),
        };

        loop.Then(SmallCity.MarketClerk, new ReportFixed([SmallCity.Photo()])).Now.Turn.ShouldBe("south");
    }

    [Fact]
    public void Units_that_sign_off_are_there_answer_and_stand_once_beside_the_lead()
    {
        Refusal Try(params string[] with) => Loop.Filed().Refuses(SmallCity.Clerk, new Dispatch("market", with));

        Try("moon").ShouldBe(new Refusal("unit.unknown", "moon"));
        Try("empty").ShouldBe(new Refusal("unit.nobody", "无人单位"));
        Try("market").ShouldBe(new Refusal("co-sign.repeated", "市场监管局"));
        Try("north", "north").ShouldBe(new Refusal("co-sign.repeated", "北区创城办"));
    }

    [Fact]
    public void A_unit_that_helps_sees_the_case_and_no_other_does()
    {
        var state = Loop.CoSigning().Now;

        May.See(SmallCity.SouthClerk, state.Unit, state.At.District, state.With).ShouldBeTrue();
        May.See(SmallCity.SouthClerk, state.Unit, state.At.District).ShouldBeFalse();
        May.See(SmallCity.SouthClerk, Loop.Dispatched().Now.Unit, SmallCity.North, Loop.Dispatched().Now.With).ShouldBeFalse();
        May.See(SmallCity.Citizen, state.Unit, state.At.District, state.With).ShouldBeFalse();
    }

    // ---- 推诿

    [Fact]
    public void Returned_twice_the_office_settles_whose_it_is()
    {
        Loop.Dispatched().Then(SmallCity.MarketClerk, new Return()).Now.Next!.Kind.ShouldBe("dispatch");
        var loop = Loop.Contested();

        loop.Now.IsContested().ShouldBeTrue();
        (loop.Now.Status, loop.Now.Next!.Kind, loop.Now.Next.Post).ShouldBe((CaseStatus.Filed, "settle", "office-clerk"));
        loop.Then(SmallCity.Clerk, new Dispatch("market", Final: true));

        loop.Refuses(SmallCity.MarketClerk, new Return()).Code.ShouldBe("return.final");
        loop.Then(SmallCity.MarketClerk, new Accept()).Now.Status.ShouldBe(CaseStatus.Accepted);
    }

    [Fact]
    public void Only_what_was_returned_twice_is_settled_and_settling_ends_with_the_dispatch()
    {
        Loop.Filed().Refuses(SmallCity.Clerk, new Dispatch("market", Final: true)).Code.ShouldBe("dispatch.not-contested");
        Loop.Contested().Then(SmallCity.Clerk, new Dispatch("market")).Then(SmallCity.MarketClerk, new Return());

        var reopened = Loop.Contested()
            .Then(SmallCity.Clerk, new Dispatch("market", Final: true))
            .Then(SmallCity.MarketClerk, new Accept())
            .Then(SmallCity.MarketClerk, new ReportFixed([SmallCity.Photo()]))
            .Then(SmallCity.InspectorNorth, new PassCheck([]))
            .Then(SmallCity.Clerk, new Close())
            .Then(SmallCity.Clerk, new Reopen());
        reopened.Now.Final.ShouldBeFalse();
    }

    private static Playbook WithSignOff() =>
        SmallCity.Playbook with
        {
            Problems = SmallCity.Playbook.Problems with
            {
                Dispatch = [.. SmallCity.Playbook.Problems.Dispatch.Select(rule => rule with { SignOff = true })],
            },
        };
}
