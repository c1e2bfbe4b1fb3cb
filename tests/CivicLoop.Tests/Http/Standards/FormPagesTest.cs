using System.Net;
using System.Text;
using CivicLoop.Core.Standards.Forms;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Http.Inspections;
using CivicLoop.Tests.Http.Materials;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Standards;

/// <summary>The working forms of an edition: what is known stands in them, and only as far as whoever holds them may know it.</summary>
public class FormPagesTest
{
    private const string Forms = "standards/city/small-1/forms";

    [Theory, EachDatabase]
    public async Task What_the_city_knows_is_filled_in_and_another_units_materials_are_not_told(DatabaseKind kind)
    {
        await using var server = await TestServer.Start(kind);
        await MaterialPagesTest.In(server);
        await Visited.In(server);
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        using var north = await server.SignedIn(SmallCity.NorthClerk);

        (await clerk.Get("standards/city/small-1")).Page.QuerySelector("a[href$='/forms']").ShouldNotBeNull();
        var list = await clerk.Get(Forms);
        list.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(WorkingForms.All.Count);
        foreach (var link in list.Page.QuerySelectorAll("tbody a").Select(one => one.GetAttribute("href")!).ToList())
            (await clerk.Get(link)).Status.ShouldBe(HttpStatusCode.OK, link);

        // Materials: the office sees both, a unit its own.
        var record = (await clerk.Get($"{Forms}/material-record")).Page.QuerySelectorAll(".form-table tbody tr");
        record.Select(row => row.QuerySelector(".col-unit")!.TextContent.Trim()).ShouldBe(["市场监管局", "北区创城办"]);
        (
            record[0].QuerySelector(".col-part-Plan")!.TextContent.Trim(),
            record[1].QuerySelector(".col-part-Plan")!.TextContent.Trim()
        ).ShouldBe(("1\u2009件", "缺"));
        record[0].QuerySelector(".col-part-Activities")!.TextContent.Trim().ShouldBe("—", "nobody asks for it");
        record[0].QuerySelector(".col-review")!.TextContent.ShouldContain("审核符合");
        record[0].QuerySelector(".col-reason.to-fill")!.TextContent.Trim().ShouldBeEmpty();
        foreach (
            var form in (string[])["pending-materials", "material-record", "material-scores", "pending-materials/export.csv"]
        )
        {
            var told = Encoding.UTF8.GetString(await north.Bytes($"{Forms}/{form}"));
            told.ShouldContain("北区创城办", Case.Sensitive, form);
            told.ShouldNotContain("市场监管局", Case.Sensitive, form);
        }

        // Places: how many are drawn, and whether as many are there.
        var places = await clerk.Get($"{Forms}/declared-places");
        places.Words("main").ShouldContain("北市场");
        places.Words("main").ShouldContain("还差\u20091\u2009处");
        var street = await clerk.Get($"{Forms}/declared-places?type=street&unit=south");
        (
            street.Words("main").Contains("南大街", StringComparison.Ordinal),
            street.Words(".form-table").Contains("北大街", StringComparison.Ordinal)
        ).ShouldBe((true, false));

        // The spot: what to look at, and what was found last.
        var field = await clerk.Get($"{Forms}/field?type=market");
        var bins = field
            .Page.QuerySelectorAll(".form-table tbody tr")
            .Single(row => row.TextContent.Contains("垃圾箱够用", StringComparison.Ordinal));
        bins.QuerySelector(".col-last")!.TextContent.ShouldContain("未达标");
        bins.QuerySelector(".col-measured")!.TextContent.ShouldContain("实有数");
        (await clerk.Get($"{Forms}/field"))
            .Words("main")
            .ShouldContain("市场总体有序", Case.Sensitive, "an overall impression has no type");
        (await clerk.Get($"{Forms}/windows")).Words(".empty").ShouldContain("窗口");
        (await clerk.Get($"{Forms}/hearing")).Words(".empty").ShouldContain("没有用这些方法");
        (await clerk.Get($"{Forms}/questionnaire")).Words("main").ShouldContain("居住满半年");

        (await clerk.Get($"{Forms}/nothing")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await clerk.Get("standards/city/nothing/forms")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await clerk.Get($"{Forms}/field/export.pdf")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var nobody = server.Anybody();
        (await nobody.Get($"{Forms}/field")).Status.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_file_has_what_the_page_has_with_its_group_beside_each_row()
    {
        await using var server = await TestServer.Start();
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var lines = Encoding
            .UTF8.GetString(await clerk.Bytes($"{Forms}/field/export.csv?type=market"))
            .TrimStart('\ufeff')
            .Split("\r\n");
        lines[0].ShouldStartWith("点位类型,序号,标准编号,测评标准,看哪里,");
        lines[1].ShouldStartWith("集贸市场,1,litter,地面没有暴露垃圾,看通道和摊位前沿,实地考察,4,");
        lines.Count(line => line.StartsWith("集贸市场,", StringComparison.Ordinal)).ShouldBe(3);
        var (status, _, headers) = await clerk.Download($"{Forms}/declared-places/export.xlsx");
        (status, headers["Content-Type"].Contains("spreadsheetml", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.OK, true));
        headers["Content-Disposition"].ShouldContain(Uri.EscapeDataString("示例"));
    }
}
