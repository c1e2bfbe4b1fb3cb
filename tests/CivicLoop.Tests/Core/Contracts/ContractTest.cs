using CivicLoop.Core.Contracts;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Contracts;

/// <summary>包联、包街、包保 act by act.</summary>
public class ContractTest
{
    [Fact]
    public void Making_one_issues_the_first_letter_and_the_party_owes_an_answer()
    {
        var signing = Signing.Made();

        signing.Now.Status.ShouldBe(ContractStatus.Issued);
        signing.Now.Letters.ShouldHaveSingleItem().Number.ShouldBe(1);
        signing.Now.Next.ShouldNotBeNull().Kind.ShouldBe("accept-letter");
        signing.Now.Next.Post.ShouldBe("market-clerk");
        signing.Now.Next.Limit.ShouldBe("3 working days");
    }

    [Fact]
    public void Accepted_it_is_in_force_and_says_who_and_when()
    {
        var signing = Signing.InForce();

        signing.Now.Status.ShouldBe(ContractStatus.InForce);
        var answer = signing.Now.Letters[^1].Answer.ShouldNotBeNull();
        (answer.Accepted, answer.Post, answer.Person).ShouldBe((true, "market-clerk", SmallCity.MarketClerk.Person));
    }

    [Fact]
    public void The_office_owes_its_renewal_only_as_its_end_draws_near_and_then_the_light_is_yellow()
    {
        var next = Signing.InForce().Now.Next.ShouldNotBeNull();

        next.Kind.ShouldBe("renew-contract");
        next.Post.ShouldBe("office-clerk");
        next.Since.ShouldBe(SmallCity.Local("2021-11-09 00:00").AddMilliseconds(-1));
        next.LightAt(next.Since).ShouldBe(Light.Yellow);
        next.LightAt(SmallCity.Local("2021-11-23 00:01")).ShouldBe(Light.Red);
    }

    [Fact]
    public void Declined_it_answers_for_nothing_and_the_office_owes_another_party()
    {
        var signing = Signing.Made().Then(SmallCity.MarketClerk, new DeclineLetter());

        signing.Now.Status.ShouldBe(ContractStatus.Declined);
        signing.Now.HoldsOn(Signing.Today).ShouldBeFalse();
        signing.Now.Next.ShouldNotBeNull().Kind.ShouldBe("reassign-contract");
        signing.Now.Next.Post.ShouldBe("office-clerk");

        signing.Then(SmallCity.Clerk, new HandOverContract(Signing.North, false, [], SmallCity.Text(7)));
        signing.Now.Party.ShouldBe(Signing.North);
        signing.Now.Next.ShouldNotBeNull().Post.ShouldBe("north-clerk");
    }

    [Fact]
    public void Every_change_issues_a_new_version_and_the_older_ones_stay_as_they_were()
    {
        var signing = Signing.InForce();
        var first = signing.Now.Letters[0];

        signing.Then(SmallCity.Clerk, new HandOverContract(Signing.North, false, [], SmallCity.Text(7)));
        signing.Then(SmallCity.NorthClerk, new AcceptLetter());
        signing.Then(SmallCity.Clerk, new Renew(Signing.Today.AddYears(3), false, [], SmallCity.Text(8)));
        signing.Then(SmallCity.NorthClerk, new AcceptLetter());
        signing.Then(SmallCity.Clerk, new IssueLetter(false, [], SmallCity.Text(9)));

        signing.Now.Letters.Select(letter => letter.Number).ShouldBe([1, 2, 3, 4]);
        signing.Now.Letters[0].ShouldBe(first);
        signing.Now.Letters.Select(letter => letter.Party.Unit).ShouldBe(["market", "north", "north", "north"]);
        signing.Now.Letters[1].To.ShouldBe(first.To);
        signing.Now.Letters[2].To.ShouldBe(Signing.Today.AddYears(3));
        signing.Now.Status.ShouldBe(ContractStatus.Issued);
    }

