using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;
using CivicLoop.Core.SelfChecks;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Places;
using CivicLoop.Web.SelfChecks;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.SelfChecks;

/// <summary>A fan-out as one act: all of it, once, and provable.</summary>
public class SelfCheckStoreTest
{
    private static readonly FanOutScope Markets = new("market", Reach.City, "");

    [Theory, EachDatabase]
    public async Task A_thousand_places_are_asked_in_one_act_and_the_history_holds(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        Seed(server.City, 1000, "market");
        Seed(server.City, 3, "");
        var origin = await CaseWalk.In(server.Office, CaseStatus.Filed);
        var form = CaseOffice.Form(SmallCity.Clerk);

        var sent = (await Send(server, form, origin, 1000)).Value!;

        sent.Asked.ShouldBe(1000);
        Count(server.City, "select count(*) from duties where kind = 'self-check' and done_at is null and post = 'market-clerk'")
            .ShouldBe(1000);
        Whole(server.City);
        Proof.Rebuild(server.City);
        Whole(server.City);
        Count(server.City, "select count(*) from self_checks where status = 'Asked'").ShouldBe(1000);

        // The same form again is the same act; another form finds nobody left to ask.
        (await Send(server, form, origin, 1000)).Value!.Repeated.ShouldBeTrue();
        (await Send(server, CaseOffice.Form(SmallCity.Clerk), origin, 1000)).Refusal!.Code.ShouldBe("fan-out.nothing");
        Seed(server.City, 2, "north");
        (await Send(server, CaseOffice.Form(SmallCity.Clerk), origin, 2)).Value!.Asked.ShouldBe(2);
        Count(server.City, "select count(*) from self_checks").ShouldBe(1002);
    }

