using System.Net;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Cases;

/// <summary>The other acts by plain forms: asked and approved, signed off in order, pushed about, merged, come back.</summary>
public class OtherActsTest
{
    private static string Day(TestServer server, int ahead) =>
        SmallCity.Calendar.DayOf(server.City.Clock.Now).AddDays(ahead).ToString("yyyy-MM-dd");

    private static async Task<Answer> Act(
        TestClient client,
        CaseDone done,
        string act,
        params (string Name, string Value)[] fields
    )
    {
        var page = await client.Get($"cases/{done.Number}");
        var answer = await client.Submit(page, page.ActForm(act), [("reason", "按规定办理"), .. fields]);
        answer.Status.ShouldBe(HttpStatusCode.SeeOther, answer.Words("#refused"));
        return await client.Follow(answer);
    }

    private static async Task<Answer> Refused(
        TestClient client,
        CaseDone done,
        string act,
        params (string Name, string Value)[] fields
    )
    {
        var page = await client.Get($"cases/{done.Number}");
        var answer = await client.Submit(page, page.ActForm(act), [("reason", "按规定办理"), .. fields]);
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        return answer;
    }

    private static bool Offers(Answer page, string act) => page.Page.QuerySelector($"#act-{act} form") is not null;

    [Theory, EachDatabase]
    public async Task More_time_is_asked_by_the_unit_and_given_by_the_office(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var done = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var told = server.StateOf(done).Rectify!.Due;

        (await Refused(market, done, "ask-extension", ("amount", "9"))).Words("#refused").ShouldContain("延时须在");
        (await Refused(market, done, "ask-extension", ("amount", "两"))).Words("#refused").ShouldContain("只填整数");
        var asked = await Act(market, done, "ask-extension", ("amount", "2"));
        asked.Words("#asked").ShouldContain("由创城办决定");
        Offers(asked, "ask-extension").ShouldBeFalse("one is waiting");
        Offers(asked, "grant").ShouldBeFalse("it is not the unit's to decide");
        var desk = await clerk.Get("desk");
        desk.Words(".duties").ShouldContain("审批申请");
        var granted = await Act(clerk, done, "grant", ("amount", "1"));

        granted.Words(".story").ShouldContain("延长");
        granted.Words(".tags").ShouldContain("延时");
        server.StateOf(done).Rectify!.Due.ShouldBeGreaterThan(told);
        (await market.Get($"cases/{done.Number}")).Words("#act-ask-extension").ShouldContain("已达");
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task A_case_is_suspended_with_the_approval_of_the_playbook_and_goes_on_with_the_rest(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var done = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var supervisor = await server.SignedIn(SmallCity.Supervisor);

        (await Refused(market, done, "ask-suspension", ("until", Day(server, 90)))).Words("#refused").ShouldContain("最晚");
        await Act(market, done, "ask-suspension", ("until", Day(server, 9)));
        Offers(await clerk.Get($"cases/{done.Number}"), "grant").ShouldBeFalse("the playbook names a joint review");
        var hung = await Act(supervisor, done, "grant");
        hung.Words("#hung").ShouldContain("整改时限暂停");
        (await clerk.Get("cases?status=Suspended")).Words("tbody").ShouldContain($"{done.Number}");
        await Act(clerk, done, "resume");

        var state = server.StateOf(done);
        (state.Status, state.Next!.Kind).ShouldBe((CaseStatus.Accepted, "rectify"));
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task A_hard_case_is_filed_through_its_approver()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Reported);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var supervisor = await server.SignedIn(SmallCity.Supervisor);

        var asked = await Act(clerk, done, "file", ("difficulty", "hung"), ("severity", "Major"));
        asked.Words("#done").ShouldContain("报请审批");
        await Act(supervisor, done, "grant");

        var state = server.StateOf(done);
        (state.Status, state.Difficulty, state.Severity).ShouldBe((CaseStatus.Filed, "hung", Severity.Major));
    }

    [Theory, EachDatabase]
    public async Task Units_chosen_by_hand_see_the_case_and_sign_off_in_their_order(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var done = await CaseWalk.In(server.Office, CaseStatus.Filed);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var north = await server.SignedIn(SmallCity.NorthClerk);
        using var south = await server.SignedIn(SmallCity.SouthClerk);
        (await south.Get($"cases/{done.Number}")).Status.ShouldBe(HttpStatusCode.NotFound);

        await server.Office.Act(done.Stream, SmallCity.Clerk, new DispatchInput("market", ["south", "north"]));
        (await south.Get($"cases/{done.Number}")).Status.ShouldBe(HttpStatusCode.OK);
        (await south.Get("cases")).Words("tbody").ShouldNotContain("暴露垃圾");
        (await south.Get("cases?helping=1")).Words("tbody").ShouldContain("暴露垃圾");
        await server.Office.Act(done.Stream, SmallCity.MarketClerk, new PlainInput(CaseAct.Accept));
        await server.Office.Act(
            done.Stream,
            SmallCity.MarketClerk,
            new SeenInput(CaseAct.ReportFixed, [server.Office.Photo("after")])
        );
        Offers(await north.Get($"cases/{done.Number}"), "co-sign").ShouldBeFalse("it is the south's turn");
        (await south.Get("desk")).Words(".duties").ShouldContain("会签");
        await Act(south, done, "co-refuse");
        server.StateOf(done).Status.ShouldBe(CaseStatus.Accepted);
        await server.Office.Act(
            done.Stream,
            SmallCity.MarketClerk,
            new SeenInput(CaseAct.ReportFixed, [server.Office.Photo("after again")])
        );
        await Act(south, done, "co-sign");
        await Act(north, done, "co-sign");

        server.StateOf(done).Status.ShouldBe(CaseStatus.Fixed);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task Co_units_are_chosen_in_the_form_of_the_dispatch()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Filed);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var sent = await Act(clerk, done, "dispatch", ("unit", "rule"), ("with", "south"));

