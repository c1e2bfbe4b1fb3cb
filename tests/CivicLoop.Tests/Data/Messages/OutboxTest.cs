using System.Text.Json;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Messages;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages;
using CivicLoop.Web.Site;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Messages;

/// <summary>The outbox and its sender, with fake servers for the channels.</summary>
public class OutboxTest
{
    [Theory, EachDatabase]
    public async Task What_is_newly_owed_is_told_to_the_holder_of_the_post_signed_as_the_robot_wants(DatabaseKind kind)
    {
        await using var port = new FakePort();
        await using var city = Messaging.In(kind);
        city.SetUp("dingtalk", ("url", port.Address + "robot/send?access_token=t"), ("secret", "demo"));
        city.Wish("dingtalk", phone: "13800000000");
        var done = await city.Office.Reported();

        (await city.Pass()).ShouldBe(1);

        var knock = port.Knocks.ShouldHaveSingleItem();
        var query = System.Web.HttpUtility.ParseQueryString(new Uri("http://h" + knock.Path).Query);
        Uri.EscapeDataString(query["sign"]!).ShouldBe(RobotSign.DingTalk(long.Parse(query["timestamp"]!), "demo"));
        using var body = JsonDocument.Parse(knock.Body);
        var text = body.RootElement.GetProperty("text").GetProperty("content").GetString()!;
        text.ShouldContain($"案件 {done.Number}".Replace(" ", "\u2009", StringComparison.Ordinal));
        text.ShouldContain("受理立案");
        text.ShouldContain($"https://city.example.cn/{city.City.Code}/desk");
        body.RootElement.GetProperty("at").GetProperty("atMobiles")[0].GetString().ShouldBe("13800000000");
        var row = city.Rows().ShouldHaveSingleItem();
        (row.State, row.Channel, row.Post, row.Name).ShouldBe((MessageState.Sent, "dingtalk", "office-clerk", "office-clerk"));
        (await city.Pass()).ShouldBe(0, "it went once");
    }

    [Theory, EachDatabase]
    public async Task A_refused_act_tells_nothing_and_what_was_done_meanwhile_is_told_to_nobody(DatabaseKind kind)
    {
        await using var city = Messaging.In(kind);
        (
            await city.Office.Try(null, CaseOffice.Form(SmallCity.Citizen, reason: " "), CaseOffice.Litter())
        ).Refusal.ShouldNotBeNull();
        city.Rows().ShouldBeEmpty();
        var done = await city.Office.Reported();
        await city.Office.Act(done.Stream, SmallCity.Clerk, new PlainInput(CaseAct.RefuseToFile));

        (await city.Pass()).ShouldBe(0);

        city.Rows().ShouldHaveSingleItem().Trouble.ShouldBe("messages.done-already");
    }

    [Theory, EachDatabase]
    public async Task Several_things_for_a_group_go_as_one_message_of_so_many_bytes(DatabaseKind kind)
    {
        await using var port = new FakePort();
        await using var city = Messaging.In(kind);
        city.SetUp("wecom", ("url", port.Address + "cgi-bin/webhook/send?key=k"));
        city.Wish("wecom");
        for (var number = 0; number < 60; number++)
            await city.Office.Reported();

        (await city.Pass()).ShouldBe(1);

        using var body = JsonDocument.Parse(port.Knocks.ShouldHaveSingleItem().Body);
        var text = body.RootElement.GetProperty("text").GetProperty("content").GetString()!;
        System.Text.Encoding.UTF8.GetByteCount(text).ShouldBeLessThanOrEqualTo(2048);
        text.ShouldContain("60");
        city.Rows().ShouldAllBe(row => row.State == MessageState.Sent);
    }

    [Theory, EachDatabase]
    public async Task What_turns_yellow_and_red_is_told_once_each_and_merged(DatabaseKind kind)
    {
        await using var port = new FakePort();
        await using var city = Messaging.In(kind);
        city.SetUp("wecom", ("url", port.Address));
        city.Wish("wecom");
        await city.Office.Reported();
        await city.Office.Reported();
        await city.Pass();
        port.Knocks.Clear();
        var now = Values.Milliseconds(city.City.Clock.Now);
        city.Do($"update duties set yellow = {now + 60_000}, due = {now + 3_600_000}");

        city.Later(TimeSpan.FromMinutes(2));
        await city.Pass(look: true);
        await city.Pass(look: true);
        city.Rows().Count(row => row.Kind == MessageKind.Yellow).ShouldBe(2);
        port.Knocks.ShouldBeEmpty("it waits for the daily reminder");
        city.Later(TimeSpan.FromHours(25));
        await city.Pass(look: true);
        await city.Pass();

        var yellow = port.Knocks.ShouldHaveSingleItem().Body;
        yellow.ShouldContain("临期");
        city.Rows().Count(row => row.Kind == MessageKind.Red).ShouldBe(2);
        city.Later(TimeSpan.FromHours(25));
        await city.Pass(look: true);
        port.Knocks.Count.ShouldBe(2);
        port.Knocks.Last().Body.ShouldContain("超期");
    }