    [Theory, EachDatabase]
    public async Task An_answer_due_by_a_calendar_without_a_notice_is_counted_again_when_it_comes(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        Seed(server.City, 2, "market");
        var origin = await CaseWalk.In(server.Office, CaseStatus.Filed);
        (await Send(server, CaseOffice.Form(SmallCity.Clerk), origin, 2)).Refusal.ShouldBeNull();
        var before = Count(server.City, "select min(due) from duties where kind = 'self-check' and done_at is null");
        var rules = CalendarOf.WithDaysOff(SmallCity.Calendar.DayOf(server.City.Clock.Now), 20);

        SelfCheckRecount.Run(server.City, rules, "放假安排已发布").ShouldBe(2);

        Count(server.City, "select min(due) from duties where kind = 'self-check' and done_at is null")
            .ShouldBeGreaterThan(before + (long)TimeSpan.FromDays(10).TotalMilliseconds);
        Count(server.City, "select count(*) from events where kind = 'self-check.limit-recounted'").ShouldBe(2);
        Whole(server.City);
        SelfCheckRecount.Run(server.City, rules, "放假安排已发布").ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task What_is_not_as_previewed_is_not_sent(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        Seed(server.City, 3, "market");
        var origin = await CaseWalk.In(server.Office, CaseStatus.Filed);
        var reported = await CaseWalk.In(server.Office, CaseStatus.Reported);

        (await Send(server, CaseOffice.Form(SmallCity.Clerk), origin, 2)).Refusal!.Code.ShouldBe("fan-out.changed");
        (await Send(server, CaseOffice.Form(SmallCity.Clerk), reported, 3)).Refusal!.Code.ShouldBe("fan-out.unconfirmed");
        (await Send(server, CaseOffice.Form(SmallCity.MarketClerk), origin, 3)).Refusal!.Code.ShouldBe("self-check.not-yours");

        Count(server.City, "select count(*) from self_checks").ShouldBe(0);
        Count(server.City, "select count(*) from fan_outs").ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task Clean_places_are_answered_together_or_not_at_all(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        Seed(server.City, 3, "market");
        var origin = await CaseWalk.In(server.Office, CaseStatus.Filed);
        await Send(server, CaseOffice.Form(SmallCity.Clerk), origin, 3);
        var asked = Asked(server.City);

        // One of them is nobody's: none is answered.
        (
            await All(server, CaseOffice.Form(SmallCity.MarketClerk), [asked[0], Guid.CreateVersion7()], new AnswerClean())
        ).Refusal!.Code.ShouldBe("self-check.unknown");
        Count(server.City, "select count(*) from self_checks where status = 'Asked'").ShouldBe(3);

        var form = CaseOffice.Form(SmallCity.MarketClerk);
        (await All(server, form, asked, new AnswerClean())).Value!.Count.ShouldBe(3);
        (await All(server, form, asked, new AnswerClean())).Value!.Repeated.ShouldBeTrue();

        Count(server.City, "select count(*) from duties where kind = 'self-check' and done_at is null").ShouldBe(0);
        Whole(server.City);
    }

    [Theory, EachDatabase]
    public async Task A_found_problem_opens_a_case_in_the_same_act_linked_both_ways(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        Seed(server.City, 1, "market");
        var origin = await CaseWalk.In(server.Office, CaseStatus.Filed);
        await Send(server, CaseOffice.Form(SmallCity.Clerk), origin, 1);
        var stream = Asked(server.City)[0];
        var form = CaseOffice.Form(SmallCity.MarketClerk);

        (await Found(server, form, stream, [])).Refusal!.Code.ShouldBe("self-check.photo-missing");
        Count(server.City, "select count(*) from cases").ShouldBe(1);
        var found = (await Found(server, form, stream, [server.Office.Photo()])).Value!;
        var again = (await Found(server, form, stream, [server.Office.Photo()])).Value!;

        again.ShouldBe(found with { Repeated = true });
        Count(server.City, "select count(*) from cases").ShouldBe(2);
        var opener = server.City.Database.Read(connection =>
            SelfCheckReads.OpenerOf(connection, CaseReads.Find(connection, found.FoundNumber!.Value)!.Stream)
        )!;
        opener.Stream.ShouldBe(stream);
        opener.State.CaseNumber.ShouldBe(origin.Number);
        Whole(server.City);
    }

    private static Task<Outcome<FannedOut>> Send(TestServer server, ActForm form, CaseDone origin, int count) =>
        SelfCheckStore.Send(server.City, SmallCity.Rules, form, origin.Stream, Markets, count);

    private static Task<Outcome<Answered>> All(TestServer server, ActForm form, Guid[] streams, SelfCheckCommand command) =>
        SelfCheckStore.All(server.City, SmallCity.Rules, form, streams, command);

    private static Task<Outcome<Answered>> Found(
        TestServer server,
        ActForm form,
        Guid stream,
        IReadOnlyList<Web.Photos.StagedPhoto> photos
    ) => SelfCheckStore.Found(server.City, SmallCity.Rules, form, stream, "litter", "也有垃圾", photos);

    private static Guid[] Asked(City city) =>
        [
            .. city.Database.Read(connection =>
                Sql.Many(connection, "select stream from self_checks order by number", row => Guid.Parse(row.GetString(0)))
            ),
        ];

    private static long Count(City city, string sql) => city.Database.Read(connection => Sql.Number(connection, sql));

    private static void Whole(City city) => Proof.Of(city).Bent.ShouldBeEmpty();

    private static int sown;

    /// <summary>Markets of the south; of a unit without a clerk where the owner is empty.</summary>
    internal static void Seed(City city, int count, string owner) =>
        city.Database.WriteInBulk(transaction =>
        {
            var places = Enumerable
                .Range(0, count)
                .Select(_ => Interlocked.Increment(ref sown))
                .Select(at => new Place(
                    $"m-{at}",
                    $"第{at}市场",
                    "market",
                    SmallCity.South,
                    "",
                    null,
                    84.9,
                    45.5,
                    owner.Length > 0 ? owner : "patrol",
                    false
                ));
            return PlaceStore.Seed(transaction, places, new DateOnly(2020, 1, 1), SmallCity.Monday);
        });
}
