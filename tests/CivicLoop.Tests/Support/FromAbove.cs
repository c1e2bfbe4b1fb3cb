using CivicLoop.Core.Cases;
using CivicLoop.Core.Upstream;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Rhythm;
using CivicLoop.Web.Upstream;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace CivicLoop.Tests.Support;

/// <summary>A letter from above with two findings, and an interview at which something was promised.</summary>
internal static class FromAbove
{
    public static readonly IReadOnlyList<Finding> Findings =
    [
        new("1", "市场门口垃圾成堆", "litter", SmallCity.North, ""),
        new("2", "占道经营无人管理", "stall", SmallCity.South, ""),
    ];

    /// <summary>As the server has them, with the outlines of the districts.</summary>
    public static CaseRules Rules(TestServer server) => server.Services.GetRequiredService<RulesNow>().Of(server.City);

    public static DateOnly Today(TestServer server) => SmallCity.Calendar.DayOf(server.City.Clock.Now);

    public static UpstreamInput Letter(TestServer server, string number = "示例函〔2020〕3号") =>
        new(
            UpstreamKind.Letter,
            UpstreamLevel.Provincial,
            "自治区文明办",
            number,
            Today(server).AddDays(-3),
            Today(server).AddDays(90),
            "实地督查发现两个问题，请限期整改并报告结果。",
            []
        );

    public static async Task<Guid> Entered(TestServer server, UpstreamInput input)
    {
        var entered = await UpstreamStore.Enter(server.City, SmallCity.Rules, CaseOffice.Form(SmallCity.Clerk), input);
        entered.Refusal.ShouldBeNull();
        return entered.Value!.Stream;
    }

    public static async Task In(TestServer server)
    {
        var letter = await Entered(server, Letter(server));
        var rules = Rules(server);
        (await UpstreamStore.Add(server.City, rules, letter, CaseOffice.Form(SmallCity.Clerk), Findings)).Refusal.ShouldBeNull();
        await Entered(
            server,
            Letter(server, "") with
            {
                Kind = UpstreamKind.Interview,
                Promises = [new DecisionInput("三个月内全面整改", SmallCity.MarketClerk.Unit, Today(server).AddDays(80))],
            }
        );
    }
}
