using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Organisation;

/// <summary>Who takes, leaves and lends a post.</summary>
public class AppointingTest
{
    private static readonly DateTime Now = SmallCity.Monday;
    private static readonly DateOnly Today = new(2020, 11, 23);
    private static readonly Guid Ann = SmallCity.Id(1);
    private static readonly Guid Bob = SmallCity.Id(2);

    private static readonly OrganisationNow Organisation = new(
        [.. SmallCity.Units, new Unit("force", "迎检专班", UnitKinds.TaskForce, "office", null, Sample: true)],
        [.. SmallCity.Posts, new Post("force-post", "专班工作人员", "force", Role.Inspector, SmallCity.North)]
    );

    private static Holding Holds(Guid person, string post, DateTime? to = null, bool seconded = false) =>
        new(SmallCity.Id(9), post, person, Now.AddDays(-100), to, seconded);

    private static string? Hand(
        Guid? leaver,
        Guid? taker,
        Actor? by = null,
        string post = "market-clerk",
        int inDays = 0,
        Holding[]? ofTaker = null,
        bool known = true
    ) =>
        Appointing
            .Refuses(
                new HandOver(post, leaver, taker, Today.AddDays(inDays)),
                by ?? SmallCity.Clerk,
                Organisation,
                [Holds(Ann, post)],
                known ? ofTaker ?? [] : null,
                Today,
                Now.AddDays(inDays)
            )
            ?.Code;

    [Fact]
    public void One_leaves_and_another_takes_it()
    {
        Hand(Ann, Bob).ShouldBeNull();
        Hand(Ann, null).ShouldBeNull();
        Hand(null, Bob).ShouldBeNull();
        Hand(Ann, Bob, SmallCity.MarketClerk).ShouldBeNull("a unit looks after its own posts");
        Hand(Ann, Bob, inDays: 30).ShouldBeNull();
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Hand(null, null).ShouldBe("handover.nobody");
        Hand(Ann, Ann).ShouldBe("handover.to-oneself");
        Hand(Bob, Ann).ShouldBe("handover.not-held");
        Hand(Ann, Bob, known: false).ShouldBe("person.unknown");
        Hand(Ann, Bob, ofTaker: [Holds(Bob, "market-clerk")]).ShouldBe("handover.held-already");
        Hand(Ann, Bob, inDays: -1).ShouldBe("handover.day-past");
        Hand(Ann, Bob, inDays: 400).ShouldBe("handover.day-far");
        Hand(Ann, Bob, post: "nowhere").ShouldBe("post.unknown");
    }

    [Fact]
    public void Only_who_may_changes_hands_and_an_administrator_stays_apart()
    {
        Hand(Ann, Bob, SmallCity.NorthClerk).ShouldBe("organisation.not-yours");
        Hand(Ann, Bob, SmallCity.Supervisor).ShouldBe("organisation.not-yours");
        Hand(Ann, Bob, SmallCity.InspectorOfNorthOffice, post: "north-clerk").ShouldBe("organisation.not-yours");
        Hand(Ann, Bob, SmallCity.NorthClerk, post: "inspector-of-north-office")
            .ShouldBe("organisation.not-yours", "a unit gives no right it has not");
        Hand(Ann, Bob, post: "system-administrator").ShouldBe("organisation.not-yours");
        Hand(Ann, Bob, ofTaker: [Holds(Bob, "audit-administrator")]).ShouldBe("holding.administrator-apart");
    }

    private static string? Lend(Holding[] held, string post = "force-post", int from = 0, int until = 30, Actor? by = null) =>
        Appointing
            .Refuses(
                new Second(Ann, post, Today.AddDays(from), Today.AddDays(until)),
                by ?? SmallCity.Clerk,
                Organisation,
                held,
                true,
                Today,
                Now.AddDays(from),
                Now.AddDays(until)
            )
            ?.Code;

    [Fact]
    public void Somebody_with_a_post_is_lent_to_a_task_force_until_a_day()
    {
        Lend([Holds(Ann, "market-clerk")]).ShouldBeNull();
        Lend([]).ShouldBe("second.no-own-post");
        Lend([Holds(Ann, "force-post", Now.AddDays(3), seconded: true)]).ShouldBe("second.no-own-post");
        Lend([Holds(Ann, "market-clerk")], post: "north-clerk").ShouldBe("second.no-task-force");
        Lend([Holds(Ann, "market-clerk")], until: -1).ShouldBe("second.until-before");
        Lend([Holds(Ann, "market-clerk")], from: -1).ShouldBe("handover.day-past");
        Lend([Holds(Ann, "market-clerk")], until: 1200).ShouldBe("second.too-long");
        Lend([Holds(Ann, "market-clerk"), Holds(Ann, "force-post", Now.AddDays(3), seconded: true)])
            .ShouldBe("handover.held-already");
        Lend([Holds(Ann, "market-clerk")], by: SmallCity.MarketClerk).ShouldBe("organisation.not-yours");
    }

    [Fact]
    public void A_secondment_is_made_longer_or_ended_and_never_changed_once_it_is_over()
    {
        var running = Holds(Ann, "force-post", Now.AddDays(3), seconded: true);
        string? Extend(Holding? holding, int days) =>
            Appointing
                .Refuses(
                    new ExtendSecondment(running.Id, Today.AddDays(days)),
                    SmallCity.Clerk,
                    Organisation,
                    holding,
                    Now,
                    Now.AddDays(days)
                )
                ?.Code;

        Extend(running, 10).ShouldBeNull();
        Extend(running, 2).ShouldBe("second.not-longer");
        Extend(null, 10).ShouldBe("second.unknown");
        Extend(running with { Seconded = false }, 10).ShouldBe("second.unknown");
        Extend(running with { To = Now }, 10).ShouldBe("second.over");
        Appointing.Refuses(new RecallSecondment(running.Id), SmallCity.Clerk, Organisation, running, Now).ShouldBeNull();
        Appointing
            .Refuses(new RecallSecondment(running.Id), SmallCity.Leader, Organisation, running, Now)
            .ShouldBe(new Refusal("organisation.not-yours", "Recall"));
    }

    [Fact]
    public void Each_side_signs_for_itself_once_or_the_office_records_the_paper()
    {
        var made = new HandoverMade(
            SmallCity.Id(5),
            "market-clerk",
            SmallCity.MarketClerk.Person,
            null,
            new HashSet<HandoverSide>()
        );
        var gives = new SignHandover(made.Id, HandoverSide.Gives, OnPaper: false);
        string? Sign(SignHandover sign, Actor by, HandoverMade? sheet) => Appointing.Refuses(sign, by, sheet)?.Code;

        Sign(gives, SmallCity.MarketClerk, made).ShouldBeNull();
        Sign(gives, SmallCity.NorthClerk, made).ShouldBe("organisation.not-yours");
        Sign(gives, SmallCity.Clerk, made).ShouldBe("organisation.not-yours");
        Sign(gives with { OnPaper = true }, SmallCity.Clerk, made).ShouldBeNull();
        Sign(gives with { OnPaper = true }, SmallCity.MarketClerk, made).ShouldBe("organisation.not-yours");
        Sign(gives with { Side = HandoverSide.Takes }, SmallCity.Clerk, made).ShouldBe("handover.no-such-side");
        Sign(gives, SmallCity.MarketClerk, made with { Signed = new HashSet<HandoverSide> { HandoverSide.Gives } })
            .ShouldBe("handover.signed-already");
        Sign(gives, SmallCity.MarketClerk, null).ShouldBe("handover.unknown");
    }
}
