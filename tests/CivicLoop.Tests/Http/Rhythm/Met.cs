using CivicLoop.Core.Rhythm;
using CivicLoop.Tests.Data.Supervision;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Rhythm;
using CivicLoop.Web.Supervision;
using Microsoft.Extensions.DependencyInjection;

namespace CivicLoop.Tests.Http.Rhythm;

/// <summary>Two beats that came an hour ago: one waits for its minutes, one was held and something was decided; and a joint review.</summary>
internal static class Met
{
    /// <summary>The stream of a joint review that came just now.</summary>
    public static Task<Guid> Reviewing(TestServer server) => Called(server, "joint-review");

    /// <summary>The stream of a beat that came just now, whatever the rules hold.</summary>
    /// <param name="came">When it came; now, where nothing is said.</param>
    public static async Task<Guid> Called(TestServer server, string makes, DateTime? came = null)
    {
        var (city, rules) = (server.City, server.Services.GetRequiredService<RulesNow>().Of(server.City));
        var at = came ?? city.Clock.Now;
        var beat = rules.Playbook.Rhythm[0] with { Code = $"{makes}-{at.Ticks}", Name = "三天一会审", Makes = makes };
        await MeetingStore.Call(city, rules, new BeatTime(beat, rules.Calendar.DayOf(at), at), at.AddDays(-3));
        return city.Database.Read(connection =>
        {
            var newest = MeetingReads.Newest(connection, null, 1).Single();
            return MeetingReads.Find(connection, newest.Number)!.Stream;
        });
    }

    /// <summary>The stream of a bulletin that came just now, and an order that waits to stand in it.</summary>
    public static async Task<Guid> Announcing(TestServer server)
    {
        var draft = (await OrderStoreTest.Drafts(server, 1, "notice"))[0];
        await OrderStore.Sign(server.City, OrderStoreTest.Rules(server), draft, OrderStoreTest.Form(), "全市通报，限期整改");
        return await Called(server, "bulletin");
    }

    public static async Task In(TestServer server)
    {
        var (city, rules) = (server.City, server.Services.GetRequiredService<RulesNow>().Of(server.City));
        var at = city.Clock.Now.AddHours(-1);
        foreach (var beat in rules.Playbook.Rhythm)
            await MeetingStore.Call(city, rules, new BeatTime(beat, rules.Calendar.DayOf(at), at), at.AddDays(-7));
        await Reviewing(server);
        var held = city.Database.Read(connection => MeetingReads.Find(connection, 2))!;
        await MeetingStore.Hold(
            city,
            rules,
            held.Stream,
            CaseOffice.Form(SmallCity.Clerk),
            new MinutesInput(
                "研究了市场周边环境。\n各单位汇报了进展。",
                [new DecisionInput("市场周边清理干净", SmallCity.MarketClerk.Unit, rules.Calendar.DayOf(at).AddDays(3))],
                []
            )
        );
    }
}
