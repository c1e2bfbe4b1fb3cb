using CivicLoop.Core.Cases;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Tallies;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Tallies;

/// <summary>A demo's ledger adds up to what its source gives, to the last one, and counts nothing twice.</summary>
public class DemoTalliesTest
{
    [Theory]
    [InlineData("karamay")]
    [InlineData("jiayuguan")]
    [InlineData("qujing")]
    [InlineData("lanzhou")]
    public void The_entries_add_up_to_what_the_source_gives(string city)
    {
        var playbook = PlaybookFolders.Parsed(city);
        var organisation = new OrganisationNow(playbook.Organisation.Units, playbook.Organisation.Posts);
        var rules = new CaseRules(playbook, RulesNow.CalendarOf(playbook), organisation);
        var plan = DemoTallies.Plan(rules, playbook.City.Campaign.Starts.AddDays(89), 1);

        plan.Count.ShouldBeInRange(50, 2_000);
        plan.ShouldAllBe(one => one.Input.Amount.Thousandths > 0 && one.Input.To <= playbook.City.Campaign.Starts.AddDays(86));
        foreach (var counter in playbook.Counters)
        {
            var entries = plan.Where(one => one.Input.Counter == counter).Select(one => one.Input).ToList();
            entries.ShouldAllBe(one => one.Amount.Thousandths % Amount.Step(counter.Decimals) == 0);
            if (counter.Reported is { } reported)
            {
                entries.Sum(one => one.Amount.Thousandths).ShouldBe(reported.Thousandths, counter.Name);
                entries.Max(one => one.Amount.Bound).ShouldBe(reported.Bound, counter.Name);
            }
            foreach (var (at, one) in entries.Index())
                TallyOnce
                    .Already(
                        counter.Once,
                        entries
                            .Take(at)
                            .Select(
                                (other, number) =>
                                    new CountedBefore(
                                        number,
                                        other.Unit,
                                        other.From,
                                        other.To,
                                        other.Key is not null,
                                        other.Key is not null && other.Key == one.Key
                                    )
                            ),
                        one.Unit,
                        one.From,
                        one.To,
                        one.Key is not null
                    )
                    .ShouldBeNull($"{counter.Name} {at}");
        }
    }

    [Fact]
    public void Karamay_has_the_totals_of_its_campaign_each_in_its_own_measure()
    {
        var counters = PlaybookFolders.Parsed("karamay").Counters.ToDictionary(counter => counter.Code);

        counters["dead-corners"].Reported.ShouldBe(Amount.Of(12_788));
        counters["traffic-offences"].Reported.ShouldBe(Amount.Of(59_129));
        counters["litter"].Reported.ShouldBe(Amount.Of(2_000, Bound.AtLeast));
        counters["parking-spaces"].Reported.ShouldBe(Amount.Of(20_000, Bound.Nearly));
        counters["patriotic-health"].Reported.ShouldBe(Amount.Of(160_000));
        counters["traffic-lessons"].Measure.ShouldBe("人次");
        PlaybookFolders
            .Parsed("jiayuguan")
            .Counters.Where(counter => counter.Group is not null)
            .GroupBy(counter => counter.Group)
            .Select(group => group.Count())
            .ShouldBe([2, 2, 3, 3]);
    }
}
