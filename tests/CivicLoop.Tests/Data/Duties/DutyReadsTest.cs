using CivicLoop.Tests.Support;
using CivicLoop.Web.Duties;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Duties;

public class DutyReadsTest
{
    [Theory, EachDatabase]
    public async Task However_much_burns_what_is_due_later_is_listed_too_and_all_of_it_is_counted(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        for (var index = 0; index < DutyReads.Most + 3; index++)
            await server.Office.Reported();
        var soon = await server.Office.Reported();
        var now = server.City.Clock.Now.AddYears(1);
        // The last of them is owed in a year and an hour.
        server.City.Database.WriteInBulk(transaction =>
            transaction.ExecuteNow("update duties set due = $2 where subject = $1", soon.Stream, now.AddHours(1))
        );

        var list = server.City.Database.Read(connection =>
            DutyReads.Of(connection, SmallCity.Clerk.Post, kind: null, now, now.AddHours(8), now.AddDays(2))
        );

        list.Counts[Urgency.Overdue].ShouldBe(DutyReads.Most + 3);
        list.Counts[Urgency.Today].ShouldBe(1);
        list.Rows.Count(row => row.Due < now).ShouldBe(DutyReads.Most);
        list.Rows[^1].ShouldBeOfType<DutyRow>().Case.ShouldBe(soon.Number);
        list.Kinds.Keys.ShouldBe(["file"]);
        var filing = server.City.Database.Read(connection =>
            DutyReads.Of(connection, SmallCity.Clerk.Post, "file", now, now.AddHours(8), now.AddDays(2))
        );
        filing.Counts.ShouldBe(list.Counts);
        filing.Rows.ShouldBe(list.Rows, ignoreOrder: true);
        server
            .City.Database.Read(connection =>
                DutyReads.Of(connection, SmallCity.Clerk.Post, "close", now, now.AddHours(8), now.AddDays(2))
            )
            .Rows.ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task What_is_owed_elsewhere_is_counted_with_the_rest_and_what_is_owed_only_later_is_not(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await server.Office.Reported();
        var now = server.City.Clock.Now;
        server.City.Database.WriteInBulk(transaction =>
            transaction.ExecuteNow(
                """
                insert into duties (subject, number, kind, post, checker, since, yellow, due, limit_text, provisional, done_at)
                select 'elsewhere', 1, 'erase', post, checker, since, yellow, due, limit_text, 0, done_at from duties
                union all
                select 'later', 1, 'renew-contract', post, checker, due, due, due, limit_text, 0, done_at from duties
                """
            )
        );

        var list = server.City.Database.Read(connection =>
            DutyReads.Of(connection, SmallCity.Clerk.Post, kind: null, now, now.AddDays(30), now.AddDays(60))
        );

        list.Rows.Count.ShouldBe(1);
        list.Counts.Values.Sum().ShouldBe(2);
        list.Kinds.ShouldBe(new Dictionary<string, long> { ["file"] = 1, ["erase"] = 1 }, ignoreOrder: true);
    }
}
