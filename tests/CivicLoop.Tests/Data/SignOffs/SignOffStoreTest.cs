using CivicLoop.Core.Cases;
using CivicLoop.Core.SignOffs;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Rhythm;
using CivicLoop.Web.SignOffs;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.SignOffs;

/// <summary>What stays red is asked about once for each spell, whoever asks and however long nobody did; on both databases.</summary>
public class SignOffStoreTest
{
    [Theory, EachDatabase]
    public async Task Every_spell_of_red_is_asked_about_once_however_many_ask_and_lapses_with_it(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var late = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        await CaseWalk.In(server.Office, CaseStatus.Closed);
        (await SignedOff.Pass(server)).ShouldBe(0);
        await SignedOff.Later(server, TimeSpan.FromDays(30));

        var asked = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => Task.Run(() => SignedOff.Pass(server), TestContext.Current.CancellationToken))
        );

        asked.Sum().ShouldBe(1);
        (await SignedOff.Pass(server)).ShouldBe(0);
        var waiting = SignedOff.All(server).ShouldHaveSingleItem();
        (waiting.State.About, waiting.State.Of, waiting.State.Kind).ShouldBe((late.Stream, "case", "rectify"));
        // A look after an outage gives the leader the whole time that signing may take.
        waiting.State.Next!.Since.ShouldBeGreaterThan(waiting.State.RedAt.AddDays(20));

        // Done before anybody signed, it lapses; red anew, it is another spell.
        await server.Office.Act(late.Stream, SmallCity.MarketClerk, new SeenInput(CaseAct.ReportFixed, [server.Office.Photo()]));
        (await SignedOff.Pass(server)).ShouldBe(0);
        SignedOff.All(server).ShouldHaveSingleItem().State.Status.ShouldBe(SignOffStatus.Lapsed);
        await server.Office.Act(late.Stream, SmallCity.InspectorNorth, new SeenInput(CaseAct.FailCheck, []));
        await SignedOff.Later(server, TimeSpan.FromDays(30));
        (await SignedOff.Pass(server)).ShouldBe(1);
        SignedOff.All(server).Select(one => one.State.Number).ShouldBe([1, 2]);
        server.ShouldBeWhole();
        StreamRebuild.Run(server.City, Web.Program.Streams).ShouldBe(4);
        SignedOff.All(server).Select(one => one.State.Status).ShouldBe([SignOffStatus.Lapsed, SignOffStatus.Waiting]);
    }

    [Theory, EachDatabase]
    public async Task Signing_moves_no_deadline_and_a_second_click_signs_nothing_twice(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var late = await SignedOff.Waiting(server);
        var before = server.StateOf(late);
        var waiting = SignedOff.All(server).ShouldHaveSingleItem();
        var form = CaseOffice.Form(SmallCity.Leader, reason: "三天内必须清理完，我去现场看");
        var promise = SmallCity.Calendar.DayOf(server.City.Clock.Now).AddDays(3);

        var signed = await SignOffStore.Sign(server.City, SignedOff.Rules, waiting.Stream, form, promise, "north");
        var again = await SignOffStore.Sign(server.City, SignedOff.Rules, waiting.Stream, form, promise, "north");

        signed.Refusal.ShouldBeNull();
        again.Value!.Repeated.ShouldBeTrue();
        server.StateOf(late).ShouldBeEquivalentTo(before);
        Owed(server, SignOffDecide.Waits).ShouldBe(0);
        Owed(server, SignOffDecide.Answers).ShouldBe(1);
        var answer = CaseOffice.Form(SmallCity.NorthClerk, reason: "已派两辆车清运");
        (await SignOffStore.Answer(server.City, SignedOff.Rules, waiting.Stream, answer)).Refusal.ShouldBeNull();
        var seen = server.City.Database.Read(connection => SignOffReads.About(connection, late.Stream)).ShouldHaveSingleItem();
        (seen.Words, seen.Answer).ShouldBe(("三天内必须清理完，我去现场看", "已派两辆车清运"));
        Owed(server, SignOffDecide.Answers).ShouldBe(0);
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task What_was_not_signed_in_time_lies_on_the_table_of_the_next_dispatch_meeting(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var late = await SignedOff.Waiting(server);
        var now = server.City.Clock.Now;
        CivicLoop.Core.Rhythm.AgendaPart Unsigned(DateTime at) =>
            server
                .City.Database.Read(connection => AgendaReads.Of(connection, "dispatch-meeting", now.AddDays(-1), at))
                .Parts.Single(part => part.Name == CivicLoop.Core.Rhythm.AgendaNames.Unsigned);

        Unsigned(now).Total.ShouldBe(0);

        Unsigned(now.AddDays(7)).Lines.ShouldHaveSingleItem().Case.ShouldBe(late.Number);
    }

    private static long Owed(TestServer server, string kind) =>
        server.City.Database.Read(connection =>
            Sql.Number(connection, "select count(*) from duties where kind = $1 and done_at is null", kind)
        );
}
