using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
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

    private static Dictionary<CoverageGap, CoverageList> Read(TestCity city, int afterDays = 0)
    {
        var now = city.City.Clock.Now.AddDays(afterDays);
        return city
            .City.Database.Read(connection =>
                CoverageReads.All(
                    connection,
                    SmallCity.Rules,
                    now,
                    SmallCity.Calendar.DayOf(now),
                    now.AddDays(-CoverageRoom.UsualDays),
                    50
                )
            )
            .ToDictionary(list => list.Gap);
    }
}
