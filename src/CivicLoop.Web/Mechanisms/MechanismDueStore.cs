using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Mechanisms;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Playbooks;

namespace CivicLoop.Web.Mechanisms;

/// <summary>Runs that are owed as streams of the one history: what was missed is a matter of its own.</summary>
public sealed class MechanismDueStream : StreamKind<MechanismDueState, MechanismDueEvent>
{
    private MechanismDueStream()
        : base(
            "mechanism-due",
            "mechanism_dues",
            MechanismDueEventJson.Kinds,
            MechanismDueEventContext.Default.MechanismDueState,
            [
                new("mechanism", state => state.Mechanism),
                new("status", state => state.Status),
                new("due", state => state.Next?.Due),
            ]
        ) { }

    public static MechanismDueStream Kind { get; } = new();

    public override MechanismDueState Evolve(MechanismDueState? before, MechanismDueEvent happened, Made made) =>
        MechanismDueDecide.Evolve(before, happened);
}

/// <summary>Opens, moves and ends what is owed of the ways of working, whenever a run or the rules have changed.</summary>
internal static class MechanismDueStore
{
    // Kept with the act, as whoever acts states a reason.
    private const string Why = "按工作方案和开展记录";

    /// <summary>Looks at every way of working; writes only where something is not as it should be.</summary>
    /// <returns>How many were.</returns>
    public static async Task<int> Pass(City city, CaseRules rules)
    {
        var now = city.Clock.Now;
        var codes = city.Database.Read(connection =>
        {
            var lasts = MechanismReads.Lasts(connection, rules);
            var newest = MechanismReads.Newest(connection);
            return rules
                .Playbook.Mechanisms.Select(one => one.Code)
                .Union(newest.Keys)
                .Where(code =>
                    MechanismDueDecide.Look(
                        newest.GetValueOrDefault(code),
                        code,
                        lasts.GetValueOrDefault(code)?.NotSentBack,
                        0,
                        now,
                        rules
                    )
                        is not null
                )
                .ToList();
        });
        var changed = 0;
        foreach (var code in codes)
        {
            var outcome = await StreamDoor.Open<object>(city, (transaction, at) => Look(transaction, rules, code, at));
            // Another server was first in this very moment: the next round finds what is left.
            changed += outcome.Refusal is null ? 1 : 0;
        }
        return changed;
    }

    /// <summary>One way of working, in the transaction of whatever changed it: a run leaves no duty behind, and the next one is told.</summary>
    public static object Look(CityTransaction transaction, CaseRules rules, string code, DateTime at)
    {
        var last = MechanismReads.Last(transaction, rules, code);
        // Ended by a run, the next one is owed at once.
        while (Step(transaction, rules, code, last, at) is MechanismRan) { }
        return code;
    }

    private static MechanismDueEvent? Step(CityTransaction transaction, CaseRules rules, string code, DateOnly? last, DateTime at)
    {
        var newest = transaction.One(
            "select stream, state from mechanism_dues where mechanism = $1 order by number desc limit 1",
            row => new { Stream = Guid.Parse(row.GetString(0)), State = MechanismDueStream.Kind.ReadState(row.GetString(1)) },
            code
        );
        var number = MechanismDueStream.Kind.NextNumber(transaction);
        if (MechanismDueDecide.Look(newest?.State, code, last, number, at, rules) is not { } happened)
            return null;
        var stream = happened is MechanismOwed ? null : newest?.Stream;
        var form = new ActForm(Guid.CreateVersion7(at), Actor.System, "system", Why, null, null);
        var done = StreamDoor.ApplyOne<MechanismDueState, MechanismDueEvent>(
            transaction,
            MechanismDueStream.Kind,
            stream,
            form,
            form.Fingerprint(stream, MechanismDueStream.Kind.Name),
            new Drafts(),
            at,
            (_, _) => happened
        );
        return done.Refusal is { } refusal ? throw new UndoneException(refusal) : happened;
    }
}

/// <summary>Looks from time to time: playbooks, posts and the rooms that run a way of working change without asking here.</summary>
internal sealed class MechanismDueRounds(Cities cities, Cases.RulesNow rules, ILogger<MechanismDueRounds> log)
    : CityRounds(cities, TimeSpan.FromMinutes(5), log)
{
    protected override string Work => "asked for its ways of working";

    protected override Task Visit(City city) =>
        city.Database.Read(PlaybookReads.Versions).Count == 0 ? Task.CompletedTask : MechanismDueStore.Pass(city, rules.Of(city));
}
