using System.Net;
using System.Text.Json;
using CivicLoop.Core.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Suggesting;

/// <summary>Words to category where people meet it: the address that forms ask, and the clerk's filing form.</summary>
public class SuggestTest
{
    private static readonly string[] Litter =
    [
        "门前堆满垃圾没人清",
        "垃圾桶满了味道大",
        "路边垃圾成堆",
        "有人乱倒生活垃圾",
        "绿化带里全是垃圾袋",
        "垃圾好几天没有清运",
        "菜市场后门垃圾乱倒",
        "垃圾箱旁边很脏",
        "河边倒了一车垃圾",
        "楼道里堆着垃圾",
        "公园垃圾没人收",
        "围墙外垃圾成堆",
    ];

    private static readonly string[] Stall =
    [
        "烧烤摊占道经营",
        "流动摊贩堵住路口",
        "水果摊摆到马路上",
        "摊贩占用人行道卖菜",
        "早餐摊占道油烟大",
        "夜市摊位乱摆",
        "小贩推车占道叫卖",
        "店铺出店经营占道",
        "路口摊贩聚集",
        "卖袜子的摊占了盲道",
        "摊点越摆越多走不过去",
        "占道卖瓜的三轮车",
    ];

    [Fact]
    public async Task What_the_office_filed_teaches_and_the_clerk_still_chooses()
    {
        await using var server = await TestServer.Start();
        await Teach(server);
        using var anybody = server.Anybody();

        using var learnt = await Asked(anybody, "report/suggest?words=" + Uri.EscapeDataString("路口垃圾堆了很多没人清运"));
        learnt.RootElement.GetProperty("suggestions")[0].GetProperty("category").GetString().ShouldBe("litter");
        learnt.RootElement.GetProperty("suggestions")[0].GetProperty("confidence").GetDouble().ShouldBeInRange(0.3, 1);
        (await anybody.Get("report/suggest")).Body.ShouldContain("\"suggestions\":[]");
        (await anybody.Get("report/suggest?words=%F0%9F%98%80")).Body.ShouldContain("\"suggestions\":[]");

        var done = await server.Office.Act(null, SmallCity.Citizen, CaseOffice.Litter("门口摊贩占道经营，摊位摆到人行道"));
        using var clerk = await server.SignedIn(SmallCity.Clerk);
        var page = await clerk.Get($"cases/{done.Number}?act=file");
        page.Page.QuerySelector("#category-suggested")!.TextContent.ShouldContain("建议");
        page.Page.QuerySelector("#category option[selected]")!
            .GetAttribute("value")
            .ShouldBe("litter", "what the report says, not what is suggested");
    }

    [Fact]
    public async Task Words_without_end_are_refused_and_a_machine_is_stopped()
    {
        await using var server = await TestServer.Start();
        using var anybody = server.Anybody();
        (await anybody.Post("report/suggest", ("words", new string('长', 2_000)))).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        (await anybody.Post("report/suggest", ("words", "垃圾"))).Status.ShouldBe(HttpStatusCode.OK);

        var last = HttpStatusCode.OK;
        for (var asked = 0; asked < 620 && last == HttpStatusCode.OK; asked++)
            last = (await anybody.Get("report/suggest?words=a")).Status;

        last.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private static async Task<JsonDocument> Asked(TestClient anybody, string path)
    {
        for (var wait = 0; ; wait++)
        {
            var parsed = JsonDocument.Parse((await anybody.Get(path)).Body);
            if (parsed.RootElement.GetProperty("suggestions").GetArrayLength() > 0 || wait == 100)
                return parsed;
            parsed.Dispose();
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static async Task Teach(TestServer server)
    {
        foreach (var (category, texts) in new[] { ("litter", Litter), ("stall", Stall) })
        foreach (var what in texts)
        {
            var done = await server.Office.Act(
                null,
                SmallCity.Citizen,
                new ReportInput(category, SmallCity.Market, what, [], null)
            );
            await server.Office.Act(done.Stream, SmallCity.Clerk, new FileInput(category, "at-once", Severity.Minor));
        }
    }
}
