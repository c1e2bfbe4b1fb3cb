using CivicLoop.Core.Cases;
using CivicLoop.Core.Demo;
using Shouldly;

namespace CivicLoop.Tests.Support;

/// <summary>The acts of a demo decided and folded once more, each case told what acts between two come to.</summary>
public static class DemoFold
{
    public static Dictionary<Guid, CaseState> Of(IEnumerable<DemoAct> acts, CaseRules rules)
    {
        var states = new Dictionary<Guid, CaseState>();
        var streams = new Dictionary<long, Guid>();
        foreach (var act in acts)
        {
            var state = states.GetValueOrDefault(act.Stream);
            var other = DemoCity.Other(state, act.Command);
            var outcome = CaseDecide.Decide(state, act.Command, act.Act, rules);
            outcome.Refusal.ShouldBeNull();
            foreach (var happened in outcome.Value!)
            {
                if (other is { } number && CaseLinks.Told(states[streams[number]], state, happened) is { } told)
                    states[streams[number]] = CaseEvolve.Evolve(states[streams[number]], told, act.Act.Made);
                state = CaseEvolve.Evolve(state, happened, act.Act.Made);
            }
            states[act.Stream] = state!;
            streams[state!.Number] = act.Stream;
        }
        return states;
    }
}
