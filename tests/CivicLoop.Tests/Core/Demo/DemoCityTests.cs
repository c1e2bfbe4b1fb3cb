using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Demo;

public class DemoCityTests
{
    private static readonly DateTime Until = SmallCity.Local("2021-02-20 17:00");

    /// <summary>The small city with something to find fault with in each of its districts.</summary>
    private static readonly Playbook Playbook = SmallCity.Playbook with
    {
        Places = new PlacePart(
            [new("market", "集贸市场"), new("street", "主次干道"), new("hall", "政务大厅")],
            [
                .. Enumerable
                    .Range(0, 40)
                    .Select(index => new Place(
                        "p" + index,
                        "点位" + index,
                        index % 4 == 0 ? "market"
                            : index % 7 == 0 ? "hall"
                            : "street",
                        index % 3 == 0 ? SmallCity.South : SmallCity.North,
                        index % 3 == 0 ? "s-south" : "s-north",
                        null,
                        84.87 + index * 0.001,
                        45.59,
                        index % 4 == 0 ? "market"
                            : index % 3 == 0 ? "south"
                            : "north",
                        Sample: true
                    )),
            ]
        ),
    };

    private static readonly Lazy<List<DemoAct>> Lived = new(() => [.. Generate(1)]);

    private static IEnumerable<DemoAct> Generate(int seed, int cases = 3000) =>
        DemoCity.Generate(Playbook, SmallCity.Organisation, SmallCity.Calendar, seed, Until, cases);

    [Fact]
    public void The_same_seed_makes_the_same_city_and_another_seed_another_one()
    {
        Digest(Generate(7, 300)).ShouldBe(Digest(Generate(7, 300)));
        Digest(Generate(8, 300)).ShouldNotBe(Digest(Generate(7, 300)));
    }

    [Fact]
    public void Every_act_that_a_person_can_do_is_done()
    {
        // Only where a unit is divided into zones is anything given to one.
        var zoned = DemoCity.Generate(Playbook, SmallCity.Zoned.Organisation, SmallCity.Calendar, 1, Until, 3000);
        var done = Lived.Value.Concat(zoned).Select(act => act.Command.Kind).Distinct();
        // Only the system recounts, and a demo has no other platform behind it.
        CaseAct[] unused = [CaseAct.Recount, CaseAct.Import, CaseAct.Review, CaseAct.SeeAgain];
        done.Order().ShouldBe(Enum.GetValues<CaseAct>().Except(unused).Order());
    }

    [Fact]
    public void Every_role_acts_but_the_administrators_and_another_system_hands_in() =>
        Lived
            .Value.Select(act => act.Act.By.Role)
            .Distinct()
            .Order()
            .ShouldBe(Enum.GetValues<Role>().Where(role => role != Role.Guide && !Separation.IsAdministrator(role)).Order());

    [Fact]
    public void What_came_from_outside_is_decided_on_and_little_of_it_waits_at_the_gate()
    {
        var from = Lived
            .Value.Where(act => act.Command is Receive || act.Command is Report && act.Act.By.Role == Role.Citizen)
            .Select(act => act.Stream)
            .ToHashSet();
        var decided = Lived
            .Value.Where(act => act.Command is Publish or Withhold or RefuseToFile or Merge)
            .Select(act => act.Stream)
            .ToHashSet();

        from.Except(decided).Count().ShouldBeInRange(1, from.Count / 20);
        foreach (var kind in new[] { CaseAct.Publish, CaseAct.Withhold, CaseAct.RefuseToFile, CaseAct.Reply, CaseAct.Rate })
            Lived.Value.ShouldContain(act => act.Command.Kind == kind);
        Lived.Value.Where(act => act.Act.By.Role == Role.Partner).ShouldAllBe(act => act.Command is Receive);
    }

    [Fact]
    public void Acts_come_in_the_order_in_which_they_were_recorded_and_none_after_the_end()
    {
        var last = DateTime.MinValue;
        foreach (var act in Lived.Value.Select(act => act.Act))
        {
            act.RecordedAt.ShouldBeGreaterThanOrEqualTo(last);
            act.RecordedAt.ShouldBeLessThanOrEqualTo(Until);
            act.HappenedAt.ShouldBeLessThanOrEqualTo(act.RecordedAt);
            act.HappenedAt.ShouldBeGreaterThanOrEqualTo(SmallCity.Local("2020-11-23 00:00"));
            last = act.RecordedAt;
        }
    }

