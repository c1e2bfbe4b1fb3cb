using CivicLoop.Core.Messages;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Messages;

/// <summary>Channels are served side by side: one that never answers holds up nobody but itself.</summary>
public class LinesTest
{
    [Theory, EachDatabase]
    public async Task A_channel_that_never_answers_holds_nothing_up(DatabaseKind kind)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var silent = new FakePort { Silence = TimeSpan.FromMinutes(5) };
        await using var port = new FakePort();
        await using var city = Messaging.In(kind);
        await using var rounds = new Rounds(city);
        city.SetUp("sms", ("url", silent.Address), ("body", "m={phone}&t={text}"));
        city.SetUp("wecom", ("url", port.Address));
        var phone = Outbox.Seal(city.City.Database, "13800000000");
        Add(city, "sms", phone, 6);
        Add(city, "wecom", null, 1);
        (await rounds.Begin()).ShouldBe(6, "five of the port's second, one of the robot");
        await UntilSent(city, "wecom", 1, stop);

        for (var more = 0; more < 3; more++)
        {
            city.Later(TimeSpan.FromSeconds(2));
            Add(city, "wecom", null, 1);
            await rounds.Begin();
            await UntilSent(city, "wecom", 2 + more, stop);
        }

        silent.Knocks.Count.ShouldBe(1, "what is at work is given nothing more");
        port.Knocks.Count.ShouldBe(4);
    }

    [Theory, EachDatabase]
    public async Task What_was_not_there_rests_and_what_waits_for_it_costs_no_try(DatabaseKind kind)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var silent = new FakePort { Silence = TimeSpan.FromMinutes(5) };
        await using var city = Messaging.In(kind);
        city.SetUp("sms", ("url", silent.Address), ("body", "m={phone}&t={text}"));
        var phone = Outbox.Seal(city.City.Database, "13800000000");
        using var hasty = city.NewSender(city.TestCity.Cities, TimeSpan.FromMilliseconds(300));
        Add(city, "sms", phone, 4);

        (await hasty.Pass(city.City, false, stop)).ShouldBe(4);

        silent.Knocks.Count.ShouldBe(1, "one try tells enough");
        city.Rows().Count(row => row.Attempts == 1).ShouldBe(1);
        city.Rows().ShouldAllBe(row => row.State == MessageState.Waiting && row.Trouble == "messages.timeout");
        Add(city, "sms", phone, 1);
        city.Later(TimeSpan.FromSeconds(30));
        (await hasty.Pass(city.City, false, stop)).ShouldBe(0, "it rests");
        silent.Silence = TimeSpan.Zero;
        city.Later(TimeSpan.FromMinutes(1));
        (await hasty.Pass(city.City, false, stop)).ShouldBe(5);
        city.Rows().ShouldAllBe(row => row.State == MessageState.Sent);
    }

    [Theory, EachDatabase]
    public async Task A_pile_before_one_channel_does_not_hide_what_another_could_take(DatabaseKind kind)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var silent = new FakePort { Silence = TimeSpan.FromMinutes(5) };
        await using var port = new FakePort();
        await using var city = Messaging.In(kind);
        await using var rounds = new Rounds(city);
        city.SetUp("sms", ("url", silent.Address), ("body", "m={phone}&t={text}"));
        city.SetUp("wecom", ("url", port.Address));
        Add(city, "sms", Outbox.Seal(city.City.Database, "13800000000"), 700);
        city.Later(TimeSpan.FromSeconds(1));
        Add(city, "wecom", null, 1);

        for (var round = 0; round < 4 && port.Knocks.IsEmpty; round++)
        {
            await rounds.Begin();
            city.Later(TimeSpan.FromSeconds(5));
        }

        await UntilSent(city, "wecom", 1, stop);
    }

    /// <summary>Rounds that nobody waits for, and that are over when the city goes.</summary>
    private sealed class Rounds(Messaging city) : IAsyncDisposable
    {
        private readonly CancellationTokenSource over = new();
        private readonly List<Task> served = [];

        public async Task<int> Begin()
        {
            var (tried, task) = await city.Sender.Begin(city.City, false, over.Token);
            served.Add(task);
            return tried;
        }

        public async ValueTask DisposeAsync()
        {
            await over.CancelAsync();
            await Task.WhenAll(served).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            over.Dispose();
        }
    }

    private static void Add(Messaging city, string channel, string? address, int count) =>
        city.City.Database.WriteInBulk(transaction =>
        {
            for (var number = 0; number < count; number++)
                OutboxStore.AddTrial(transaction, channel, address, city.City.Clock.Now);
            return 0;
        });

    private static async Task UntilSent(Messaging city, string channel, int count, CancellationToken stop)
    {
        for (var wait = 0; Sent() < count; wait++)
        {
            wait.ShouldBeLessThan(100, $"{channel} was held up");
            await Task.Delay(50, stop);
        }

        long Sent() =>
            city.City.Database.Read(connection =>
                Sql.Number(connection, "select count(*) from outbox where state = 'Sent' and channel = $1", channel)
            );
    }
}
