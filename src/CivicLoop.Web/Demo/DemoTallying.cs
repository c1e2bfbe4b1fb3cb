using CivicLoop.Core.Cases;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Tallies;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Tallies;

namespace CivicLoop.Web.Demo;

/// <summary>The ledger of a demo city, entered week by week by the units and counted in by the office.</summary>
internal sealed class DemoTallying(CaseRules rules, DemoPeople people, DateOnly last, int seed)
{
    private static readonly TimeOnly Hour = new(16, 30);

    private readonly ILookup<DateOnly, DemoTally> plan = DemoTallies.Plan(rules, last, seed).ToLookup(one => one.Input.To);
    private readonly Dictionary<DemoTally, Guid> entered = new(ReferenceEqualityComparer.Instance);

    public void Live(CityTransaction transaction, DateOnly day)
    {
        var at = rules.Calendar.ToUtc(day, Hour);
        foreach (var one in plan[day.AddDays(-1)])
            if (rules.Organisation.ClerkOf(one.Input.Unit) is { } clerk)
                entered[one] = Taken(
                    TallyStore.Enter(
                        transaction,
                        rules,
                        Form(people.Of(clerk.Code)[0].Actor, "按本单位台账如实填报"),
                        one.Input,
                        [],
                        null,
                        at
                    )
                );
        if (rules.Organisation.Covering(Role.OfficeClerk, null) is not { } office)
            return;
        foreach (var one in plan[day.AddDays(-2)].Where(one => one.Counted && entered.ContainsKey(one)))
            Taken(
                TallyStore.Act(
                    transaction,
                    rules,
                    Form(people.Of(office.Code)[0].Actor, "依据齐全，数字相符"),
                    entered[one],
                    TallyAct.CountIn,
                    at
                )
            );
    }

    private static ActForm Form(Actor by, string reason) => new(Guid.CreateVersion7(), by, "desk", reason, null, null);

    private static Guid Taken(Core.Events.Outcome<Done<TallyState>> outcome) =>
        outcome.Value?.Stream
        ?? throw new InvalidOperationException($"the door refused what the demo was allowed: {outcome.Refusal}");
}
