using System.Diagnostics;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Organisation;

namespace CivicLoop.Bench.Cases;

/// <summary>A city with its units and posts and nothing else, for what is taken in from files.</summary>
internal static class EmptyCity
{
    public static City In(Cities cities, CaseRules rules, string code)
    {
        var city = cities.Create(code).City;
        city.Database.WriteInBulk(transaction =>
            OrganisationStore.Seed(transaction, rules.Playbook.Organisation.Units, rules.Playbook.Organisation.Posts)
        );
        return city;
    }

    public static double Seconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }
}
