using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Playbooks;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.SignOffs;
using CivicLoop.Web.Supervision;

namespace CivicLoop.Tests.Support;

/// <summary>The small city with the rule that what has been red for two working days is signed within one.</summary>
internal static class SignedOff
{
    public static readonly CaseRules Rules = SmallCity.Rules with
    {
        Playbook = SmallCity.Playbook with
        {
            Limits = SmallCity.Playbook.Limits with
            {
                SignOff = new SignOffRule(
                    new Limit(2, LimitClock.WorkingDays),
                    new Limit(1, LimitClock.WorkingDays),
                    Sample: false
                ),
            },
        },
    };

    /// <summary>A round under that rule.</summary>
    public static Task<int> Pass(TestServer server) => SignOffRounds.Pass(server.City, new RulesNow((_, _) => Rules.Playbook));

    /// <summary>A case that its unit accepted, red for as long as the rule says, and asked about.</summary>
    public static async Task<CaseDone> Waiting(TestServer server)
    {
        var late = await CaseWalk.In(server.Office, CaseStatus.Accepted);
        await server.End<LadderRounds>();
        // Two working days are never further away than two weeks.
        await Later(server, TimeSpan.FromDays(14));
        await Pass(server);
        return late;
    }

    /// <summary>Two of the market bureau that have been red for a month: one to be signed, one signed with a day.</summary>
    public static async Task In(TestServer server)
    {
        foreach (var _ in (int[])[1, 2])
        {
            var late = await CaseWalk.In(server.Office, CaseStatus.Accepted);
            var red = server.City.Clock.Now.AddDays(-30);
            await SignOffStore.Ask(server.City, Rules, new RedDuty(late.Stream, "case", 4, "rectify", "market-clerk", red));
        }
        var form = CaseOffice.Form(SmallCity.Leader, reason: "三天内清理完，我去现场看");
        var day = SmallCity.Calendar.DayOf(server.City.Clock.Now).AddDays(3);
        await SignOffStore.Sign(server.City, Rules, All(server)[1].Stream, form, day, null);
    }

    public static async Task Later(TestServer server, TimeSpan span)
    {
        await server.City.Database.Write(transaction => server.City.Clock.MoveTo(transaction, server.City.Clock.Now + span));
        // The server looks at its clock again every second.
        await Task.Delay(1_100);
    }

    public static List<SignOffSeen> All(TestServer server) =>
        server.City.Database.Read(connection =>
            Sql.Many(connection, "select number from sign_offs order by number", row => row.GetInt64(0))
                .Select(number => SignOffReads.Find(connection, number)!)
                .ToList()
        );
}
