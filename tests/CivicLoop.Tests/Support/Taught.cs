using System.Text.Json;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Cases;
using Xunit;

namespace CivicLoop.Tests.Support;

/// <summary>A small city whose office has filed enough to learn from.</summary>
internal static class Taught
{
    public const string Words = "路口垃圾堆了很多没人清运";

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

    /// <summary>What it says once it has learnt.</summary>
    public static async Task<JsonDocument> Asked(TestClient anybody, string path)
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

    /// <summary>Two categories, a dozen cases each, filed by the office.</summary>
    public static async Task Teach(TestServer server)
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