    [Fact]
    public void Some_acts_were_recorded_hours_after_they_happened() =>
        Lived.Value.Count(act => act.Act.RecordedAt - act.Act.HappenedAt > TimeSpan.FromHours(1)).ShouldBeGreaterThan(30);

    [Fact]
    public void Histories_fold_under_the_rules_that_real_acts_obey()
    {
        foreach (var state in Folded(Lived.Value).Values)
            state.Number.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Numbers_and_ids_are_never_given_twice()
    {
        var begun = Lived.Value.Where(act => act.Command is Report or Receive or FixOnTheSpot).ToList();
        begun
            .Select(act =>
                act.Command switch
                {
                    Report report => report.Number,
                    Receive received => received.Number,
                    var spot => ((FixOnTheSpot)spot).Number,
                }
            )
            .ShouldBe(Enumerable.Range(1, begun.Count).Select(number => (long)number));
        Lived.Value.Select(act => act.Act.Id).Distinct().Count().ShouldBe(Lived.Value.Count);
        Lived
            .Value.SelectMany(act => act.Photos)
            .Select(photo => photo.Drawing)
            .Distinct()
            .Count()
            .ShouldBe(Lived.Value.Sum(act => act.Photos.Count));
    }

    [Fact]
    public void The_campaign_leaves_open_cases_in_every_status_and_some_of_them_late()
    {
        var states = Folded(Lived.Value).Values;
        // Waiting for a dispatch or a signature takes hours only: on a given evening nothing may.
        states
            .Select(state => state.Status)
            .Append(CaseStatus.CoSigning)
            .Append(CaseStatus.Filed)
            .Distinct()
            .Order()
            .ShouldBe(Enum.GetValues<CaseStatus>().Order());
        states.Count(state => state.Status.IsOpen()).ShouldBeInRange(20, 900);
        states.Count(state => state.Status.IsOpen() && state.IsLateAt(Until)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Some_cases_are_late_some_fail_and_some_come_back_and_most_do_not()
    {
        var states = Folded(Lived.Value).Values.Where(state => state.FixedAt is not null).ToList();
        Share(states, state => state.IsLateAt(Until)).ShouldBeInRange(0.03, 0.25);
        Share(states, state => state.FailedChecks > 0).ShouldBeInRange(0.03, 0.15);
        Share(states, state => state.Returns > 0).ShouldBeInRange(0.01, 0.06);
        Share([.. Folded(Lived.Value).Values], state => state.Reopenings > 0).ShouldBeInRange(0.004, 0.03);
    }

    [Fact]
    public void Nights_are_quiet_and_offices_keep_their_hours()
    {
        var desk = Lived.Value.Where(act => act.Act.By.Role == Role.OfficeClerk).ToList();
        desk.Count(act => SmallCity.Calendar.ToLocal(act.Act.RecordedAt).Hour is < 7 or > 21).ShouldBe(0);
        Share(Lived.Value, act => SmallCity.Calendar.ToLocal(act.Act.RecordedAt).Hour is < 7 or > 21).ShouldBeLessThan(0.02);
    }

    [Fact]
    public void A_sentence_says_where_and_what_in_about_ten_characters()
    {
        var lengths = Lived
            .Value.Where(act => act.Command is Report or FixOnTheSpot)
            .Select(act => act.Texts.Single().Text.Length)
            .Order()
            .ToList();
        lengths[lengths.Count / 2].ShouldBeInRange(7, 13);
        Lived.Value.ShouldAllBe(act => act.Reason.Length > 0);
    }

    internal static Dictionary<Guid, CaseState> Folded(IEnumerable<DemoAct> acts) =>
        DemoFold.Of(acts, SmallCity.Rules with { Playbook = Playbook });

    private static double Share<T>(IReadOnlyCollection<T> all, Func<T, bool> such) => all.Count(such) / (double)all.Count;

    private static string Digest(IEnumerable<DemoAct> acts)
    {
        var text = new StringBuilder();
        foreach (var act in acts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{act.Stream} {act.Command.Kind} {act.Act} {act.Reason} ");
            text.AppendJoin(' ', act.Texts).AppendJoin(' ', act.Photos).AppendLine();
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
