using System.Net;
using System.Text;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Http.SelfChecks;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Contracts;

/// <summary>Contracts from a table: looked at row by row, then taken, once.</summary>
public class ContractImportTest
{
    private const string Header = "类型,层级,责任主体,责任范围,起点米数,止点米数\n";
    private const string Good = Header + "包街,,市场监管局,北大街一段,0,300\n包街,,北区创城办,L-1,300,780\n";

    [Fact]
    public async Task A_good_table_is_shown_first_and_taken_once()
    {
        await using var server = await City();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var shown = await Look(clerk, Good);
        shown.Said("#looked").ShouldContain("2行可以签约");
        Count(server).ShouldBe(0);
        var bare = await clerk.Submit(shown, shown.Form("form[action*='/take']"));
        bare.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        bare.Said("#refused").ShouldContain("理由");
        var form = bare.Form("form[action*='/take']");
        var first = await clerk.Submit(bare, form, ("reason", "划分方案"));
        var second = await clerk.Submit(bare, form, ("reason", "划分方案"));

        (await clerk.Follow(first)).Said("#done").ShouldBe("已从表格签约 2 份，责任书已下达。");
        second.Location.ShouldBe(first.Location);
        Count(server).ShouldBe(2);
        server.ShouldBeWhole();
    }

    [Fact]
    public async Task Rows_that_cannot_be_taken_are_told_and_the_good_ones_still_come_in()
    {
        await using var server = await City();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var shown = await Look(
            clerk,
            Good
                + "没有这类,,市场监管局,L-1,,\n包街,,没有这家,L-1,,\n包街,,南区创城办,没有这条街,,\n包街,,南区创城办,L-1,100,200\n"
        );

        shown.Said("#looked").ShouldContain("4行有误");
        var wrong = shown.Page.QuerySelectorAll("section:has(#wrong) tbody tr").Select(row => row.TextContent).ToList();
        wrong[0].ShouldContain("没有“没有这类”这类包保");
        wrong[1].ShouldContain("没有找到责任主体“没有这家”");
        wrong[2].ShouldContain("没有找到“没有这条街”");
        wrong[3].ShouldContain("责任牵头");
        var form = shown.Form("form[action*='/take']");
        form.QuerySelector("input[name=overlapping]").ShouldNotBeNull();
        var taken = await clerk.Submit(shown, form, ("reason", "划分方案"), ("overlapping", "1"));

        taken.Status.ShouldBe(HttpStatusCode.SeeOther);
        Count(server).ShouldBe(3);
    }

    [Theory]
    [InlineData("", "请选择要导入的表格")]
    [InlineData("只有一列\n1\n", "责任主体")]
    [InlineData("PK\u0003\u0004nothing", "损坏")]
    public async Task What_is_no_table_of_contracts_is_told(string content, string says)
    {
        await using var server = await City();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var answer = await Look(clerk, content);

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Said("#refused").ShouldContain(says);
    }

    [Fact]
    public async Task The_empty_table_and_our_own_export_can_be_read_again()
    {
        await using var server = await ContractPagesTest.City();
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var (status, bytes, _) = await clerk.Download("contracts/export.xlsx?kind=streets&unit=market");
        status.ShouldBe(HttpStatusCode.OK);

        var shown = await Look(clerk, bytes);

        // It is there already: that is said, not done again.
        shown.Said("#looked").ShouldContain("1行有误");
        shown.Said("section:has(#wrong)").ShouldContain("同一责任主体在这里已有第 1 号责任");
        var empty = await Look(clerk, (await clerk.Download("contracts/import/form.xlsx")).Bytes);
        empty.Said("#looked, #refused").ShouldContain("0");
    }

    private static async Task<TestServer> City()
    {
        var server = await TestServer.Start();
        SmallGround.In(server);
        return server;
    }

    private static Task<Answer> Look(TestClient clerk, string content) => Look(clerk, Encoding.UTF8.GetBytes(content));

    private static async Task<Answer> Look(TestClient clerk, byte[] content)
    {
        var page = await clerk.Get("contracts/import");
        return await clerk.Submit(
            page,
            page.Form("form:has(#table)"),
            [],
            [("table", "contracts.csv", "application/octet-stream", content)]
        );
    }

    private static long Count(TestServer server) =>
        server.City.Database.Read(connection => Sql.Number(connection, "select count(*) from contracts"));
}
