using System.Net;
using AngleSharp.Html.Dom;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Cases;

/// <summary>The other acts on many cases: merged, put off, granted, given to a zone, sent with signers; the same preview.</summary>
public class BulkOtherActsTest
{
    [Theory, EachDatabase]
    public async Task Reports_of_one_problem_are_merged_into_one_and_itself_is_left_out(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var kept = await CaseWalk.In(server.Office, CaseStatus.Filed);
        var same = await CaseWalk.In(server.Office, CaseStatus.Filed);
        var again = await CaseWalk.In(server.Office, CaseStatus.Reported);
        var far = await CaseWalk.In(server.Office, CaseStatus.Filed, SmallCity.Nowhere);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        (await clerk.Get(Preview("merge", [], same))).Words("main").ShouldContain("案件号");
        var preview = await clerk.Get(Preview("merge", [("into", $"{kept.Number}")], kept, same, again, far));
        preview.Words("#can").ShouldBe("可以办理\u20092\u2009件");
        preview.Words(".bulk tbody").ShouldContain($"并入案件\u2009{kept.Number}");
        preview.Words("#cannot + ul").ShouldContain("米");
        var result = await Confirm(clerk, preview, "同一问题");

        result.Words("#done").ShouldContain("2\u2009件全部办理完毕");
        server.StateOf(kept).Duplicates.ShouldBe(2);
        server.StateOf(same).MergedInto.ShouldBe(kept.Number);
        server.StateOf(far).Status.ShouldBe(CaseStatus.Filed);
        server.ShouldBeWhole();
    }

    [Theory, EachDatabase]
    public async Task More_time_is_asked_for_many_and_granted_as_it_was_asked(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        var one = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        var two = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        var three = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        var before = server.StateOf(one).Rectify!.Due;
        using var market = await server.SignedIn(SmallCity.MarketClerk);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var supervisor = await server.SignedIn(SmallCity.Supervisor);

        var asking = await market.Get(Preview("ask-extension", [("amount", "2")], one, two));
        asking.Words(".bulk tbody").ShouldContain("报请");
        (await Confirm(market, asking, "配件未到")).Words("#done").ShouldContain("2\u2009件");
        (await market.Get(Preview("grant", [], one))).Page.QuerySelector(".bulk tbody").ShouldBeNull("a unit grants nothing");
        var granting = await clerk.Get(Preview("grant", [], one, two));
        granting.Words(".bulk tbody").ShouldContain("整改期限至");
        await Confirm(clerk, granting, "情况属实");
        server.StateOf(one).Rectify!.Due.ShouldBeGreaterThan(before);
        server.StateOf(two).Extensions.ShouldBe(1);

        var soon = SmallCity.Calendar.DayOf(server.City.Clock.Now).AddDays(7).ToString("yyyy-MM-dd");
        (await market.Get(Preview("ask-suspension", [("until", "七天后")], three)))
            .Page.QuerySelector(".bulk tbody")
            .ShouldBeNull();
        await Confirm(market, await market.Get(Preview("ask-suspension", [("until", soon)], three)), "列入改造");
        var hanging = await supervisor.Get(Preview("grant", [], three));
        hanging.Words(".bulk tbody").ShouldContain("挂账至");
        await Confirm(supervisor, hanging, "同意");
        server.StateOf(three).Status.ShouldBe(CaseStatus.Suspended);
        var going = await market.Get(Preview("resume", [], three));
        await Confirm(market, going, "已具备条件");
        server.StateOf(three).Status.ShouldBe(CaseStatus.Accepted);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task Many_are_sent_with_units_that_sign_off_and_given_to_a_zone()
    {
        await using var server = await TestServer.Start();
        var zone = await Organised.Zone(server, "东片区");
        var filed = await CaseWalk.In(server.Office, CaseStatus.Filed);
        var first = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        var second = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var market = await server.SignedIn(SmallCity.MarketClerk);

        var sending = await clerk.Get(Preview("dispatch", [("unit", "market"), ("with", "north"), ("with", "south")], filed));
        sending.Words(".bulk tbody").ShouldContain("北区创城办");
        await Confirm(clerk, sending, "共同负责");
        server.StateOf(filed).Signers.ShouldBe(["north", "south"]);

        var giving = await market.Get(Preview("give-to-zone", [("zone", zone.Unit)], first, second));
        giving.Words(".bulk tbody").ShouldContain("交办给东片区");
        await Confirm(market, giving, "属于该片区");
        server.StateOf(first).Zone.ShouldBe(zone.Unit);
        await Confirm(market, await market.Get(Preview("take-from-zone", [], second)), "统一处理");
        server.StateOf(second).Zone.ShouldBeNull();
        server.ShouldBeWhole();
    }

    private static string Preview(string act, (string Name, string Value)[] fields, params CaseDone[] cases) =>
        $"cases/bulk?act={act}{string.Concat(fields.Select(field => $"&{field.Name}={Uri.EscapeDataString(field.Value)}"))}{string.Concat(cases.Select(one => $"&case={one.Number}"))}";

    private static async Task<Answer> Confirm(TestClient client, Answer preview, string reason)
    {
        var form = preview
            .Page.QuerySelector("form[method=post]:has([name=bulk])")
            .ShouldBeAssignableTo<IHtmlFormElement>(preview.Words("main"))!;
        var answer = await client.Submit(preview, form, ("reason", reason));
        answer.Status.ShouldBe(HttpStatusCode.SeeOther, answer.Words("#refused"));
        return await client.Follow(answer);
    }
}
