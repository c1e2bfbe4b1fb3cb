using CivicLoop.Core.Contracts;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Contracts;
using CivicLoop.Web.Data;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Contracts;

/// <summary>Contracts through their door, on both databases.</summary>
public class ContractStoreTest
{
    private static ContractDossier Found(City city, long number) =>
        city.Database.Read(connection => ContractReads.Find(connection, SmallCity.Playbook, number)).ShouldNotBeNull();

    [Theory, EachDatabase]
    public async Task A_contract_walked_to_its_end_is_proved_and_can_be_made_again_from_its_events(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        Signing.Lay(city.City);
        var made = await Signing.Act(
            city.City,
            null,
            SmallCity.Clerk,
            Signing.Whole(Signing.Market, new Stretch(0, 300, Side.Both))
        );
        await Signing.Act(city.City, made.Stream, SmallCity.MarketClerk, new PlainContractInput(ContractAct.Accept));
        var over = CivicLoop.Core.Contracts.Contractable.Of(Signing.Street);
        await Signing.Act(city.City, made.Stream, SmallCity.Clerk, new HandOverInput(Signing.North, over));
        await Signing.Act(city.City, made.Stream, SmallCity.NorthClerk, new PlainContractInput(ContractAct.Accept));
        await Signing.Act(city.City, made.Stream, SmallCity.Clerk, new PlainContractInput(ContractAct.End));
        var before = Found(city.City, 1);

        Proof.Of(city.City).Bent.ShouldBeEmpty();
        Proof.Rebuild(city.City);

        var after = Found(city.City, 1);
        after.State.ShouldBeEquivalentTo(before.State);
        after.State.Letters.Count.ShouldBe(2);
        // Each version keeps its exact text.
        after.Texts[after.State.Letters[0].Text.Id].ShouldContain("责任主体：市场监管局。");
        after.Texts[after.State.Letters[0].Text.Id].ShouldContain("北大街路段第0米至第300米");
        after.Texts[after.State.Letters[1].Text.Id].ShouldContain("责任主体：北区创城办。");
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task A_text_of_a_letter_that_was_changed_is_found_out(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        Signing.Lay(city.City);
        var made = await Signing.Act(city.City, null, SmallCity.Clerk, Signing.Whole(Signing.Market));
        city.AsOwner($"update texts set text = '别的责任' where id = '{made.State.Letters[0].Text.Id}'");

        Proof.Of(city.City).Bent.ShouldNotBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task The_same_form_sent_twice_is_one_contract(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        Signing.Lay(city.City);
        var form = CaseOffice.Form(SmallCity.Clerk);

        var first = await ContractStore.Act(city.City, SmallCity.Rules, null, form, Signing.Whole(Signing.Market));
        var second = await ContractStore.Act(city.City, SmallCity.Rules, null, form, Signing.Whole(Signing.Market));
        var other = await ContractStore.Act(city.City, SmallCity.Rules, null, form, Signing.Whole(Signing.North));

        second.Value.ShouldNotBeNull().Repeated.ShouldBeTrue();
        second.Value.Stream.ShouldBe(first.Value!.Stream);
        other.Refusal.ShouldNotBeNull().Code.ShouldBe("act.id-reused");
        city.Database.Read(connection => Sql.Number(connection, "select count(*) from contracts")).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task Of_two_clerks_at_once_one_makes_the_lead_and_the_other_is_told(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        Signing.Lay(city.City);

        var outcomes = await Task.WhenAll(
            new[] { Signing.Market, Signing.North, new Party("south", null), new Party("office", null) }.Select(party =>
                Task.Run(() =>
                    ContractStore.Act(city.City, SmallCity.Rules, null, CaseOffice.Form(SmallCity.Clerk), Signing.Whole(party))
                )
            )
        );

        outcomes.Count(outcome => outcome.Value is not null).ShouldBe(1);
        outcomes
            .Select(outcome => outcome.Refusal?.Code)
            .Where(code => code is not null)
            .ShouldAllBe(code => code == "contract.lead-taken");
    }

    [Theory, EachDatabase]
    public async Task Gaps_and_overlaps_are_told_until_somebody_mends_them(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        Signing.Lay(city.City);
        var streets = SmallCity.Playbook.ContractKind("streets")!;
        string Faults() =>
            string.Join(
                '；',
                city.Database.Read(connection => BoardReads.Of(connection, SmallCity.Playbook, streets, Signing.Today).Faults)
                    .Select(fault =>
                        $"{fault.Part.Stretch.From}-{fault.Part.Stretch.To} {fault.Part.Stretch.Side} {string.Join('+', fault.Part.Leads)}"
                    )
            );

        Faults().ShouldBe("0-600 Both ");
        var first = await Signing.Act(
            city.City,
            null,
            SmallCity.Clerk,
            Signing.Whole(Signing.Market, new Stretch(0, 400, Side.Both))
        );
        Faults().ShouldBe("400-600 Both ");
        await Signing.Act(
            city.City,
            null,
            SmallCity.Clerk,
            Signing.Whole(Signing.North, new Stretch(300, 600, Side.Left)) with
            {
                Overlapping = true,
            }
        );
        Faults().ShouldBe("400-600 Right ；300-400 Left 1+2");
        // Declined is as if it were not there.
        await Signing.Act(city.City, first.Stream, SmallCity.MarketClerk, new PlainContractInput(ContractAct.Decline));
        Faults().ShouldBe("0-300 Both ；300-600 Right ");
    }

    [Theory, EachDatabase]
    public async Task An_audit_lists_everything_without_a_lead_of_every_kind_and_level(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        Signing.Lay(city.City);
        List<string> Without() =>
            city.Database.Read(connection =>
                BoardReads
                    .WithoutLead(connection, SmallCity.Playbook, Signing.Today)
                    .Select(one => $"{one.Kind.Code} {one.Fault.Level} {one.Fault.Object.Code}")
                    .ToList()
            );
        Without()
            .ShouldBe([
                "levels city 990101",
                "levels unit 990101",
                "levels city 990102",
                "levels unit 990102",
                "streets only S1",
            ]);

        await Signing.Act(city.City, null, SmallCity.Clerk, Signing.Whole(Signing.Market));

        Without().ShouldNotContain("streets only S1");
    }

    [Theory, EachDatabase]
    public async Task Lists_are_filtered_by_what_people_look_for(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        Signing.Lay(city.City);
        var made = await Signing.Act(city.City, null, SmallCity.Clerk, Signing.Whole(Signing.Market));
        var now = city.City.Clock.Now;
        var today = new DateOnly(2020, 12, 1);
        int Count(ContractFilter filter, DateOnly? day = null) =>
            city.Database.Read(connection =>
            {
                var rows = ContractReads.Page(connection, SmallCity.Playbook, filter, day ?? today, now, 10);
                ContractReads.Count(connection, SmallCity.Playbook, filter, day ?? today, now).ShouldBe(rows.Count);
                return rows.Count;
            });

        Count(new ContractFilter()).ShouldBe(1);
        Count(new ContractFilter(Words: "大街")).ShouldBe(1);
        Count(new ContractFilter(Words: "1")).ShouldBe(1);
        Count(new ContractFilter(Words: "%")).ShouldBe(0);
        Count(new ContractFilter(Kind: "streets", Over: Over.Segment, Unit: "market", District: SmallCity.North)).ShouldBe(1);
        Count(new ContractFilter(Unit: "north")).ShouldBe(0);
        Count(new ContractFilter(Status: "Issued")).ShouldBe(1);
        Count(new ContractFilter(Status: ContractFilter.Standing)).ShouldBe(1);
        Count(new ContractFilter(Status: ContractFilter.Standing), new DateOnly(2022, 1, 1)).ShouldBe(0);
        Count(new ContractFilter(Status: ContractFilter.Expired), new DateOnly(2022, 1, 1)).ShouldBe(1);
        Count(new ContractFilter(Status: ContractFilter.Expiring)).ShouldBe(0);

        string[] streams = [Values.Id(made.Stream), Values.Id(Guid.CreateVersion7())];
        var owed = city
            .Database.Read(connection => ContractReads.Among(connection, SmallCity.Playbook, streams).ToList())
            .ShouldHaveSingleItem();
        owed.Stream.ShouldBe(streams[0]);
        owed.Row.State.Next.ShouldNotBeNull().Post.ShouldBe("market-clerk");
        await Signing.Act(city.City, made.Stream, SmallCity.MarketClerk, new PlainContractInput(ContractAct.Accept));
        city.Database.Read(connection => ContractReads.Among(connection, SmallCity.Playbook, streams).Single())
            .Row.State.Next?.Post.ShouldNotBe("market-clerk");
    }
}
