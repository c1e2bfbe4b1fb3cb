using CivicLoop.Core.Events;
using CivicLoop.Core.Rhythm;
using CivicLoop.Core.Supervision;
using CivicLoop.Tests.Data.Supervision;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Http.Rhythm;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Rhythm;
using CivicLoop.Web.Supervision;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Rhythm;

/// <summary>What waits for the next bulletin lies on its table and stands in it; on both databases.</summary>
public class CircularsTest
{
    [Theory, EachDatabase]
    public async Task A_bulletin_finds_what_waits_for_it_and_announces_what_was_ticked(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var (first, second) = await Waiting(server);
        var bulletin = await Met.Called(server, "bulletin");

        var table = Part(server, AgendaNames.Circulars);
        table.Total.ShouldBe(2);
        table.Lines.Select(line => line.Order!.Value).Order().ShouldBe([first.Number, second.Number]);
        table.Lines.ShouldAllBe(line => line.Unit == SmallCity.MarketClerk.Unit);

        var form = CaseOffice.Form(SmallCity.Clerk);
        var minutes = new MinutesInput("本期登载一件", [], []) { Announced = [first.Number] };
        var held = await MeetingStore.Hold(server.City, OrderStoreTest.Rules(server), bulletin, form, minutes);
        var again = await MeetingStore.Hold(server.City, OrderStoreTest.Rules(server), bulletin, form, minutes);

        held.Outcome.Refusal.ShouldBeNull();
        held.Outcome.Value!.State.Announced.ShouldBe([first.Number]);
        again.Outcome.Value!.Repeated.ShouldBeTrue();
        var orders = OrderStoreTest.All(server).ToDictionary(order => order.Number);
        orders[first.Number].Announced.ShouldNotBeNull();
        orders[first.Number].Ahead.ShouldNotContain(OrderStatus.Announce);
        orders[second.Number].Announced.ShouldBeNull("it waits for the next one");
        server.ShouldBeWhole();
    }

    // What was announced by hand meanwhile lay on the table of that hour all the same.
    [Theory, EachDatabase]
    public async Task A_bulletin_that_is_called_late_finds_what_waited_when_it_came(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var (first, _) = await Waiting(server);
        var came = server.City.Clock.Now;
        await OrderStoreTest.Later(server, TimeSpan.FromHours(1));
        (await OrderStoreTest.Act(server, first.Stream, SmallCity.Clerk, new AnnounceInput("第三期"))).Refusal.ShouldBeNull();

        await Met.Called(server, "bulletin", came);
        Part(server, AgendaNames.Circulars).Total.ShouldBe(2);
        await Met.Called(server, "bulletin");
        Part(server, AgendaNames.Circulars).Total.ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_announced_undoes_the_minutes_and_says_which_order()
    {
        await using var server = await TestServer.Start();
        var (first, second) = await Waiting(server);
        var bulletin = await Met.Called(server, "bulletin");
        (await OrderStoreTest.Act(server, second.Stream, SmallCity.Clerk, new AnnounceInput("第三期"))).Refusal.ShouldBeNull();

        var held = await MeetingStore.Hold(
            server.City,
            OrderStoreTest.Rules(server),
            bulletin,
            CaseOffice.Form(SmallCity.Clerk),
            new MinutesInput("本期登载两件", [], []) { Announced = [first.Number, second.Number] }
        );

        held.Outcome.Refusal!.Code.ShouldBe("order.not-now");
        held.About.ShouldBe(new Refusal("meeting.about-order", $"{second.Number}"));
        OrderStoreTest.All(server).Single(order => order.Number == first.Number).Announced.ShouldBeNull();
        var review = await MeetingStore.Hold(
            server.City,
            OrderStoreTest.Rules(server),
            await Met.Reviewing(server),
            CaseOffice.Form(SmallCity.Clerk),
            new MinutesInput("逐件会审", [], []) { Announced = [first.Number] }
        );
        review.Outcome.Refusal!.Code.ShouldBe("meeting.no-circulars");
    }

    [Theory, EachDatabase]
    public async Task What_a_unit_did_not_answer_in_time_lies_before_those_who_meet(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var (first, second) = await Waiting(server);
        await Met.Called(server, "dispatch-meeting");
        Part(server, AgendaNames.Orders).Total.ShouldBe(0);

        await OrderStoreTest.Later(server, TimeSpan.FromDays(20));
        await Met.Called(server, "dispatch-meeting");

        Part(server, AgendaNames.Orders).Lines.Select(line => line.Order!.Value).Order().ShouldBe([first.Number, second.Number]);
    }

    private static async Task<((Guid Stream, long Number) First, (Guid Stream, long Number) Second)> Waiting(TestServer server)
    {
        var drafts = await OrderStoreTest.Drafts(server, 2, "notice");
        var numbers = new List<(Guid, long)>();
        foreach (var draft in drafts)
        {
            var signed = await OrderStore.Sign(
                server.City,
                OrderStoreTest.Rules(server),
                draft,
                OrderStoreTest.Form(),
                "全市通报，限期整改"
            );
            numbers.Add((draft, signed.Value!.State.Number));
        }
        return (numbers[0], numbers[1]);
    }

    private static AgendaPart Part(TestServer server, string name) =>
        server
            .City.Database.Read(connection => MeetingReads.Newest(connection, null, 1))[0]
            .Agenda.Parts.Single(part => part.Name == name);
}
