using System.Net;
using CivicLoop.Tests.Http.SelfChecks;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Contracts;

/// <summary>One contract drawn up by the form: what it refuses it says at the field, and keeps what was typed.</summary>
public class ContractMakingTest
{
    private static readonly (string Name, string Value)[] Whole =
    [
        ("party", "unit:market"),
        ("object", "北大街一段"),
        ("reason", "按会议要求签订"),
    ];

    [Fact]
    public async Task A_contract_is_made_once_however_often_it_is_sent()
    {
        await using var server = await TestServer.Start();
        SmallGround.In(server);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var kinds = await clerk.Get("contracts/new");
        var page = await clerk.Get(kinds.Page.QuerySelector("main .lines a[href*='kind=streets']")!.GetAttribute("href")!);

        var first = await clerk.Submit(page, page.Form("form:has(#object)"), Whole);
        var second = await clerk.Submit(page, page.Form("form:has(#object)"), Whole);

        first.Location.ShouldBe($"/{server.City.Code}/contracts/1?done=make");
        second.Location.ShouldBe(first.Location);
        (await clerk.Follow(first)).Said("#done").ShouldBe("已签约，第 1 号责任书已下达，等待签收。");
        Count(server).ShouldBe(1);
        // The same form with another party is no second click.
        var other = await clerk.Submit(page, page.Form("form:has(#object)"), [.. Whole[1..], ("party", "unit:north")]);
        other.Status.ShouldBe(HttpStatusCode.Conflict);
        Count(server).ShouldBe(1);
    }

    [Theory]
    [InlineData("streets", "party", "", "请选择责任主体")]
    [InlineData("streets", "party", "unit:ghost", "ghost")]
    [InlineData("streets", "party", "post:leader", "包街")]
    [InlineData("streets", "object", "", "请填写责任范围")]
    [InlineData("streets", "object", "没有这条街", "没有找到“没有这条街”")]
    [InlineData("streets", "to", "781", "米数须在 0 到 780 之间")]
    [InlineData("streets", "from", "很远", "米数须在 0 到 780 之间")]
    [InlineData("streets", "since", "明天", "请填写生效日期")]
    [InlineData("streets", "until", "2001-01-01", "到期日期早于生效日期")]
    [InlineData("streets", "until", "以后", "请填写到期日期")]
    [InlineData("streets", "reason", "", "理由")]
    [InlineData("levels", "level", "", "层级")]
    public async Task What_is_wrong_is_said_and_what_was_typed_stays(string kind, string field, string value, string says)
    {
        await using var server = await TestServer.Start();
        SmallGround.In(server);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get($"contracts/new?kind={kind}");
        var object_ = kind == "levels" ? ("object", "北区") : Whole[1];

        var answer = await clerk.Submit(
            page,
            page.Form("form:has(#object)"),
            [.. new[] { Whole[0], object_, Whole[2] }.Where(one => one.Item1 != field), (field, value)]
        );

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Said("#refused").ShouldContain(says);
        if (field != "reason")
            answer.Said("textarea[name=reason]").ShouldBe("按会议要求签订");
        if (field is not ("party" or "object"))
            answer.Page.QuerySelector("#party option[selected]")!.GetAttribute("value").ShouldBe("unit:market");
        Count(server).ShouldBe(0);
    }

    [Fact]
    public async Task A_second_lead_is_refused_until_the_office_wants_both()
    {
        await using var server = await ContractPagesTest.City();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get("contracts/new?kind=streets");
        (string, string)[] south = [("party", "unit:south"), .. Whole[1..]];

        var taken = await clerk.Submit(page, page.Form("form:has(#object)"), south);
        taken.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        taken.Said("#refused").ShouldContain("这里已由第 1 号责任牵头");
        var done = await clerk.Submit(taken, taken.Form("form:has(#object)"), ("overlapping", "1"));

        done.Status.ShouldBe(HttpStatusCode.SeeOther, done.Said("#refused"));
        (await clerk.Get("contracts/board?kind=streets")).Said(".faults").ShouldContain("重叠");
    }

    [Fact]
    public async Task Who_makes_none_is_refused_and_a_bent_form_is_no_form()
    {
        await using var server = await TestServer.Start();
        SmallGround.In(server);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get("contracts/new?kind=streets");
        (await clerk.Submit(page, page.Form("form:has(#object)"), [.. Whole, ("act", "no id")])).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await clerk.Submit(page, page.Form("form:has(#object)"), [.. Whole, ("kind", "ghost")])).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
        foreach (var other in new[] { SmallCity.MarketClerk, SmallCity.Leader, SmallCity.InspectorNorth })
        {
            using var client = await server.SignedIn(other);
            var own = await client.Get("contracts");
            var form = own.Form("form[action$='/sign-out']");
            form.SetAttribute("action", $"/{server.City.Code}/contracts/new");
            (await client.Submit(own, form, Whole)).Status.ShouldBe(HttpStatusCode.Forbidden, other.Post);
        }
        Count(server).ShouldBe(0);
    }

    private static long Count(TestServer server) =>
        server.City.Database.Read(connection => Sql.Number(connection, "select count(*) from contracts"));
}
