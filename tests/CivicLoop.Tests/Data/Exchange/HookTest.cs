using System.Text.Json;
using CivicLoop.Core.Accounts;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Exchange;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Exchange.Hooks;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Exchange;

/// <summary>Who is told what, in which order, how often; and that nobody is told what is not theirs to know.</summary>
public class HookTest
{
    private const string Secret = "不该公开的话";

    private static JsonElement Body(Knock knock) => JsonDocument.Parse(knock.Body).RootElement;

    private static List<string> Kinds(FakePort port) =>
        [.. port.Knocks.Select(knock => Body(knock).GetProperty("event").GetString()!)];

    [Theory, EachDatabase]
    public async Task What_happens_is_told_in_its_order_signed_and_only_as_everybody_may_know_it(DatabaseKind kind)
    {
        await using var stored = Messaging.In(kind);
        await using var port = new FakePort();
        using var hooking = new Hooking(stored.TestCity);
        var office = stored.Office;
        var before = await office.Reported();
        var hook = hooking.Add(port.Address);

        var told = await office.Act(null, SmallCity.Citizen, CaseOffice.Litter(Secret));
        var inside = await office.Act(null, SmallCity.InspectorNorth, CaseOffice.Litter(Secret));
        await office.Act(told.Stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await office.Act(told.Stream, SmallCity.Clerk, new DispatchInput(null));
        await office.Act(inside.Stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await office.Act(before.Stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await hooking.Round();

        port.Knocks.Select(knock => (Body(knock).GetProperty("number").GetInt64(), Body(knock).GetProperty("event").GetString()))
            .ShouldBe(
                [
                    (told.Number, "case.received"),
                    (told.Number, "case.filed"),
                    (told.Number, "case.dispatched"),
                    (before.Number, "case.filed"),
                ],
                ignoreOrder: true
            );
        port.Knocks.Select(Body)
            .Where(body => body.GetProperty("number").GetInt64() == told.Number)
            .Select(body => body.GetProperty("eventNumber").GetInt32())
            .ShouldBe([1, 2, 3]);
        foreach (var knock in port.Knocks)
        {
            knock.Body.ShouldNotContain(Secret);
            knock
                .Headers["X-CivicLoop-Signature"]
                .ShouldBe(WebhookSignature.Of(Hooking.Secret, long.Parse(knock.Headers["X-CivicLoop-Timestamp"]), knock.Body));
            knock.Headers["X-CivicLoop-Delivery"].ShouldBe(Body(knock).GetProperty("delivery").GetString());
            knock.Headers["X-CivicLoop-Event"].ShouldBe(Body(knock).GetProperty("event").GetString());
            Body(knock).GetProperty("case").TryGetProperty("own", out _).ShouldBeFalse();
            Body(knock).GetProperty("case").GetProperty("page").GetString()!.ShouldStartWith("https://city.example.cn/");
        }
        hooking.Deliveries(hook).ShouldAllBe(one => one.State == HookState.Arrived && one.Answer == "200");

        // What the office publishes of what its own people found, everybody hears from then on.
        await office.Act(inside.Stream, SmallCity.Clerk, new PublishInput("门口有垃圾", []));
        await hooking.Round();
        await hooking.Round();
        port.Knocks.Count.ShouldBe(5, "nothing is told twice");
        Body(port.Knocks.Last()).GetProperty("event").GetString().ShouldBe("case.published");
        Body(port.Knocks.Last()).GetProperty("case").GetProperty("words").GetString().ShouldBe("门口有垃圾");
    }

    [Theory, EachDatabase]
    public async Task What_is_not_taken_is_tried_again_and_given_up_and_waits_for_a_hand(DatabaseKind kind)
    {
        await using var stored = Messaging.In(kind);
        await using var port = new FakePort { Answers = _ => (500, "no") };
        using var hooking = new Hooking(stored.TestCity);
        var hook = hooking.Add(port.Address, null, "case.received", "case.filed");
        var first = await stored.Office.Reported();
        await stored.Office.Act(first.Stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        var other = await stored.Office.Reported();

        await hooking.Round();
        await hooking.Round();
        port.Knocks.Count.ShouldBe(2, "what comes after it in the same case waits with it, another case does not");
        stored
            .City.Database.WriteInBulk(transaction => HookStore.Again(transaction, hook, null, CityClock.Machine))
            .ShouldBe(2, "what failed need not wait for its next try");
        for (var tried = 0; tried < WebhookRetry.Most; tried++)
        {
            hooking.Deliveries(hook, HookState.GivenUp).ShouldBeEmpty();
            hooking.Later();
            await hooking.Round();
        }
        var dead = hooking.Deliveries(hook, HookState.GivenUp);
        dead.Select(one => one.Case).ShouldBe([first.Number, other.Number], ignoreOrder: true);
        dead.ShouldAllBe(one => one.Attempts == WebhookRetry.Most && one.Answer == "500");

        port.Answers = _ => (204, "");
        port.Knocks.Clear();
        stored.City.Database.WriteInBulk(transaction => HookStore.Again(transaction, hook, null, CityClock.Machine)).ShouldBe(2);
        await hooking.Round();
        Kinds(port).Order().ShouldBe(["case.filed", "case.received", "case.received"]);
        hooking.Deliveries(hook).ShouldAllBe(one => one.State == HookState.Arrived);
    }

    [Theory, EachDatabase]
    public async Task Who_is_slow_or_dead_holds_up_nobody(DatabaseKind kind)
    {
        await using var stored = Messaging.In(kind);
        await using var slow = new FakePort { Silence = TimeSpan.FromSeconds(8) };
        await using var good = new FakePort();
        using var hooking = new Hooking(stored.TestCity);
        hooking.Add(slow.Address);
        var dead = hooking.Add("http://127.0.0.1:1/");
        hooking.Add(good.Address);
        for (var one = 0; one < 3; one++)
            await stored.Office.Reported();

        await hooking.Begin();
        await stored.Office.Reported();
        for (var wait = 0; wait < 50 && good.Knocks.Count < 4; wait++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            await hooking.Begin();
        }

        good.Knocks.Count.ShouldBe(4);
        hooking.Deliveries(dead).Count.ShouldBe(4);
        hooking.Deliveries(dead).ShouldAllBe(one => one.State == HookState.Waiting);
        hooking.Deliveries(dead).Count(one => one.Attempts == 1 && one.Answer == "outside.away").ShouldBeGreaterThanOrEqualTo(3);
    }

    [Theory, EachDatabase]
    public async Task What_was_withheld_meanwhile_is_not_sent_and_who_may_have_seen_it_hears_so(DatabaseKind kind)
    {
        await using var stored = Messaging.In(kind);
        await using var port = new FakePort { Answers = _ => (503, "") };
        using var hooking = new Hooking(stored.TestCity);
        hooking.Add(port.Address);
        var found = await stored.Office.Act(null, SmallCity.InspectorNorth, CaseOffice.Litter(Secret));
        var never = await stored.Office.Act(null, SmallCity.InspectorNorth, CaseOffice.Litter(Secret));
        await stored.Office.Act(found.Stream, SmallCity.Clerk, new PublishInput("说了不该说的", []));
        await hooking.Round();
        port.Knocks.Count.ShouldBe(1);
        await stored.Office.Act(found.Stream, SmallCity.Clerk, new PlainInput(CaseAct.Withhold));
        await stored.Office.Act(never.Stream, SmallCity.Clerk, new PlainInput(CaseAct.Withhold));

        port.Answers = _ => (200, "");
        port.Knocks.Clear();
        hooking.Later();
        await hooking.Round();
        await hooking.Round();

        var knock = port.Knocks.ShouldHaveSingleItem();
        Body(knock).GetProperty("event").GetString().ShouldBe("case.withheld");
        Body(knock).GetProperty("number").GetInt64().ShouldBe(found.Number);
        Body(knock).GetProperty("case").ValueKind.ShouldBe(JsonValueKind.Null);
        knock.Body.ShouldNotContain("说了不该说的");
    }

    [Theory, EachDatabase]
    public async Task Who_handed_it_in_hears_its_own_number_and_what_the_city_answers(DatabaseKind kind)
    {
        await using var stored = Messaging.In(kind);
        await using var theirs = new FakePort();
        await using var others = new FakePort();
        using var hooking = new Hooking(stored.TestCity);
        var token = stored
            .City.Database.WriteInBulk(transaction =>
                TokenStore.Make(
                    transaction,
                    Guid.CreateVersion7(),
                    ApiKey.New(),
                    "camera",
                    "东片区视频巡查",
                    [ApiScope.Write, ApiScope.Webhooks],
                    "video",
                    null,
                    CityClock.Machine
                )
            )
            .Value!;
        hooking.Add(theirs.Address, token.Id);
        hooking.Add(others.Address);
        var done = await stored.Office.Act(
            null,
            token.Actor,
            new ReceiveInput("litter", SmallCity.Market, "垃圾", [], "video", new Source("camera", "CAM-1", null))
        );
        await stored.Office.Reported();
        await stored.Office.Act(done.Stream, SmallCity.Clerk, new ReplyInput("今天下午清运"));
        await hooking.Round();

        Kinds(others).ShouldBe(["case.received", "case.received"]);
        Kinds(theirs).Order().ShouldBe(["case.answered", "case.received", "case.received"]);
        others.Knocks.ShouldAllBe(knock => !knock.Body.Contains("CAM-1") && !knock.Body.Contains("今天下午清运"));
        var answered = theirs.Knocks.Select(Body).Single(body => body.GetProperty("event").GetString() == "case.answered");
        var own = answered.GetProperty("case").GetProperty("own");
        own.GetProperty("sourceNumber").GetString().ShouldBe("CAM-1");
        own.GetProperty("answered")[0].GetProperty("words").GetString().ShouldBe("今天下午清运");

        stored.City.Database.WriteInBulk(transaction => TokenStore.End(transaction, "camera", null, CityClock.Machine)!);
        theirs.Knocks.Clear();
        await stored.Office.Act(done.Stream, SmallCity.Clerk, new ReplyInput("第二次答复"));
        await stored.Office.Act(done.Stream, SmallCity.Clerk, new FileInput("litter", "at-once", Severity.Minor));
        await hooking.Round();
        Kinds(theirs).ShouldBe(["case.filed"]);
        theirs.Knocks.Single().Body.ShouldNotContain("CAM-1");
    }

    [Theory, EachDatabase]
    public async Task Switched_off_nothing_is_sent_and_switched_on_only_what_happens_from_then_on(DatabaseKind kind)
    {
        await using var stored = Messaging.In(kind);
        await using var port = new FakePort { Answers = _ => (500, "") };
        using var hooking = new Hooking(stored.TestCity);
        var hook = hooking.Add(port.Address, null, "case.received");
        await stored.Office.Reported();
        await hooking.Round();
        stored.City.Database.WriteInBulk(transaction => HookStore.Off(transaction, hook, CityClock.Machine)).ShouldBeTrue();
        await stored.Office.Reported();
        port.Knocks.Clear();
        port.Answers = _ => (200, "");
        hooking.Later();
        await hooking.Round();
        port.Knocks.ShouldBeEmpty();
        await Task.Delay(5, TestContext.Current.CancellationToken);
        stored.City.Database.WriteInBulk(transaction => HookStore.On(transaction, hook, stored.City.Clock.Now)).ShouldBeTrue();
        await Task.Delay(5, TestContext.Current.CancellationToken);

        var next = await stored.Office.Reported();
        await hooking.Round();

        Body(port.Knocks.ShouldHaveSingleItem()).GetProperty("number").GetInt64().ShouldBe(next.Number);
        hooking.Deliveries(hook, HookState.Dropped).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_address_inside_the_house_is_not_called_unless_the_operator_says_so()
    {
        await using var stored = Messaging.In(DatabaseKind.Sqlite);
        await using var port = new FakePort();
        using var hooking = new Hooking(stored.TestCity, allowed: null);
        var hook = hooking.Add(port.Address);
        await stored.Office.Reported();

        await hooking.Round();

        port.Knocks.ShouldBeEmpty();
        hooking.Deliveries(hook).ShouldHaveSingleItem().Answer.ShouldBe("outside.inside");
    }

    [Fact]
    public async Task What_arrived_is_forgotten_after_a_while_and_what_was_given_up_is_not()
    {
        await using var stored = Messaging.In(DatabaseKind.Sqlite);
        var done = await stored.Office.Reported();
        Hooking.In(stored.City, [done.Stream]);
        var hook = stored.City.Database.Read(HookStore.List).Single().Id;
        using var hooking = new Hooking(stored.TestCity);

        stored.City.Database.WriteInBulk(transaction =>
        {
            HookStore.Forget(transaction, CityClock.Machine.AddMinutes(1));
            return 0;
        });

        hooking.Deliveries(hook).Select(one => one.State).Order().ShouldBe([HookState.Waiting, HookState.GivenUp]);
    }
}