    [Fact]
    public void Ended_nobody_owes_anything_and_nothing_more_can_be_done()
    {
        var signing = Signing.InForce().Then(SmallCity.Clerk, new EndContract());

        signing.Now.Status.ShouldBe(ContractStatus.Ended);
        signing.Now.EndedOn.ShouldBe(Signing.Today);
        signing.Now.Next.ShouldBeNull();
        signing.Refuses(SmallCity.Clerk, new EndContract()).Code.ShouldBe("contract.not-now");
        signing
            .Refuses(SmallCity.Clerk, new Renew(Signing.Today.AddYears(9), false, [], SmallCity.Text()))
            .Code.ShouldBe("contract.not-now");
        signing.Refuses(SmallCity.MarketClerk, new AcceptLetter()).Code.ShouldBe("contract.answered");
    }

    [Fact]
    public void One_object_has_one_lead_on_each_level_and_any_number_beside()
    {
        var first = Signing.InForce().Now.Claim with { Contract = 7 };
        Signing With(MakeContract make)
        {
            var signing = new Signing();
            signing.Beside.Add(first);
            signing.Try(SmallCity.Clerk, make);
            return signing;
        }

        var other = new Signing();
        other.Beside.Add(first);
        var refusal = other.Refuses(SmallCity.Clerk, Signing.Street600(Signing.North));
        refusal.Code.ShouldBe("contract.lead-taken");
        refusal.Args.ShouldBe(["7"]);
        other.Refuses(SmallCity.Clerk, Signing.Street600(Signing.Market, lead: false)).Code.ShouldBe("contract.twice");

        With(Signing.Street600(Signing.North, lead: false)).State.ShouldNotBeNull();
        // The office may want both for now, and says so.
        With(Signing.Street600(Signing.North, overlapping: true)).State.ShouldNotBeNull();
    }

    [Fact]
    public void A_segment_is_split_by_metres_and_by_side()
    {
        var signing = Signing.Made(Signing.Street600(Signing.Market, new Stretch(0, 300, Side.Both)));
        void Taken(Stretch part, bool taken)
        {
            var other = new Signing();
            other.Beside.Add(signing.Now.Claim);
            other.Try(SmallCity.Clerk, Signing.Street600(Signing.North, part)).Refusal?.Code.ShouldBe("contract.lead-taken");
            (other.State is null).ShouldBe(taken, part.ToString());
        }

        Taken(new Stretch(300, 600, Side.Both), taken: false);
        Taken(new Stretch(299, 600, Side.Left), taken: true);
        new Stretch(0, 600, Side.Left).Meets(new Stretch(0, 600, Side.Right)).ShouldBeFalse();
    }

    [Fact]
    public void Terms_that_do_not_meet_do_not_overlap()
    {
        var signing = new Signing();
        signing.Beside.Add(Signing.Made().Now.Claim with { To = Signing.Today.AddDays(10) });

        signing.Refuses(SmallCity.Clerk, Signing.Street600(Signing.North) with { From = Signing.Today.AddDays(10) });
        signing.Then(SmallCity.Clerk, Signing.Street600(Signing.North) with { From = Signing.Today.AddDays(11) });
    }

    public static TheoryData<string, MakeContract> Wrong { get; } =
        new()
        {
            { "contract.kind-unknown", Signing.Street600(Signing.Market) with { ContractKind = "vanished" } },
            { "contract.level-unknown", Signing.District(Signing.Market, "vanished") },
            { "contract.not-over", Signing.Street600(Signing.Market) with { ContractKind = "levels", Level = "city" } },
            {
                "contract.part-of-area",
                Signing.District(Signing.Market) with
                {
                    Object = new ContractObject(
                        Over.District,
                        SmallCity.North,
                        SmallCity.North,
                        null,
                        new Stretch(0, 5, Side.Both)
                    ),
                }
            },
            { "contract.part-outside", Signing.Street600(Signing.Market, new Stretch(0, 601, Side.Both)) },
            { "contract.part-outside", Signing.Street600(Signing.Market, new Stretch(300, 300, Side.Both)) },
            { "contract.term-backward", Signing.Street600(Signing.Market) with { To = Signing.Today.AddDays(-1) } },
            { "unit.unknown", Signing.Street600(new Party("vanished", null)) },
            { "contract.post-unknown", Signing.District(new Party("market", "leader")) },
            { "contract.wants-unit", Signing.Street600(Signing.Leader) },
            { "unit.nobody", Signing.Street600(new Party("empty", null)) },
        };

