using CivicLoop.Core.Cases;
using CivicLoop.Core.Contracts;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Contracts;
using CivicLoop.Web.Coverage;
using CivicLoop.Web.Organisation;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Coverage;

public class CoverageReadsTest
{
    [Theory, EachDatabase]
    public async Task What_a_vacant_post_owes_is_told_with_how_much_it_is(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        await office.Reported();
        await office.Reported();

        var lists = Read(city);

        // Nobody holds a post in this city yet: everything that is owed is owed by nobody.
        var owed = lists[CoverageGap.DutyOfVacantPost].Lines.ShouldHaveSingleItem();
        (owed.Code, owed.Count).ShouldBe((SmallCity.Clerk.Post, 2L));
        lists[CoverageGap.VacantPost].Total.ShouldBe(SmallCity.Posts.Count);
        lists[CoverageGap.CaseWithoutDuty].Total.ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task Who_owes_and_has_done_nothing_for_long_is_silent_and_who_acts_is_not(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        city.City.Database.WriteInBulk(transaction =>
        {
            OrganisationStore.Seed(transaction, SmallCity.Organisation.Units, SmallCity.Posts);
            foreach (var post in SmallCity.Posts)
                CivicLoop.Web.Accounts.PeopleStore.Insert(
                    transaction,
                    SmallCity.Holder(post.Code).Person,
                    post.Code,
                    post.Name,
                    post.Code,
                    "-",
                    city.City.Clock.Now.AddDays(-1)
                );
            return 0;
        });
        var done = await office.Reported();
        await office.Act(done.Stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await office.Act(done.Stream, SmallCity.Clerk, new DispatchInput(null));

        var soon = Read(city, afterDays: 1);
        var late = Read(city, afterDays: 40);

        soon[CoverageGap.DutyOfVacantPost].Total.ShouldBe(0);
        soon[CoverageGap.DormantPost].Total.ShouldBe(0);
        var silent = late[CoverageGap.DormantPost].Lines.ShouldHaveSingleItem();
        (silent.Code, silent.Since).ShouldBe((SmallCity.MarketClerk.Post, null));
        late[CoverageGap.DormantUnit].Lines.ShouldHaveSingleItem().Code.ShouldBe(SmallCity.MarketClerk.Unit);
    }

    [Theory, EachDatabase]
    public async Task Ground_without_a_lead_contracts_of_nobody_and_terms_that_ran_out_are_told(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        Signing.Lay(city.City);
        // Of the parties below only the leader's post is held.
        city.City.Database.WriteInBulk(transaction =>
        {
            OrganisationStore.Seed(transaction, SmallCity.Organisation.Units, SmallCity.Posts);
            CivicLoop.Web.Accounts.PeopleStore.Insert(
                transaction,
                SmallCity.Leader.Person,
                "leader",
                "leader",
                "leader",
                "-",
                city.City.Clock.Now.AddDays(-1)
            );
            return 0;
        });
        var today = SmallCity.Calendar.DayOf(city.City.Clock.Now);
        var street = Signing.Whole(Signing.Market) with { From = today, To = today.AddDays(9) };
        await Signing.Act(city.City, null, SmallCity.Clerk, street);
        await Signing.Act(
            city.City,
            null,
            SmallCity.Clerk,
            new MakeInput(
                "levels",
                "city",
                true,
                Signing.Leader,
                new Contractable(Over.District, SmallCity.North, "北区", SmallCity.North, null, null),
                null,
                today,
                today.AddDays(9)
            )
        );

        var now = Read(city);
        now[CoverageGap.GroundWithoutLead]
            .Lines.Select(line => $"{line.Name} → {line.Mended}")
            .ShouldBe(
                [
                    "北区 · 两级包联 · 市直单位 → contracts/board?kind=levels&level=unit&district=990101#faults",
                    "南区 · 两级包联 · 市级领导 → contracts/board?kind=levels&level=city&district=990102#faults",
                    "南区 · 两级包联 · 市直单位 → contracts/board?kind=levels&level=unit&district=990102#faults",
                ],
                ignoreOrder: true
            );
        var nobody = now[CoverageGap.ContractOfNobody].Lines.ShouldHaveSingleItem();
        (nobody.Code, nobody.Name, nobody.Mended).ShouldBe(("1", "北大街路段 · 市场监管局", "contracts/1"));
        now[CoverageGap.ContractRunOut].Total.ShouldBe(0);

        var later = Read(city, afterDays: 10);
        later[CoverageGap.ContractRunOut].Lines.Select(line => line.Mended).ShouldBe(["contracts/1", "contracts/2"]);
        later[CoverageGap.ContractOfNobody].Total.ShouldBe(0);
        later[CoverageGap.GroundWithoutLead].Total.ShouldBe(5);

        // Somebody else leads there meanwhile: what ran out is history.
        await Signing.Act(city.City, null, SmallCity.Clerk, Signing.Whole(Signing.North) with { From = today.AddDays(10) });
        Read(city, afterDays: 10)[CoverageGap.ContractRunOut].Lines.Select(line => line.Mended).ShouldBe(["contracts/2"]);
    }

    [Theory, EachDatabase]
    public async Task A_contract_of_a_unit_that_was_dissolved_has_nobody_and_the_unit_takes_no_other(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        Signing.Lay(city.City);
        city.City.Database.WriteInBulk(transaction =>
        {
            OrganisationStore.Seed(transaction, SmallCity.Organisation.Units, SmallCity.Posts);
            CivicLoop.Web.Accounts.PeopleStore.Insert(
                transaction,
                SmallCity.MarketClerk.Person,
                "market-clerk",
                "market-clerk",
                "market-clerk",
                "-",
                city.City.Clock.Now.AddDays(-1)
            );
            return 0;
        });
        var today = SmallCity.Calendar.DayOf(city.City.Clock.Now);
        await Signing.Act(city.City, null, SmallCity.Clerk, Signing.Whole(Signing.Market) with { From = today });
        Read(city)[CoverageGap.ContractOfNobody].Total.ShouldBe(0);

        var without = SmallCity.Rules with
        {
            Organisation = new(
                SmallCity.Units.Select(unit => unit with { Closed = unit.Code == "market" }),
                SmallCity.Posts.Select(post => post with { Closed = post.Unit == "market" })
            ),
        };
        Read(city, rules: without)[CoverageGap.ContractOfNobody].Lines.ShouldHaveSingleItem().Mended.ShouldBe("contracts/1");
        Read(city, rules: without)[CoverageGap.VacantPost].Lines.ShouldNotContain(line => line.Code == "market-clerk");
        (
            await ContractStore.Act(
                city.City,
                without,
                null,
                CaseOffice.Form(SmallCity.Clerk),
                Signing.Whole(Signing.Market, new Stretch(0, 10, Side.Left))
            )
        )
            .Refusal.ShouldNotBeNull()
            .Code.ShouldBe("unit.unknown");
    }

    private static Dictionary<CoverageGap, CoverageList> Read(TestCity city, int afterDays = 0, CaseRules? rules = null)
    {
        var now = city.City.Clock.Now.AddDays(afterDays);
        return city
            .City.Database.Read(connection =>
                CoverageReads.All(
                    connection,
                    rules ?? SmallCity.Rules,
                    now,
                    SmallCity.Calendar.DayOf(now),
                    _ => now.AddDays(-CoverageRoom.UsualDays),
                    50
                )
            )
            .ToDictionary(list => list.Gap);
    }
}
