using System.Net;
using System.Text;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Places;

/// <summary>A file is sent, explained, shown, confirmed or given up, by plain forms.</summary>
public class ImportPagesTest
{
    private const string Good = "编号,名称,类型,经度,纬度,管理单位\nN1,新市场,集贸市场,84.87,45.59,市场监管局\n";
    private const string Half = Good + "N2,新街,主次干道,10,10,\n";

    [Fact]
    public async Task A_good_file_comes_in_after_a_yes_and_a_second_click_changes_nothing()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var shown = await Sent(clerk, Good);
        shown.Body.ShouldContain("新市场");
        Names(server).ShouldNotContain("新市场");
        var form = shown.Form("form[action$='/confirm']");
        (await clerk.Submit(shown, form)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await clerk.Submit(shown, form)).Status.ShouldBe(HttpStatusCode.SeeOther);
        var done = await Settled(clerk, shown.Page.Location.PathName);

        done.Page.Body!.TextContent.ShouldContain("新增 1 条".Replace(' ', '\u2009'));
        Names(server).Count(name => name == "新市场").ShouldBe(1);
        (await clerk.Get("places/N1")).Body.ShouldContain("市场监管局");
    }

    [Fact]
    public async Task Bad_rows_are_told_taken_as_a_file_and_left_out_only_when_that_is_said()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var shown = await Sent(clerk, Half);
        shown.Body.ShouldContain("不在本市范围内");
        var id = shown.Page.Location.PathName;
        var form = shown.Form("form[action$='/confirm']");
        var (status, bytes, headers) = await clerk.Download(id + "/bad");
        status.ShouldBe(HttpStatusCode.OK);
        headers["Content-Disposition"].ShouldContain(".csv");
        Encoding.UTF8.GetString(bytes).ShouldContain("N2,新街,主次干道,10,10,,");
        // What no button says: everything, the bad rows too.
        (await clerk.Submit(shown, form, ("bad", "keep"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Names(server).ShouldNotContain("新市场");
        await clerk.Submit(shown, form);
        await Settled(clerk, id);

        Names(server).ShouldContain("新市场");
        Names(server).ShouldNotContain("新街");
    }

    [Fact]
    public async Task Unknown_headers_are_asked_about_and_then_understood()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var asked = await Sent(clerk, "编号,叫什么,类型,东经,北纬,备注\nN1,新市场,集贸市场,84.87,45.59,很好\n");
        asked.Body.ShouldContain("待对应列名");
        var form = asked.Form("form[action$='/columns']");
        (await clerk.Submit(asked, form)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var answer = await clerk.Submit(asked, form, ("column-1", "name"), ("column-3", "lon"), ("column-4", "lat"));
        answer.Status.ShouldBe(HttpStatusCode.SeeOther);
        var shown = await Settled(clerk, asked.Page.Location.PathName);
        await clerk.Submit(shown, shown.Form("form[action$='/confirm']"));
        await Settled(clerk, asked.Page.Location.PathName);

        Names(server).ShouldContain("新市场");
    }

    [Fact]
    public async Task What_is_given_up_leaves_nothing()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var shown = await Sent(clerk, Good);
        await clerk.Submit(shown, shown.Form("form[action$='/drop']"));
        var dropped = await Settled(clerk, shown.Page.Location.PathName);
        await clerk.Submit(shown, shown.Form("form[action$='/confirm']"));

        dropped.Body.ShouldContain("已放弃");
        Names(server).ShouldNotContain("新市场");
    }

    [Theory]
    [InlineData("", "文件是空的|请选择要上传的文件")]
    [InlineData("PK\u0003\u0004nothing", "已损坏")]
    [InlineData("{\"type\": \"FeatureCollection\"", "不是 GeoJSON")]
    [InlineData("只有一列\n1\n", "没有找到表头")]
    [InlineData("\0\u0001", "不是表格文件")]
    public async Task A_file_that_is_no_table_is_told_and_what_was_said_is_kept(string content, string says)
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get("places/import");

        var answer = await Send(clerk, page, content);

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        says.Replace(' ', '\u2009')
            .Split('|')
            .ShouldContain(one => answer.Page.Body!.TextContent.Replace(' ', '\u2009').Contains(one, StringComparison.Ordinal));
        answer.Page.QuerySelector("#system option[selected]")!.GetAttribute("value").ShouldBe("WGS84");
        answer.Page.QuerySelector("#reason")!.GetAttribute("value").ShouldBe("普查");
    }

    [Theory]
    [InlineData("system", "")]
    [InlineData("kind", "Trees")]
    [InlineData("from", "明天")]
    [InlineData("from", "2999-01-01")]
    [InlineData("reason", "")]
    public async Task Nothing_is_guessed_of_what_belongs_to_a_file(string field, string value)
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get("places/import");

        var answer = await Send(clerk, page, Good, (field, value));

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Page.QuerySelector($"#refused a[href='#{field}']").ShouldNotBeNull();
    }

    [Fact]
    public async Task Only_the_office_imports()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();
        (await anybody.Get("places/import")).Status.ShouldBe(HttpStatusCode.SeeOther);
        foreach (
            var actor in SmallCity
                .Everybody.Where(actor => actor.Role is not (Role.Citizen or Role.OfficeClerk))
                .DistinctBy(actor => actor.Role)
        )
        {
            using var client = await server.SignedIn(actor);
            (await client.Get("places/import")).Status.ShouldBe(HttpStatusCode.Forbidden, actor.Post);
            (await client.Get($"places/import/{Guid.CreateVersion7()}/bad")).Status.ShouldBe(
                HttpStatusCode.Forbidden,
                actor.Post
            );
        }
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        (await clerk.Get($"places/import/{Guid.CreateVersion7()}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await clerk.Get("places/import/template/Places")).Body.ShouldContain("编号,名称,类型");
        (await clerk.Get("places/import/template/Trees")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<Answer> Sent(TestClient clerk, string content)
    {
        var answer = await Send(clerk, await clerk.Get("places/import"), content);
        answer.Status.ShouldBe(HttpStatusCode.SeeOther, answer.Page.Body?.TextContent);
        return await Settled(clerk, answer.Location!);
    }

    private static Task<Answer> Send(TestClient clerk, Answer page, string content, params (string, string)[] other)
    {
        (string Name, string Value)[] fields = [("kind", "Places"), ("system", "WGS84"), ("reason", "普查")];
        return clerk.Submit(
            page,
            page.Form("main form[action$='/places/import']"),
            [.. fields.Where(field => other.All(one => one.Item1 != field.Name)), .. other],
            [("file", "places.csv", "text/csv", Encoding.UTF8.GetBytes(content))]
        );
    }

    // As a browser does: looks again until no work goes on.
    private static async Task<Answer> Settled(TestClient clerk, string address)
    {
        for (var look = 0; look < 200; look++)
        {
            var page = await clerk.Get(address);
            if (page.Page.QuerySelector("main")?.TextContent.Contains("正在", StringComparison.Ordinal) != true)
                return page;
            await Task.Delay(25);
        }
        throw new TimeoutException($"{address}: {(await clerk.Get(address)).Page.QuerySelector("main")?.TextContent}");
    }

    private static List<string> Names(TestServer server) =>
        server.City.Database.Read(connection => Sql.Many(connection, "select name from places", row => row.GetString(0)));
}