    [Theory, MemberData(nameof(Wrong))]
    public void What_does_not_hold_together_is_refused(string code, MakeContract make) =>
        new Signing().Refuses(SmallCity.Clerk, make).Code.ShouldBe(code);

    [Fact]
    public void Renewing_must_lengthen_it()
    {
        var signing = Signing.InForce();

        signing
            .Refuses(SmallCity.Clerk, new Renew(signing.Now.To!.Value, false, [], SmallCity.Text()))
            .Code.ShouldBe("contract.not-longer");
        signing
            .Refuses(SmallCity.Clerk, new HandOverContract(Signing.Market, false, [], SmallCity.Text()))
            .Code.ShouldBe("contract.same-party");
    }

    // ---- rights

    private const string Rights = """
        act       Citizen Inspector OfficeClerk UnitClerk Supervisor Leader
        Make      -       -         City        -         -          -
        Accept    -       OwnUnit   OwnUnit     OwnUnit   OwnUnit    OwnUnit
        Decline   -       OwnUnit   OwnUnit     OwnUnit   OwnUnit    OwnUnit
        HandOver  -       -         City        -         -          -
        Renew     -       -         City        -         -          -
        Issue     -       -         City        -         -          -
        End       -       -         City        -         -          -
        """;

    [Fact]
    public void Rights_are_exactly_these()
    {
        var rows = Rights.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        rows.Length.ShouldBe(Enum.GetValues<ContractAct>().Length + 1);
        foreach (var row in rows.Skip(1))
        foreach (var role in Enum.GetValues<Role>())
        {
            var column = Array.IndexOf(rows[0], role.ToString());
            var scope = column < 0 || row[column] == "-" ? Scope.None : Enum.Parse<Scope>(row[column]);
            May.Act(role, Enum.Parse<ContractAct>(row[0])).ShouldBe(scope, $"{role} {row[0]}");
        }
    }

    [Fact]
    public void Only_the_post_it_was_issued_to_answers_a_letter()
    {
        var signing = Signing.Made(Signing.District(new Party("north", "north-clerk")));

        signing.Refuses(SmallCity.SouthClerk, new AcceptLetter()).Code.ShouldBe("contract.not-yours");
        signing.Refuses(SmallCity.InspectorOfNorthOffice, new AcceptLetter()).Code.ShouldBe("contract.other-post");
        signing.Refuses(SmallCity.Clerk, new DeclineLetter()).Code.ShouldBe("contract.not-yours");
        signing.Then(SmallCity.NorthClerk, new AcceptLetter());
    }

    [Fact]
    public void Only_the_office_makes_and_ends()
    {
        foreach (var actor in SmallCity.Everybody.Where(actor => actor.Role != Role.OfficeClerk))
        {
            new Signing().Refuses(actor, Signing.Street600(Signing.Market)).Code.ShouldBe("contract.not-yours", actor.Post);
            Signing.InForce().Refuses(actor, new EndContract()).Code.ShouldBe("contract.not-yours", actor.Post);
        }
    }

    [Fact]
    public void Anybody_may_try_anything_in_any_order_and_nothing_throws()
    {
        ContractCommand[] commands =
        [
            Signing.Street600(Signing.Market),
            new AcceptLetter(),
            new DeclineLetter(),
            new HandOverContract(Signing.North, false, [], SmallCity.Text(2)),
            new Renew(Signing.Today.AddYears(2), false, [], SmallCity.Text(3)),
            new IssueLetter(true, [], SmallCity.Text(4)),
            new EndContract(),
        ];
        for (var seed = 0; seed < 200; seed++)
        {
            var chance = new Random(seed);
            var signing = new Signing();
            for (var step = 0; step < 15; step++)
                signing.Try(SmallCity.Everybody[chance.Next(SmallCity.Everybody.Count)], commands[chance.Next(commands.Length)]);
            if (signing.State is { Status: ContractStatus.Issued or ContractStatus.Declined } waiting)
                waiting.Next.ShouldNotBeNull("somebody owes the next step");
        }
    }
}
