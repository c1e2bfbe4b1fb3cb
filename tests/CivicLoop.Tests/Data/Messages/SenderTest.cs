using System.Text.RegularExpressions;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Messages;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Messages;

/// <summary>What the sender does when a channel fails, hangs, asks for patience, or two send at once.</summary>
public partial class SenderTest
{
    [Theory, EachDatabase]
    public async Task A_channel_that_fails_undoes_no_act_and_ends_as_a_dead_letter_that_a_clerk_sends_once_more(DatabaseKind kind)
    {
        await using var port = new FakePort { Answers = _ => (200, """{"errcode":93000,"errmsg":"invalid webhook url"}""") };
        await using var city = Messaging.In(kind);
        city.SetUp("wecom", ("url", port.Address));
        city.Wish("wecom");
        var done = await city.Office.Reported();

        foreach (var (pause, state) in new[] { (0, MessageState.Waiting), (1, MessageState.Waiting), (2, MessageState.Dead) })
        {
            city.Later(TimeSpan.FromMinutes(pause) + TimeSpan.FromSeconds(1));
            (await city.Pass()).ShouldBe(1);
            city.Rows().ShouldHaveSingleItem().State.ShouldBe(state);
        }

        var row = city.Rows()[0];
        (row.Attempts, row.Trouble).ShouldBe((3, "93000 invalid webhook url"));
        city.Office.Row(done.Stream)!.Status.ShouldBe(CaseStatus.Reported);
        city.Later(TimeSpan.FromDays(1));
        (await city.Pass()).ShouldBe(0, "it was given up");
        port.Answers = _ => (200, """{"errcode":0}""");
        city.City.Database.WriteInBulk(transaction => OutboxStore.Retry(transaction, row.Id, city.City.Clock.Now)).ShouldBeTrue();
        (await city.Pass()).ShouldBe(1);
        city.Rows()[0].State.ShouldBe(MessageState.Sent);
    }

    [Theory, EachDatabase]
    public async Task A_channel_that_hangs_or_is_not_there_costs_a_try(DatabaseKind kind)
    {
        await using var port = new FakePort { Silence = TimeSpan.FromSeconds(20) };
        await using var city = Messaging.In(kind);
        city.SetUp("feishu", ("url", port.Address), ("secret", "s"));
        city.SetUp("wecom", ("url", "http://127.0.0.1:1/"));
        city.Wish("feishu");
        await city.Office.Reported();
        using var hasty = city.NewSender(city.TestCity.Cities, TimeSpan.FromMilliseconds(200));
        // Not in the rush of the half hour.
        for (var wait = 0; wait < 3 && await hasty.Pass(city.City, false, TestContext.Current.CancellationToken) == 0; wait++)
            city.Later(TimeSpan.FromSeconds(20));
        city.Rows()[0].Trouble.ShouldBe("messages.timeout");

        city.Wish("wecom");
        city.Later(TimeSpan.FromMinutes(3));
        (await city.Pass()).ShouldBe(1);

        city.Rows()[0].Trouble.ShouldBe("messages.unreachable");
    }

    [Theory, EachDatabase]
    public async Task Throttled_is_no_try_and_the_channel_is_left_alone(DatabaseKind kind)
    {
        await using var port = new FakePort { Answers = _ => (200, """{"errcode":130101,"errmsg":"send too fast"}""") };
        await using var city = Messaging.In(kind);
        city.SetUp("dingtalk", ("url", port.Address), ("secret", "s"));
        city.Wish("dingtalk");
        await city.Office.Reported();

        (await city.Pass()).ShouldBe(1);
        city.Later(TimeSpan.FromMinutes(9));
        (await city.Pass()).ShouldBe(0);
        city.Later(TimeSpan.FromMinutes(2));
        (await city.Pass()).ShouldBe(1);

        city.Rows()[0].Attempts.ShouldBe(0);
        port.Knocks.Count.ShouldBe(2);
    }

    [Theory, EachDatabase]
    public async Task No_more_than_twenty_a_minute_go_to_a_robot(DatabaseKind kind)
    {
        await using var port = new FakePort();
        await using var city = Messaging.In(kind);
        city.SetUp("wecom", ("url", port.Address));
        city.City.Database.WriteInBulk(transaction =>
        {
            for (var number = 0; number < 30; number++)
                OutboxStore.AddTrial(transaction, "wecom", null, city.City.Clock.Now);
            return 0;
        });

        var sent = 0;
        for (var pass = 0; pass < 6; pass++)
            sent += await city.Pass();
        sent.ShouldBe(20);
        city.Later(TimeSpan.FromSeconds(61));
        for (var pass = 0; pass < 6; pass++)
            sent += await city.Pass();

        sent.ShouldBe(30);
        port.Knocks.Count.ShouldBe(30);
    }

    [Theory, EachDatabase]
    public async Task Two_senders_never_send_one_message_twice(DatabaseKind kind)
    {
        await using var port = new FakePort { Silence = TimeSpan.FromMilliseconds(20) };
        await using var city = Messaging.In(kind);
        city.SetUp("sms", ("url", port.Address), ("body", "m={phone}&t={text}"));
        city.City.Database.WriteInBulk(transaction =>
        {
            var now = city.City.Clock.Now;
            for (var number = 0; number < 40; number++)
                OutboxStore.AddTrial(transaction, "sms", Sealed(number), now);
            return 0;
        });
        await using var elsewhere = new Cities(city.TestCity.Storage);
        using var other = city.NewSender(elsewhere);
        var (there, stop) = (elsewhere.Find(city.City.Code)!, TestContext.Current.CancellationToken);

        for (var round = 0; round < 40 && port.Knocks.Count < 40; round++)
        {
            await Task.WhenAll(city.Sender.Pass(city.City, false, stop), other.Pass(there, false, stop));
            // Five a second is what the port takes.
            await Task.Delay(1_050, stop);
        }

        port.Knocks.Select(knock => Phone().Match(knock.Body).Value).Distinct().Count().ShouldBe(40);
        port.Knocks.Count.ShouldBe(40);
        city.Rows().ShouldAllBe(row => row.State == MessageState.Sent && !row.Again);

        string Sealed(int number) => numbers[number] ??= Outbox.Seal(city.City.Database, $"1380000{number:0000}");
    }

    private readonly string?[] numbers = new string?[40];

    [Theory, EachDatabase]
    public async Task A_sender_lost_between_sending_and_saying_so_leaves_a_message_that_goes_once_more_and_says_so(
        DatabaseKind kind
    )
    {
        await using var port = new FakePort();
        await using var city = Messaging.In(kind);
        city.SetUp("wecom", ("url", port.Address));
        city.Wish("wecom");
        await city.Office.Reported();
        await city.Pass();
        // As it lay in the moment in which the sender died.
        city.Do("update outbox set state = 'Sending', settled_at = null, attempts = 0");
        (await city.Pass()).ShouldBe(0, "it may still be at work");
        city.Later(OutboxStore.Lease + TimeSpan.FromSeconds(1));

        (await city.Pass()).ShouldBe(1);

        port.Knocks.Count.ShouldBe(2);
        port.Knocks.Last().Body.ShouldContain("可能重复");
        var row = city.Rows().ShouldHaveSingleItem();
        (row.State, row.Again).ShouldBe((MessageState.Sent, true));
    }

    [GeneratedRegex(@"1380000\d{4}")]
    private static partial Regex Phone();
}
