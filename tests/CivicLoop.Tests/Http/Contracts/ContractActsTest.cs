using System.Net;
using AngleSharp.Html.Dom;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Http.SelfChecks;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Contracts;
using CivicLoop.Web.Data;
using Shouldly;
using Xunit;
using Answer = CivicLoop.Tests.Support.Answer;

namespace CivicLoop.Tests.Http.Contracts;

/// <summary>Every act on a contract: who is offered it, what refuses it with which sentence, done, and a second click.</summary>
public class ContractActsTest
{
    private static readonly (string, string) Why = ("reason", "按会议要求办理");

    [Fact]
    public async Task A_letter_is_accepted_once_by_its_party_alone()
    {
        await using var server = await ContractPagesTest.City();
        using var north = await server.SignedIn(SmallCity.NorthClerk);
        var page = await north.Get("contracts/2");

        await Others(server, "contracts/2", page.ActForm("accept"), SmallCity.MarketClerk, SmallCity.Clerk, SmallCity.Supervisor);
        var bare = await north.Submit(page, page.ActForm("accept"));
        bare.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        bare.Said("#refused").ShouldContain("理由");
        await Twice(north, page, "accept", Why);

        Find(server, 2).Status.ShouldBe(ContractStatus.InForce);
        var after = await north.Get("contracts/2?done=accept");
        after.Said("#done").ShouldBe("已签收第 2 号责任书，开始履行。");
        after.Said(".story .why").ShouldContain("按会议要求办理");
        after.Page.QuerySelector("#act-accept").ShouldBeNull();
        // The form of yesterday: answered already, and what was written is not lost.
        var late = await north.Submit(page, page.ActForm("accept"), ("act", $"{Guid.CreateVersion7()}"), Why);
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Said("#kept").ShouldContain("按会议要求办理");
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task A_letter_to_a_post_is_answered_by_its_holder_and_by_no_colleague()
    {
        await using var server = await ContractPagesTest.City();
        using var holder = await server.SignedIn(SmallCity.InspectorOfNorthOffice);
        using var colleague = await server.SignedIn(SmallCity.NorthClerk);
        var page = await holder.Get("contracts/4");

        var seen = await colleague.Get("contracts/4");
        seen.Said("#act-accept").ShouldContain("须由责任岗位本人签收或者退回");
        var form = page.ActForm("accept");
        (await colleague.Submit(seen, Own(seen, form), Fields(form, Why))).Status.ShouldBe(HttpStatusCode.Forbidden);
        await Twice(holder, page, "accept", Why);

        Find(server, 4).Status.ShouldBe(ContractStatus.InForce);
    }

    [Fact]
    public async Task What_is_declined_goes_to_the_office_with_its_reason_and_from_there_to_another()
    {
        await using var server = await ContractPagesTest.City();
        using var north = await server.SignedIn(SmallCity.NorthClerk);
        await Twice(north, await north.Get("contracts/2"), "decline", ("reason", "不在本区范围"));
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        (await clerk.Get("desk")).Said(".duties").ShouldContain("北大街一段");
        var page = await clerk.Get("contracts/2");
        page.Said(".tags").ShouldContain("被退回 1 次");
        page.Said(".story .why").ShouldContain("不在本区范围");
        await Others(server, "contracts/2", page.ActForm("hand-over"), SmallCity.NorthClerk, SmallCity.Leader);
        var same = await clerk.Submit(page, page.ActForm("hand-over"), ("party", "unit:north"), Why);
        same.Said("#refused").ShouldContain("移交给的就是现在的责任主体");
        var nobody = await clerk.Submit(page, page.ActForm("hand-over"), ("party", ""), Why);
        nobody.Said("#refused").ShouldContain("请选择责任主体");
        nobody.Said("#act-hand-over textarea").ShouldBe("按会议要求办理");
        var twice = await clerk.Submit(page, page.ActForm("hand-over"), ("party", "unit:market"), Why);
        twice.Said("#refused").ShouldContain("同一责任主体在这里已有第 1 号责任");
        var post = await clerk.Submit(page, page.ActForm("hand-over"), ("party", "post:leader"), Why);
        post.Said("#refused").ShouldContain("包街");

        var taken = await clerk.Submit(page, page.ActForm("hand-over"), ("party", "unit:south"), Why);
        taken.Said("#refused").ShouldContain("这里已由第 1 号责任牵头");
        var offered = taken.ActForm("hand-over");
        offered.QuerySelector("#overlapping").ShouldNotBeNull();
        var done = await clerk.Submit(taken, offered, ("overlapping", "1"));
        (await clerk.Follow(done)).Said("#done").ShouldContain("第 2 号责任已移交");

        Find(server, 2)
            .ShouldSatisfyAllConditions(
                state => state.Party.ShouldBe(new Party("south", null)),
                state => state.Letters.Count.ShouldBe(2),
                state => state.Status.ShouldBe(ContractStatus.Issued)
            );
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task What_has_run_out_is_renewed_issued_again_and_ended()
    {
        await using var server = await ContractPagesTest.City();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get("contracts/5");
        page.Said(".tags").ShouldContain("已到期");
        var before = Find(server, 5).To!.Value;

        await Others(server, "contracts/5", page.ActForm("renew"), SmallCity.SouthClerk, SmallCity.Supervisor);
        var shorter = await clerk.Submit(page, page.ActForm("renew"), ("until", Values.Day(before)), Why);
        shorter.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        shorter.Said("#refused").ShouldContain("续签日期须晚于");
        var never = await clerk.Submit(page, page.ActForm("renew"), ("until", "明年"), Why);
        never.Said("#refused").ShouldContain("请填写到期日期");
        // One more term of its kind is what the form proposes.
        page.ActForm("renew").QuerySelector("#until")!.GetAttribute("value").ShouldBe(Values.Day(before.AddYears(1)));
        await Twice(clerk, page, "renew", Why);
        Find(server, 5).To.ShouldBe(before.AddYears(1));

        await Twice(clerk, await clerk.Get("contracts/5"), "issue", Why);
        Find(server, 5).Letters.Count.ShouldBe(3);
        await Twice(clerk, await clerk.Get("contracts/5"), "end", Why);
        var ended = await clerk.Get("contracts/5?done=end");
        ended.Said("#done").ShouldBe("第 5 号责任已终止。");
        ended.Said("#acts").ShouldContain("这份责任已经终止");
        var late = await clerk.Submit(page, page.ActForm("end"), ("act", $"{Guid.CreateVersion7()}"), Why);
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        server.ShouldBeWhole();
    }

    [Theory]
    [InlineData("contracts/999/acts/accept", HttpStatusCode.NotFound)]
    [InlineData("contracts/1/acts/make", HttpStatusCode.NotFound)]
    [InlineData("contracts/1/acts/nothing", HttpStatusCode.NotFound)]
    public async Task An_act_that_there_is_not_is_not_found(string path, HttpStatusCode status)
    {
        await using var server = await ContractPagesTest.City();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get("contracts/1");
        var form = page.ActForm("end");
        form.SetAttribute("action", $"/{server.City.Code}/{path}");

        (await clerk.Submit(page, form, Why)).Status.ShouldBe(status);
        form.SetAttribute("action", $"/{server.City.Code}/contracts/1/acts/end");
        (await clerk.Submit(page, form, ("act", "no id"), Why)).Status.ShouldBe(HttpStatusCode.BadRequest);
        Find(server, 1).Status.ShouldBe(ContractStatus.InForce);
    }

    // The same form, sent by everybody it is not offered to.
    private static async Task Others(TestServer server, string path, IHtmlFormElement form, params Actor[] others)
    {
        foreach (var other in others)
        {
            using var client = await server.SignedIn(other);
            var page = await client.Get(path);
            var answer = await client.Submit(page, Own(page, form), Fields(form, Why));
            answer.Status.ShouldBe(HttpStatusCode.Forbidden, other.Post);
        }
        using var anybody = server.Anybody();
        (await anybody.Post(form.GetAttribute("action")!)).Status.ShouldNotBe(HttpStatusCode.OK);
    }

    // Any form of one's own page, for its token, sent where another's leads.
    private static IHtmlFormElement Own(Answer page, IHtmlFormElement form)
    {
        var own = page.Form("form[action$='/sign-out']");
        own.SetAttribute("action", form.GetAttribute("action")!);
        return own;
    }

    private static (string, string)[] Fields(IHtmlFormElement form, params (string, string)[] more) =>
        [
            ("act", form.QuerySelector("input[name=act]")!.GetAttribute("value")!),
            ("version", form.QuerySelector("input[name=version]")!.GetAttribute("value")!),
            .. more,
        ];

    private static async Task Twice(TestClient client, Answer page, string act, params (string, string)[] fields)
    {
        var form = page.ActForm(act);
        var first = await client.Submit(page, form, fields);
        first.Status.ShouldBe(HttpStatusCode.SeeOther, first.Said("#refused"));
        var second = await client.Submit(page, form, fields);
        second.Location.ShouldBe(first.Location, second.Said("#refused"));
    }

    private static ContractState Find(TestServer server, long number) =>
        server
            .City.Database.Read(connection => ContractReads.Find(connection, SmallCity.Playbook, number))
            .ShouldNotBeNull()
            .State;
}
