using CivicLoop.Core.Cases;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Demo;

/// <summary>The cities that the demo ships, whole: the figures that its pages will show.</summary>
public class DemoOfKaramayTests
{
    [Fact]
    public void Karamay_lives_ninety_days_of_its_campaign()
    {
        var (acts, states, until) = Lived("karamay", DemoCity.UsualCases);

        var open = states.Where(state => state.Status.IsOpen()).ToList();
        states.Count.ShouldBeInRange(12_500, 13_100);
        // Only the system recounts, and a demo has no other platform behind it.
        CaseAct[] unused = [CaseAct.Recount, CaseAct.Import, CaseAct.Review, CaseAct.SeeAgain];
        acts.Select(act => act.Command.Kind).Distinct().Order().ShouldBe(Enum.GetValues<CaseAct>().Except(unused).Order());
        var putRight = states.Where(state => state.FixedAt is not null).ToList();
        Share(putRight, state => state.IsLateAt(until)).ShouldBeInRange(0.08, 0.12);
        Share(putRight, state => state.FailedChecks > 0).ShouldBeInRange(0.05, 0.08);
        Share(putRight, state => state.FailedChecks >= CaseState.Marked).ShouldBeInRange(0.003, 0.02);
        Share(states, state => state.ReboundOf is not null).ShouldBeInRange(0.02, 0.06);
        Share(states, state => state.Status == CaseStatus.Merged).ShouldBeInRange(0.01, 0.03);
        states.Count(state => state.IsContested()).ShouldBeInRange(20, 120);
        open.Count.ShouldBeInRange(150, 600);
        open.Count(state => state.Status == CaseStatus.Suspended).ShouldBeInRange(5, 60);
        Share(states, state => state.Reopenings > 0).ShouldBeInRange(0.01, 0.02);
        Share(acts.Where(act => act.Command is Dispatch), act => act.Command is Dispatch { Unit: null })
            .ShouldBeInRange(0.85, 0.97);
        // Between two signatures a case stands for hours only: on a given evening none may.
        open.Select(state => state.Status).Append(CaseStatus.CoSigning).Distinct().Count().ShouldBe(8);
        open.Count(state => state.IsLateAt(until)).ShouldBeGreaterThan(5);
        states.Select(state => state.At.District).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void Units_are_late_less_often_at_the_end_of_the_campaign_than_at_its_start()
    {
        var (_, states, until) = Lived("karamay", 6000);
        var putRight = states.Where(state => state.FixedAt is not null).OrderBy(state => state.ReportedAt).ToList();
        var third = putRight.Count / 3;
        Share(putRight.Take(third), state => state.IsLateAt(until))
            .ShouldBeGreaterThan(1.3 * Share(putRight.TakeLast(third), state => state.IsLateAt(until)));
    }

    [Theory]
    [InlineData("qujing")]
    [InlineData("jiayuguan")]
    [InlineData("lanzhou")]
    public void Another_city_lives_by_the_same_generator_under_its_own_playbook(string city)
    {
        var (_, states, _) = Lived(city, 2000);
        states.Count.ShouldBeInRange(1900, 2010);
        states
            .Select(state => state.Status)
            .Append(CaseStatus.CoSigning)
            .Distinct()
            .Count()
            .ShouldBe(Enum.GetValues<CaseStatus>().Length);
    }

    private static (List<DemoAct> Acts, List<CaseState> States, DateTime Until) Lived(string city, int cases)
    {
        var playbook = PlaybookFolders.Parsed(city);
        var calendar = RulesNow.CalendarOf(playbook);
        var organisation = new OrganisationNow(playbook.Organisation.Units, playbook.Organisation.Posts);
        var until = DemoCity.Stands(playbook, calendar);
        var acts = DemoCity.Generate(playbook, organisation, calendar, 1, until, cases).ToList();
        var rules = new CaseRules(playbook, calendar, organisation);
        var states = DemoFold.Of(acts, rules);
        return (acts, [.. states.Values], until);
    }

    private static double Share<T>(IEnumerable<T> all, Func<T, bool> such)
    {
        var list = all.ToList();
        return list.Count(such) / (double)list.Count;
    }
}
