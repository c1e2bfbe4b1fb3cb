using System.Diagnostics;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Supervision;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Supervision;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Supervision;

/// <summary>The ladder proposes once, numbers have no gap and none is given twice; on both databases.</summary>
public class OrderStoreTest
{
    [Theory, EachDatabase]
    public async Task What_is_late_is_proposed_once_however_many_look_and_survives_a_rebuild(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var late = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        await server.Office.Closed();
        await Later(server, TimeSpan.FromDays(8));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Pass(server))));

        (await Pass(server)).ShouldBe(new LadderRounds.Found(0, 0, 0));
        var order = All(server).Single();
        (order.Rung, order.Over.Unit, order.Over.Matter.Number, order.Proposed).ShouldBe(
            ("order", SmallCity.MarketClerk.Unit, late.Number, true)
        );
        order.Next!.Post.ShouldBe(SmallCity.Leader.Post);
        order.Why.Owed!.Kind.ShouldBe("accept");
        server.ShouldBeWhole();
        StreamRebuild.Run(server.City, Web.Program.Streams);
        All(server).Single().ShouldBeEquivalentTo(order);
        await server.Office.Act(late.Stream, SmallCity.MarketClerk, new PlainInput(CaseAct.Accept));
        (await Pass(server)).Proposed.ShouldBe(0, "of the same matter the same rung never comes again");
    }

    [Theory, EachDatabase]
    public async Task A_reminder_is_told_once_and_leaves_no_paper(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        var (yellow, due) = server.City.Database.Read(connection =>
            Sql.Many(
                connection,
                "select yellow, due from duties where done_at is null",
                row => (Values.Time(row.GetInt64(0)), Values.Time(row.GetInt64(1)))
            )
        )[0];
        await Later(server, yellow + (due - yellow) / 2 - server.City.Clock.Now);

        (await Pass(server)).ShouldBe(new LadderRounds.Found(0, 1, 0));

        (await Pass(server)).ShouldBe(new LadderRounds.Found(0, 0, 0));
        All(server).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Two_servers_that_sign_at_once_number_without_gap_or_duplicate(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var drafts = await Drafts(server, 24);
        await using var beside = new Cities(server.TestCity.Storage);
        // Where a file is the database, another server on it is not served: one does all.
        var other = kind == DatabaseKind.Postgres ? beside.Find(server.City.Code)! : server.City;

        var signed = await Task.WhenAll(
            drafts.Select(
                (stream, at) =>
                    Task.Run(() => OrderStore.Sign(at % 2 == 0 ? server.City : other, Rules(server), stream, Form(), $"第{at}件"))
            )
        );

        signed.Where(one => one.Refusal is not null).ShouldBeEmpty();
        signed.Select(one => one.Value!.State.Paper!.Number).Order().ShouldBe(Enumerable.Range(1, 24).Select(one => (long)one));
        signed
            .Select(one => one.Value!.State.Paper!.Year)
            .Distinct()
            .Single()
            .ShouldBe(Rules(server).Calendar.DayOf(server.City.Clock.Now).Year);
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task A_refused_signature_and_a_second_click_take_no_number(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var drafts = await Drafts(server, 3);
        (await OrderStore.Sign(server.City, Rules(server), drafts[0], Form(SmallCity.Clerk), "办")).Refusal!.Code.ShouldBe(
            "order.not-signer"
        );
        (await OrderStore.Sign(server.City, Rules(server), drafts[0], Form(SmallCity.MarketClerk), "办")).Refusal!.Code.ShouldBe(
            "order.unknown"
        );
        (await OrderStore.Sign(server.City, Rules(server), drafts[0], Form(), "")).Refusal!.Code.ShouldBe("order.words-missing");
        (await Act(server, drafts[1], SmallCity.Leader, new PlainOrderInput(OrderAct.Dismiss))).Refusal.ShouldBeNull();
        var form = Form();

        var first = await OrderStore.Sign(server.City, Rules(server), drafts[0], form, "限期办结");
        var again = await OrderStore.Sign(server.City, Rules(server), drafts[0], form, "限期办结");
        var third = await OrderStore.Sign(server.City, Rules(server), drafts[2], Form(), "限期办结");

        (first.Value!.State.Paper!.Number, again.Value!.Repeated, third.Value!.State.Paper!.Number).ShouldBe((1, true, 2));
        (await OrderStore.Sign(server.City, Rules(server), drafts[0], Form(), "再签")).Refusal!.Code.ShouldBe("order.not-now");
    }

    [Theory, EachDatabase]
    public async Task Killed_in_the_middle_it_leaves_no_gap(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await Drafts(server, 60);
        foreach (var after in new[] { 5, 25 })
            await SignAndKill(server, after);

        var signed = All(server).Where(one => one.Paper is not null).Select(one => one.Paper!.Number).Order().ToList();

        signed.Count.ShouldBeInRange(25, 60);
        signed.ShouldBe(Enumerable.Range(1, signed.Count).Select(one => (long)one));
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task From_signature_to_closing_and_what_did_not_pass_goes_higher_with_one_act(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var order = (await Drafts(server, 1))[0];
        await OrderStore.Sign(server.City, Rules(server), order, Form(), "限期办结");
        (await Act(server, order, SmallCity.MarketClerk, new PlainOrderInput(OrderAct.Receive))).Refusal.ShouldBeNull();
        var reply = new WordsOrderInput(OrderAct.Reply, "已清理", [server.Office.Photo("after")]);
        (await Act(server, order, SmallCity.MarketClerk, reply)).Refusal.ShouldBeNull();

        var failed = await Act(
            server,
            order,
            SmallCity.Supervisor,
            new CheckedInput(OrderAct.Fail, [], Escalate: true, Judged: false)
        );

        failed.Value!.State.Status.ShouldBe(OrderStatus.Reply);
        var higher = All(server).Single(one => one.Rung == "notice");
        (higher.Status, higher.Proposed, higher.Over).ShouldBe((OrderStatus.Draft, false, failed.Value.State.Over));
        (await Act(server, order, SmallCity.MarketClerk, reply)).Refusal.ShouldBeNull();
        var passed = await Act(server, order, SmallCity.Supervisor, new CheckedInput(OrderAct.Pass, [], false, false));
        (passed.Value!.State.Status, Owed(server, OrderDuties.Recheck)).ShouldBe((OrderStatus.Closed, 0L));
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task What_is_not_received_in_time_goes_on_by_itself_and_what_is_not_answered_goes_higher(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var order = (await Drafts(server, 1))[0];
        await OrderStore.Sign(server.City, Rules(server), order, Form(), "限期办结");
        await Later(server, TimeSpan.FromDays(5));

        var first = await Pass(server);

        first.Deemed.ShouldBe(1);
        var state = All(server).Single(one => one.Rung == "order");
        (state.Status, state.Deemed).ShouldBe((OrderStatus.Reply, true));
        await Later(server, TimeSpan.FromDays(9));
        // Over a weekend the answer is due later than otherwise.
        (first.Proposed + (await Pass(server)).Proposed).ShouldBe(1);
        All(server).Single(one => one.Rung == "notice").Why.Conditions.Single().Key.ShouldBe(LadderConditions.Unanswered);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task Whoever_holds_the_place_by_a_contract_watches_it()
    {
        await using var server = await TestServer.Start();
        await Contracted.In(server);
        var posts = server.City.Database.Read(connection =>
            Sql.Many(
                connection,
                "select post, object from contracts where over = 'Place' and post is not null and status in ('Issued', 'InForce')",
                row => (Post: row.GetString(0), Place: row.GetString(1))
            )
        );
        posts.ShouldNotBeEmpty();
        var over = new Subject(new Matter(SmallCity.Id(1), "case", 1), "market", SmallCity.North, posts[0].Place);

        var drafted = await OrderStore.Draft(server.City, Rules(server), Form(SmallCity.Clerk), "order", over, new Why([]), "");

        drafted.Value!.State.Watchers.ShouldContain(posts[0].Post);
    }

    private static async Task SignAndKill(TestServer server, int after)
    {
        using var process = Process.Start(DoomedSigner.Start(server.TestCity))!;
        for (var line = 0; line < after && await process.StandardOutput.ReadLineAsync() is not null; line++) { }
        process.Kill();
        await process.WaitForExitAsync();
    }

    internal static ActForm Form(Actor? by = null) => CaseOffice.Form(by ?? SmallCity.Leader);

    /// <summary>So many drafts over matters of the market bureau, made by the office.</summary>
    internal static async Task<List<Guid>> Drafts(TestServer server, int count, string rung = "order")
    {
        var drafts = new List<Guid>();
        for (var at = 0; at < count; at++)
        {
            var found = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
            var over = new Subject(new Matter(found.Stream, "case", found.Number), "market", SmallCity.North, null);
            var now = server.City.Clock.Now;
            var why = new Why([], new OwedThen("accept", SmallCity.MarketClerk.Post, now, now, now));
            var done = await OrderStore.Draft(server.City, Rules(server), Form(SmallCity.Clerk), rung, over, why, "限期办结");
            done.Refusal.ShouldBeNull();
            drafts.Add(done.Value!.Stream);
        }
        return drafts;
    }

    internal static Task<Outcome<Done<OrderState>>> Act(TestServer server, Guid order, Actor by, OrderInput input) =>
        OrderStore.Act(server.City, Rules(server), order, Form(by), input);

    internal static Task<LadderRounds.Found> Pass(TestServer server) => LadderRounds.Pass(server.City, Rules(server));

    internal static async Task Later(TestServer server, TimeSpan span)
    {
        await server.End<LadderRounds>();
        await server.City.Database.Write(transaction => server.City.Clock.MoveTo(transaction, server.City.Clock.Now + span));
        // The server looks at its clock again every second.
        await Task.Delay(1_100);
    }

    internal static CaseRules Rules(TestServer server) => server.Services.GetRequiredService<RulesNow>().Of(server.City);

    internal static List<OrderState> All(TestServer server) =>
        server.City.Database.Read(connection =>
            Sql.Many(connection, "select state from orders order by number", row => OrderStream.Kind.ReadState(row.GetString(0)))
        );

    private static long Owed(TestServer server, string kind) =>
        server.City.Database.Read(connection =>
            Sql.Number(connection, "select count(*) from duties where kind = $1 and done_at is null", kind)
        );
}
