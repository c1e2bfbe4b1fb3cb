using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Rhythm;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Http.Rhythm;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Rhythm;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Rhythm;

/// <summary>What a joint review concludes is done to its cases together with the minutes, or nothing is; on both databases.</summary>
public class ConclusionsTest
{
    [Theory, EachDatabase]
    public async Task What_was_concluded_is_done_to_every_case_and_stands_in_both_histories(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var pushed = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        var slow = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        var wide = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        var review = await Met.Reviewing(server);
        var until = Rules(server).Calendar.DayOf(server.City.Clock.Now).AddDays(20);
        var form = CaseOffice.Form(SmallCity.Clerk);
        var minutes = new MinutesInput(
            "逐件会审",
            [],
            [
                new(pushed.Number, ReviewOutcome.Reassign, "north", null, null, ""),
                new(slow.Number, ReviewOutcome.MoreTime, "", until, null, ""),
                new(wide.Number, ReviewOutcome.Split, "north", null, null, "路面破损归北区"),
                new(wide.Number, ReviewOutcome.Fund, "south", until, 20_000, "购置果壳箱"),
            ]
        );

        var held = await MeetingStore.Hold(server.City, Rules(server), review, form, minutes);
        var again = await MeetingStore.Hold(server.City, Rules(server), review, form, minutes);

        held.Outcome.Refusal.ShouldBeNull();
        again.Outcome.Value!.Repeated.ShouldBeTrue();
        var state = held.Outcome.Value!.State;
        state.Status.ShouldBe(MeetingStatus.Held);
        state.Concluded!.Select(one => one.Outcome).ShouldBe(minutes.Conclusions.Select(one => one.Outcome));
        state.Items.Count.ShouldBe(1, "paying is owed by a day as any decision is");
        server.Office.Row(pushed.Stream)!.Unit.ShouldBe("north");
        server.Office.Row(slow.Stream)!.Rectify!.Due.ShouldBeGreaterThan(server.City.Clock.Now.AddDays(19));
        var part = server.Office.Row(Part(server, wide.Number))!;
        (part.Status, part.Unit, part.PartOf, part.At).ShouldBe(
            (CaseStatus.Dispatched, "north", wide.Number, server.Office.Row(wide.Stream)!.At)
        );
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task One_conclusion_that_cannot_be_undoes_all_of_it_and_says_which_case(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var open = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        var closed = await server.Office.Closed();
        var review = await Met.Reviewing(server);
        var minutes = new MinutesInput(
            "逐件会审",
            [],
            [
                new(open.Number, ReviewOutcome.Split, "north", null, null, "路面破损归北区"),
                new(closed.Number, ReviewOutcome.Reassign, "north", null, null, ""),
            ]
        );

        var held = await MeetingStore.Hold(server.City, Rules(server), review, CaseOffice.Form(SmallCity.Clerk), minutes);

        held.Outcome.Refusal!.Code.ShouldBe("act.not-now");
        held.About.ShouldBe(new Refusal("meeting.about-case", $"{closed.Number}"));
        server.City.Database.Read(connection => Sql.Number(connection, "select count(*) from cases")).ShouldBe(2);
        var plain = await Met.Called(server, "dispatch-meeting");
        (
            await MeetingStore.Hold(
                server.City,
                Rules(server),
                plain,
                CaseOffice.Form(SmallCity.Clerk),
                minutes with
                {
                    Conclusions = [minutes.Conclusions[0]],
                }
            )
        ).Outcome.Refusal!.Code.ShouldBe("meeting.no-conclusions");
        server.City.Database.Read(connection => Sql.Number(connection, "select count(*) from cases")).ShouldBe(2);
        server.ShouldBeWhole();
    }

    private static Guid Part(TestServer server, long whole) =>
        Guid.Parse(
            server.City.Database.Read(connection =>
                Sql.One(
                    connection,
                    "select stream from cases where number <> $1 order by number desc limit 1",
                    row => row.GetString(0),
                    whole
                )
            )!
        );

    private static CaseRules Rules(TestServer server) => server.Services.GetRequiredService<RulesNow>().Of(server.City);
}
