using System.Diagnostics;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages;
using CivicLoop.Web.Organisation;
using CivicLoop.Web.Places;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Demo;

/// <param name="Acts">Accepted acts by kind.</param>
internal sealed record Lived(
    IReadOnlyDictionary<CaseAct, int> Acts,
    int Cases,
    int Contracts,
    int Photos,
    string UsersFile,
    TimeSpan Took
);

/// <summary>
/// Builds a demo city aside: playbook, people, ninety days of acts through the door of Cases, the seal of every
/// night, and at the end the clock. Only a whole one is put in its place.
/// </summary>
internal sealed class DemoBuild(
    Storage storage,
    CityUnderConstruction site,
    PlaybookFolder files,
    Playbook playbook,
    int seed,
    int? cases = null
)
{
    private const int CasesOfSmallerCity = 2_000;

    private City City => site.City;

    /// <param name="progress">Per cent, the day that was lived, cases so far.</param>
    public async Task<Lived> Run(Action<int, DateOnly, int> progress, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var calendar = RulesNow.CalendarOf(playbook);
        var starts = calendar.ToUtc(playbook.City.Campaign.Starts, TimeOnly.MinValue);
        var until = DemoCity.Stands(playbook, calendar);
        City.Database.WriteInBulk(transaction =>
        {
            DemoMark.Set(transaction);
            return City.Clock.MoveTo(transaction, starts);
        });
        var imported = PlaybookImport.Run(City, files, playbook, playbook.City.Campaign.Starts);
        if (imported.Refusal is { } refusal)
            throw new InvalidOperationException($"a shipped playbook was refused: {refusal}");

        var organisation = City.Database.Read(OrganisationReads.Now);
        var ground = DemoGround.Make(playbook, organisation, seed);
        City.Database.WriteInBulk(transaction =>
        {
            GroundStore.Insert(transaction, ground.Grids);
            GroundStore.Insert(transaction, ground.Segments);
            var hand = new PlaceHand(Actor.System, "演示数据", starts, playbook.City.Campaign.Starts);
            GroundStore.Insert(transaction, ground.Facilities, hand);
            return 0;
        });
        var people = DemoCity.People(playbook, organisation, calendar, seed);
        var users = DemoUsers.Make(City, people, organisation, starts);
        City.Database.WriteInBulk(transaction => DemoUsers.Insert(transaction, users, starts));

        var rules = new CaseRules(playbook, calendar, organisation);
        // The one city of the product's own size; any other is told smaller.
        var count = cases ?? (City.Code == "karamay" ? DemoCity.UsualCases : CasesOfSmallerCity);
        var contracts = new ContractFeed(
            City,
            rules,
            people,
            [.. DemoContracts.Plan(rules, ground.Segments, ground.Grids, seed)]
        );
        var (first, last) = (calendar.DayOf(starts), calendar.DayOf(until));
        contracts.Begin(calendar.ToUtc(first, new TimeOnly(9, 0)), first, last);
        var outside = new DemoOutside(City, playbook, people, calendar.ToUtc(last, TimeOnly.MinValue));
        var beside = new DemoBeside(City, rules, people, seed);
        var orders = new DemoOrders(City, rules, people, seed, last);
        var ledger = new DemoTallying(rules, people, last, seed);
        var inspecting = new DemoInspecting(City, rules, people, last, seed);
        var above = new DemoUpstream(City, rules, people);
        var plans = new DemoPlans(rules, people, seed);
        var guidance = new DemoGuidance(City, rules, people, seed, last);
        var materials = new DemoMaterials(rules, people, last, seed);
        City.Database.WriteInBulk(outside.Begin);
        City.Database.WriteInBulk(transaction => above.Begin(transaction, calendar.ToUtc(first, new TimeOnly(9, 30))));
        City.Database.WriteInBulk(transaction => plans.Begin(transaction, calendar.ToUtc(first, new TimeOnly(9, 45))));
        var feed = new DemoFeed(City, rules)
        {
            Beside = (transaction, day) =>
            {
                beside.Live(transaction, day);
                orders.Live(transaction, day);
                ledger.Live(transaction, day);
                plans.Live(transaction, day);
                guidance.Live(transaction, day);
                inspecting.Live(transaction, day);
                materials.Live(transaction, day);
                if (day >= last.AddDays(-1))
                    outside.Speak(transaction);
            },
        };
        await feed.Run(DemoCity.Generate(playbook, organisation, calendar, seed, until, count), progress, stop);

        contracts.End(calendar.ToUtc(last, new TimeOnly(9, 0)), last);
        City.Database.WriteInBulk(transaction =>
        {
            feed.SealThrough(transaction, until);
            new DemoOrganisation(City, rules, until).Live(transaction);
            MessageSettings.TurnOn(transaction, until);
            outside.End(transaction, until);
            above.End(transaction, until);
            return City.Clock.MoveTo(transaction, until);
        });
        await new DemoLearning(City, rules, people, seed).Live();
        var file = DemoUsers.Write(storage.Folder, City.Code, [.. users, .. guidance.Users]);
        await site.Finish();
        return new Lived(feed.Acts, feed.Cases, contracts.Made, feed.Photos, file, watch.Elapsed);
    }
}
