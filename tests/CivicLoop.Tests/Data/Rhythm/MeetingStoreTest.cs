using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Rhythm;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Rhythm;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Rhythm;

/// <summary>Beats are called once each, with what lay on the table, and what is decided is owed; on both databases.</summary>
public class MeetingStoreTest
{
    [Theory, EachDatabase]
    public async Task Every_beat_is_called_once_however_long_nobody_was_there_and_however_many_call(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var begin = server.City.Clock.Now;
        (await Pass(server)).ShouldBe(0);
        await Later(server, TimeSpan.FromDays(28));

        // The server itself may be one of them.
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Pass(server))));

        (await Pass(server)).ShouldBe(0);
        var meetings = All(server);
        meetings.Select(one => one.Number).ShouldBe([8, 7, 6, 5, 4, 3, 2, 1], "four Mondays and four Fridays");
        meetings.Select(one => (one.Beat, one.Day)).ShouldBeUnique();
        meetings
            .Select(one => one.At)
            .ShouldBe(Beats(server).Between(server.City, begin, server.City.Clock.Now).Select(one => one.At).Reverse());
        meetings.ShouldAllBe(one => one.Next!.Kind == MeetingDecide.Hold && one.Next.Post == SmallCity.Clerk.Post);
        server.ShouldBeWhole();
        StreamRebuild.Run(server.City, Web.Program.Streams).ShouldBe(8);
        All(server).Select(one => one.At).ShouldBe(meetings.Select(one => one.At));
    }

    [Fact]
    public async Task A_demo_begins_with_its_last_day_and_goes_on_from_there()
    {
        await using var server = await TestServer.Start();
        server.City.Database.WriteInBulk(transaction =>
        {
            Web.Site.DemoMark.Set(transaction);
            return 0;
        });
        await Later(server, TimeSpan.FromDays(70));

        await Pass(server);
        var begun = All(server).Count;
        begun.ShouldBeLessThanOrEqualTo(1, "of Monday and Friday one at most");
        await Later(server, TimeSpan.FromDays(7));

        // Where none came on the last day there is still nothing to go on from.
        await Pass(server);
        (All(server).Count - begun).ShouldBe(begun == 0 ? 0 : 2);
    }

    [Theory, EachDatabase]
    public async Task What_lay_on_the_table_is_as_it_was_when_the_beat_came_and_stays_so(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var late = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        var done = await server.Office.Closed();
        await Later(server, TimeSpan.FromDays(8));
        var after = await server.Office.Reported();

        await Pass(server);

        var first = All(server)[^1];
        Figure(first, AgendaNames.Reported).ShouldBe(2, "the third was told after it came");
        Figure(first, AgendaNames.Closed).ShouldBe(1);
        Figure(first, AgendaNames.Open).ShouldBe(1);
        var meeting = All(server).First(one => one.Makes == "dispatch-meeting");
        var overdue = meeting.Agenda.Parts.Single(part => part.Name == AgendaNames.Overdue);
        meeting.Agenda.Parts[0].Lines.ShouldAllBe(line => line.Case < after.Number, "the third was told after it came");
        overdue.Lines.Select(line => line.Case).ShouldBe([late.Number]);
        overdue.Lines[0].Post.ShouldBe(SmallCity.MarketClerk.Post);
        overdue.Lines.ShouldNotContain(line => line.Case == done.Number || line.Case == after.Number);
        await server.Office.Act(late.Stream, SmallCity.MarketClerk, new PlainInput(CaseAct.Accept));
        All(server)
            .First(one => one.Makes == "dispatch-meeting")
            .Agenda.Parts.Single(part => part.Name == AgendaNames.Overdue)
            .Total.ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task Minutes_end_what_is_owed_and_every_decision_is_owed_by_a_unit(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var meeting = await Called(server);
        var due = Today(server).AddDays(3);
        var form = CaseOffice.Form(SmallCity.Clerk);
        DecisionInput[] decisions =
        [
            new("市场周边三天内清理完", SmallCity.MarketClerk.Unit, due),
            new("补齐果壳箱", SmallCity.MarketClerk.Unit, due),
        ];

        var held = await Hold(server, meeting, form, "研究了市场周边环境", decisions);
        var again = await Hold(server, meeting, form, "研究了市场周边环境", decisions);

        held.Refusal.ShouldBeNull();
        again.Value!.Repeated.ShouldBeTrue();
        var state = held.Value!.State;
        (state.Status, state.Next).ShouldBe((MeetingStatus.Held, null));
        state.Items.Count.ShouldBe(2);
        Duties(server, "item-rectify").ShouldBe(2);
        Duties(server, MeetingDecide.Hold).ShouldBe(All(server).Count(one => one.Status == MeetingStatus.Called));
        (await Hold(server, meeting, CaseOffice.Form(SmallCity.Clerk), "又开了一次", [])).Refusal!.Code.ShouldBe("meeting.ended");
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task A_decision_that_cannot_be_and_whoever_may_not_leave_nothing_behind(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var meeting = await Called(server);
        DecisionInput[] bent =
        [
            new("清理", SmallCity.MarketClerk.Unit, Today(server).AddDays(3)),
            new("清理", "nobody", Today(server).AddDays(3)),
        ];

        (await Hold(server, meeting, CaseOffice.Form(SmallCity.Clerk), "研究", bent)).Refusal.ShouldNotBeNull();
        (await Hold(server, meeting, CaseOffice.Form(SmallCity.Clerk), "", [])).Refusal!.Code.ShouldBe("meeting.words-missing");
        (await Hold(server, meeting, CaseOffice.Form(SmallCity.MarketClerk), "研究", [])).Refusal!.Code.ShouldBe(
            "meeting.not-yours"
        );
        var outcome = await MeetingStore.LeaveOut(server.City, Rules(server), meeting, CaseOffice.Form(SmallCity.MarketClerk));

        outcome.Refusal!.Code.ShouldBe("meeting.not-yours");
        Duties(server, "item-rectify").ShouldBe(0);
        server.City.Database.Read(connection => Sql.Number(connection, "select count(*) from rectification_lists")).ShouldBe(0);
        (
            await MeetingStore.LeaveOut(server.City, Rules(server), meeting, CaseOffice.Form(SmallCity.Clerk))
        ).Value!.State.Status.ShouldBe(MeetingStatus.LeftOut);
        server.ShouldBeWhole();
    }

    internal static Task<int> Pass(TestServer server) =>
        BeatRounds.Pass(server.City, Beats(server), server.Services.GetRequiredService<RulesNow>());

    internal static async Task Later(TestServer server, TimeSpan span)
    {
        await server.City.Database.Write(transaction => server.City.Clock.MoveTo(transaction, server.City.Clock.Now + span));
        // The server looks at its clock again every second.
        await Task.Delay(1_100);
    }

    /// <summary>The stream of the first of the two that come within a week, whatever day it is today.</summary>
    internal static async Task<Guid> Called(TestServer server)
    {
        await Later(server, TimeSpan.FromDays(7));
        await Pass(server);
        return server.City.Database.Read(connection => MeetingReads.Find(connection, 1))!.Stream;
    }

    private static DateOnly Today(TestServer server) => Rules(server).Calendar.DayOf(server.City.Clock.Now);

    private static CityBeats Beats(TestServer server) => server.Services.GetRequiredService<CityBeats>();

    private static CaseRules Rules(TestServer server) => server.Services.GetRequiredService<RulesNow>().Of(server.City);

    private static async Task<Outcome<Done<MeetingState>>> Hold(
        TestServer server,
        Guid meeting,
        ActForm form,
        string words,
        IReadOnlyList<DecisionInput> decisions
    ) => (await MeetingStore.Hold(server.City, Rules(server), meeting, form, new MinutesInput(words, decisions, []))).Outcome;

    private static List<MeetingState> All(TestServer server) =>
        server.City.Database.Read(connection => MeetingReads.Newest(connection, null, 100));

    private static long Figure(MeetingState meeting, string name) =>
        meeting.Agenda.Figures.Single(figure => figure.Name == name).Value;

    private static long Duties(TestServer server, string kind) =>
        server.City.Database.Read(connection =>
            Sql.Number(connection, "select count(*) from duties where kind = $1 and done_at is null", kind)
        );
}
