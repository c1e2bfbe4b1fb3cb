using System.Net;
using System.Text;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Http.Plans;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Standards;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Standards;

/// <summary>Standards are read, tried and taken in on pages; on both databases.</summary>
public class EditionPagesTest
{
    [Fact]
    public async Task A_rule_is_tried_and_explains_itself()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.MarketClerk);

        var tried = await clerk.Get("standards/city/small-1/litter?try=0&faults=3");
        tried.Words("#tried").ShouldContain("发现\u20093处，每处扣\u20091\u2009分，共扣\u20093\u2009分");
        tried.Words("#tried").ShouldContain("得\u20091\u2009分（满分\u20094\u2009分）");

        var typed = await clerk.Get("standards/city/small-1/litter?try=0&faults=three");
        typed.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        typed.Words("#tried").ShouldContain("“发现问题数”要填整数，不是“three”");
        (await clerk.Get("standards/city/small-1/nothing")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await clerk.Get("standards/import")).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var nobody = server.Anybody();
        (await nobody.Get("standards")).Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory, EachDatabase]
    public async Task An_edition_comes_in_as_a_workbook_counts_from_its_day_and_only_once(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await PlanPagesTest.In(server);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var table = await clerk.Bytes("standards/city/small-1/export.csv");
        var lines = Encoding.UTF8.GetString(table).Replace("每处扣=1", "每处扣=2", StringComparison.Ordinal);

        var preview = await clerk.Follow(await Send(clerk, lines, "small-2"));
        preview.Words("main").ShouldContain("扣\u20091\u2009分");
        preview.Words("main").ShouldContain("扣\u20092\u2009分");
        // The tasks that it touches, in the draft and in the plan that runs.
        preview.Page.QuerySelectorAll("a[href*='/tasks/']").ShouldNotBeEmpty(preview.Words("main"));
        var confirm = preview.Form("form[action$='/confirm']");
        foreach (var _ in (int[])[1, 2])
            (await clerk.Follow(await clerk.Submit(preview, confirm))).Words("#done").ShouldContain("已录入");

        var reads = server.Services.GetRequiredService<EditionReads>();
        string On(DateOnly day) => server.City.Database.Read(connection => reads.InForce(connection, day)).Single().Code;
        var today = SmallGround.Today(server);
        (On(today), On(today.AddDays(1))).ShouldBe(("small-1", "small-2"));

        (await Send(clerk, lines, "small-2", from: today.AddDays(2))).Status.ShouldBe(HttpStatusCode.SeeOther);
        var again = await clerk.Follow(
            await Send(clerk, lines.Replace("每处扣=2", "每处扣=3", StringComparison.Ordinal), "small-2", today.AddDays(2))
        );
        (await clerk.Submit(again, again.Form("form[action$='/confirm']"))).Words("#refused").ShouldContain("已经用过");
        (await Send(clerk, lines, "small-3", today)).Words("#refused").ShouldContain("太早");
    }

    [Fact]
    public async Task What_is_wrong_with_a_table_is_told_by_row_and_nothing_is_kept()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var lines = Encoding.UTF8.GetString(await clerk.Bytes("standards/city/small-1/export.csv"));

        var told = await Send(clerk, lines.Replace("无则不得分", "看着给", StringComparison.Ordinal), "small-2");
        told.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        told.Words("#mistakes").ShouldContain("看着给");
        (await Send(clerk, "一封信", "small-2")).Words("#refused").ShouldNotBeEmpty();
        (await Send(clerk, lines, "")).Words("#refused").ShouldContain("编号");
        server.City.Database.Read(connection => EditionReads.Versions(connection)).Count.ShouldBe(1);
    }

    private static async Task<Answer> Send(TestClient clerk, string table, string code, DateOnly? from = null)
    {
        var page = await clerk.Get("standards/import");
        (string, string)[] fields = [("edition", code), ("name", "小城测评二"), ("total", "10"), ("reason", "按新体系")];
        return await clerk.Submit(
            page,
            page.Form("form[enctype]"),
            from is { } day ? [.. fields, ("from", Values.Day(day))] : fields,
            [("file", "small.csv", "text/csv", Encoding.UTF8.GetBytes(table))]
        );
    }
}