    [Theory, EachDatabase]
    public async Task Mail_goes_to_the_address_and_an_address_that_is_none_is_given_up_at_once(DatabaseKind kind)
    {
        await using var server = new FakeMail();
        await using var city = Messaging.In(kind);
        city.SetUp("mail", ("host", "127.0.0.1"), ("port", $"{server.Port}"), ("from", "city@example.cn"));
        city.Wish("mail", mail: "clerk@example.cn");
        await city.Office.Reported();
        (await city.Pass()).ShouldBe(1);

        var mail = server.Mails.ShouldHaveSingleItem();
        mail.ShouldContain("clerk@example.cn");
        mail.ShouldContain("Auto-Submitted: auto-generated");
        city.Rows()[0].State.ShouldBe(MessageState.Sent);

        server.KnowsNobody = true;
        await city.Office.Reported();
        (await city.Pass()).ShouldBe(1);
        city.Rows()[0].State.ShouldBe(MessageState.Dead);
        city.Rows()[0].Trouble.ShouldBe("SMTP 550");
    }

    [Theory, EachDatabase]
    public async Task Short_messages_go_by_the_template_of_the_carrier(DatabaseKind kind)
    {
        await using var port = new FakePort { Answers = _ => (200, "OK:1") };
        await using var city = Messaging.In(kind);
        city.SetUp(
            "sms",
            ("url", port.Address + "send"),
            ("body", """{"to":"{phone}","say":"{text}"}"""),
            ("header", "Authorization: Bearer x"),
            ("expect", "OK")
        );
        city.Wish("sms", phone: "13900000000");
        await city.Office.Reported();
        (await city.Pass()).ShouldBe(1);

        var knock = port.Knocks.ShouldHaveSingleItem();
        using var body = JsonDocument.Parse(knock.Body);
        body.RootElement.GetProperty("to").GetString().ShouldBe("13900000000");
        body.RootElement.GetProperty("say").GetString()!.ShouldContain("\n");
        knock.Authorization.ShouldBe("Bearer x");
        port.Answers = _ => (200, "NO");
        await city.Office.Reported();
        await city.Pass();
        city.Rows()[0].Trouble.ShouldBe("answer");
    }

    [Theory, EachDatabase]
    public async Task A_city_that_is_off_keeps_nothing_and_who_chose_nothing_is_told_nothing(DatabaseKind kind)
    {
        await using var city = Messaging.In(kind);
        await city.Office.Reported();
        await city.Pass();
        city.Rows().ShouldHaveSingleItem().Trouble.ShouldBe("messages.not-wished");
        city.City.Database.WriteInBulk(transaction =>
        {
            MessageSettings.TurnOff(transaction);
            return 0;
        });
        await city.Office.Reported();
        city.Rows().Count.ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task What_came_with_its_past_is_no_news_and_what_nobody_wanted_is_soon_forgotten(DatabaseKind kind)
    {
        await using var city = Messaging.In(kind);
        var now = city.City.Clock.Now;
        var duty = new CivicLoop.Core.Duties.Duty(
            "file",
            "office-clerk",
            null,
            now,
            now,
            now.AddHours(1),
            "4 working hours",
            false
        );
        city.City.Database.WriteInBulk(transaction =>
        {
            LightNotes.Owed(transaction, Guid.CreateVersion7(), 1, duty with { Since = now.AddDays(-3) }, now);
            LightNotes.Owed(transaction, Guid.CreateVersion7(), 1, duty with { Since = now.AddHours(3) }, now);
            LightNotes.Owed(transaction, Guid.CreateVersion7(), 1, duty, now);
            return 0;
        });
        city.Rows().ShouldHaveSingleItem();

        await city.Pass();
        city.Rows()[0].State.ShouldBe(MessageState.Unwanted);
        city.Later(TimeSpan.FromDays(8));
        await city.Pass(look: true);

        city.Rows().ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task In_a_demo_nothing_leaves_the_machine(DatabaseKind kind)
    {
        await using var port = new FakePort();
        await using var city = Messaging.In(kind);
        city.SetUp("wecom", ("url", port.Address));
        city.Wish("wecom");
        city.City.Database.WriteInBulk(transaction =>
        {
            DemoMark.Set(transaction);
            return 0;
        });
        await city.Office.Reported();

        (await city.Pass()).ShouldBe(1);

        port.Knocks.ShouldBeEmpty();
        city.Rows().ShouldHaveSingleItem().State.ShouldBe(MessageState.Kept);
    }
}
