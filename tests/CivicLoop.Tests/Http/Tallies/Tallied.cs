using CivicLoop.Core.Tallies;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Tallies;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace CivicLoop.Tests.Http.Tallies;

/// <summary>A ledger of the default counters: one entry counted, one waiting, one sent back, one that a correction waits for.</summary>
internal static class Tallied
{
    public static readonly DateOnly Day = new(2020, 11, 23);

    public static TallyInput Input(
        TestServer server,
        string counter,
        string unit,
        decimal amount,
        int week = 0,
        string name = ""
    ) =>
        new(
            server.Services.GetRequiredService<RulesNow>().Of(server.City).Playbook.Counter(counter)!,
            new Amount((long)(amount * Amount.Scale), Bound.Exactly),
            unit,
            SmallCity.North,
            Day.AddDays(7 * week),
            Day.AddDays(7 * week + 6),
            null,
            null,
            name,
            "按台账",
            [],
            []
        );

    public static async Task In(TestServer server)
    {
        var rules = server.Services.GetRequiredService<RulesNow>().Of(server.City);
        async Task<Guid> Enter(TallyInput input, long? corrects = null)
        {
            var form = CaseOffice.Form(SmallCity.MarketClerk);
            var outcome = await TallyStore.Enter(server.City, rules, form, input, [server.Office.Photo("bin")], corrects);
            outcome.Refusal.ShouldBeNull();
            return outcome.Value!.Stream;
        }
        async Task Act(Guid stream, TallyAct act) =>
            (await TallyStore.Act(server.City, rules, CaseOffice.Form(SmallCity.Clerk), stream, act)).Refusal.ShouldBeNull();

        await Act(await Enter(Input(server, "dead-corners", "market", 12)), TallyAct.CountIn);
        await Act(await Enter(Input(server, "dead-corners", "market", 20, 2)), TallyAct.CountIn);
        await Act(await Enter(Input(server, "litter", "market", 2.5m)), TallyAct.CountIn);
        await Enter(Input(server, "trainings", "market", 1, 0, "窗口礼仪培训"));
        await Act(await Enter(Input(server, "persuasions", "market", 40)), TallyAct.SendBack);
        await Enter(Input(server, "dead-corners", "market", 11), corrects: 1);
    }
}