        sent.Words(".story").ShouldContain("会签单位（按顺序）：南区创城办");
        server.StateOf(done).Signers.ShouldBe(["south"]);
    }

    [Theory, EachDatabase]
    public async Task Pushed_to_and_fro_both_reasons_stand_side_by_side_and_the_office_settles_it(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var done = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        var form = CaseOffice.Form(SmallCity.MarketClerk, reason: "摊位在路上，归属地管");
        await server.Office.Try(done.Stream, form, new PlainInput(CaseAct.Return));
        await server.Office.Act(done.Stream, SmallCity.Clerk, new DispatchInput("north"));
        form = CaseOffice.Form(SmallCity.NorthClerk, reason: "在市场红线以内");
        await server.Office.Try(done.Stream, form, new PlainInput(CaseAct.Return));

        var page = await clerk.Get($"cases/{done.Number}");
        page.Words(".contested-sides").ShouldContain("摊位在路上，归属地管");
        page.Words(".contested-sides").ShouldContain("在市场红线以内");
        page.Words(".tags").ShouldContain("推诿");
        (await clerk.Get("desk")).Words(".duties").ShouldContain("推诿定责");
        (await clerk.Get("cases?trouble=contested")).Words("tbody").ShouldContain($"{done.Number}");
        await Act(clerk, done, "dispatch", ("unit", "hand"), ("unit-by-hand", "market"), ("final", "1"));

        var settled = await market.Get($"cases/{done.Number}");
        Offers(settled, "return").ShouldBeFalse();
        settled.Words("#act-return").ShouldContain("不得再退单");
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task A_duplicate_is_suggested_merged_linked_and_let_go_again(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var kept = await CaseWalk.In(server.Office, CaseStatus.Dispatched);
        var twice = await CaseWalk.In(server.Office, CaseStatus.Reported);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var page = await clerk.Get($"cases/{twice.Number}");
        page.Words("#into").ShouldContain($"案件\u2009{kept.Number}");
        (await Refused(clerk, twice, "merge")).Words("#refused").ShouldContain("请选择并入的案件");
        (await Refused(clerk, twice, "merge", ("into", "other"), ("into-number", $"{twice.Number}")))
            .Words("#refused")
            .ShouldContain("不能并入案件本身");
        var merged = await Act(clerk, twice, "merge", ("into", $"{kept.Number}"));
        merged.Words("aside").ShouldContain("已并入");
        var keeps = await clerk.Get($"cases/{kept.Number}");
        keeps.Words(".tags").ShouldContain("重复上报");
        keeps.Words("aside").ShouldContain($"案件\u2009{twice.Number}");
        await Act(clerk, twice, "reopen");

        (await clerk.Get($"cases/{kept.Number}")).Words(".tags").ShouldNotContain("重复上报");
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task A_problem_come_back_is_suggested_at_filing_and_marked_on_both()
    {
        await using var server = await TestServer.Start();
        var closed = await CaseWalk.In(server.Office, CaseStatus.Closed);
        var again = await CaseWalk.In(server.Office, CaseStatus.Reported);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        (await clerk.Get($"cases/{again.Number}")).Words("#rebound").ShouldContain($"是案件\u2009{closed.Number}\u2009的反弹");
        await Act(clerk, again, "file", ("severity", "Minor"));

        server.StateOf(again).ReboundOf.ShouldBe(closed.Number);
        (await clerk.Get($"cases/{closed.Number}")).Words(".tags").ShouldContain("反弹");
        (await clerk.Get("cases?trouble=rebounded")).Words("tbody").ShouldContain($"{closed.Number}");
        (await clerk.Get("cases?trouble=rebound")).Words("tbody").ShouldContain($"{again.Number}");
    }

    [Fact]
    public async Task The_clerk_may_say_that_it_is_a_new_problem()
    {
        await using var server = await TestServer.Start();
        await CaseWalk.In(server.Office, CaseStatus.Closed);
        var again = await CaseWalk.In(server.Office, CaseStatus.Reported);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        await Act(clerk, again, "file", ("severity", "Minor"), ("rebound", "other"));

        server.StateOf(again).ReboundOf.ShouldBeNull();
    }

    [Fact]
    public async Task A_second_failed_check_marks_the_case_on_its_page_and_in_the_list()
    {
        await using var server = await TestServer.Start();
        var done = await CaseWalk.In(server.Office, CaseStatus.Fixed);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        await server.Office.Act(done.Stream, SmallCity.InspectorNorth, new SeenInput(CaseAct.FailCheck, []));
        (await clerk.Get("cases?trouble=failed-twice")).Words("tbody").ShouldBeEmpty();

        await server.Office.Act(
            done.Stream,
            SmallCity.MarketClerk,
            new SeenInput(CaseAct.ReportFixed, [server.Office.Photo("again")])
        );
        await server.Office.Act(done.Stream, SmallCity.InspectorNorth, new SeenInput(CaseAct.FailCheck, []));

        (await clerk.Get($"cases/{done.Number}")).Words(".tags").ShouldContain("多次整改不到位");
        (await clerk.Get("cases?trouble=failed-twice")).Words("tbody").ShouldContain("多次整改不到位");
    }
}
