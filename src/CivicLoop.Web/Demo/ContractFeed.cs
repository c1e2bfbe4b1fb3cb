using CivicLoop.Core.Cases;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Contracts;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Demo;

/// <summary>
/// Sends the contracts of a demo through their own door: most of them as the campaign begins, what still waits for
/// somebody on its last day.
/// </summary>
internal sealed class ContractFeed(City city, CaseRules rules, DemoPeople people, IReadOnlyList<DemoContract> contracts)
{
    /// <summary>Days before the end of the shortest term.</summary>
    private const int NearlyOver = 9;

    private DateTime clock;

    /// <summary>How many there are: what the playbook brought along, and what was made here.</summary>
    public int Made { get; private set; }

    /// <param name="morning">When the office opens on the first day, UTC.</param>
    public void Begin(DateTime morning, DateOnly from, DateOnly until)
    {
        clock = morning;
        var brought = city.Database.Read(connection =>
            Sql.Many(
                connection,
                "select stream, unit, post from contracts where status = 'Issued' order by number",
                row => (Stream: Guid.Parse(row.GetString(0)), Party: new Party(row.GetString(1), Sql.Text(row, 2)))
            )
        );
        Made = brought.Count;
        city.Database.WriteInBulk(transaction =>
        {
            foreach (var (stream, party) in brought)
                Answer(transaction, stream, party, ContractAct.Accept, "已阅，同意履行");
            foreach (var one in contracts.Where(one => one.Fate is not (Fate.Waiting or Fate.Declined)))
            {
                var stream = Make(transaction, one, from, one.Fate == Fate.RunningOut ? until.AddDays(NearlyOver) : null);
                if (one.Fate == Fate.HandedOver && one.Instead is { } instead && instead != one.Party)
                {
                    Answer(transaction, stream, one.Party, ContractAct.Decline, "范围不属于本岗位职责");
                    Do(transaction, stream, Clerk, new HandOverInput(instead, one.Object, Overlapping: true), "职责调整");
                    Answer(transaction, stream, instead, ContractAct.Accept, "已阅，同意履行");
                }
                else
                    Answer(transaction, stream, one.Party, ContractAct.Accept, "已阅，同意履行");
            }
            return Made;
        });
    }

    /// <param name="morning">When the office opens on the last day, UTC.</param>
    public void End(DateTime morning, DateOnly today)
    {
        clock = morning;
        city.Database.WriteInBulk(transaction =>
        {
            foreach (var one in contracts.Where(one => one.Fate is Fate.Waiting or Fate.Declined))
            {
                var stream = Make(transaction, one, today, null);
                if (one.Fate == Fate.Declined)
                    Answer(transaction, stream, one.Party, ContractAct.Decline, "岗位或者单位有变动");
            }
            return Made;
        });
    }

    private Actor Clerk => people.Of(rules.Organisation.Covering(Role.OfficeClerk, null)!.Code)[0].Actor;

    private Guid Make(CityTransaction transaction, DemoContract one, DateOnly from, DateOnly? until)
    {
        Made++;
        var input = new MakeInput(
            one.Kind.Code,
            one.Level.Code,
            one.Lead,
            one.Party,
            one.Object,
            one.Part,
            from,
            until,
            Overlapping: true
        );
        return Do(transaction, null, Clerk, input, "按包保安排签订");
    }

    private void Answer(CityTransaction transaction, Guid stream, Party party, ContractAct act, string reason)
    {
        var post = ContractDecide.Answering(party, rules)!;
        Do(transaction, stream, people.Of(post.Code)[0].Actor, new PlainContractInput(act), reason);
    }

    private Guid Do(CityTransaction transaction, Guid? stream, Actor by, ContractInput input, string reason)
    {
        clock = clock.AddSeconds(3);
        var form = new ActForm(Guid.CreateVersion7(clock), by, "desk", reason, HappenedAt: null, Expected: null);
        var outcome = ContractStore.Apply(transaction, rules, stream, form, input, clock);
        return outcome.Refusal is { } refusal
            ? throw new InvalidOperationException($"the door refused what the demo was allowed: {input} by {by.Post}: {refusal}")
            : outcome.Value!.Stream;
    }
}
