using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Guidance;

/// <summary>
/// A team whose last day is over has left, though nobody says so: its posts are closed, and what waits for its word is
/// handed over. Its members read nothing from the very moment on, whenever this comes round.
/// </summary>
internal sealed class TeamRounds(Cities cities, RulesNow rules, ILogger<TeamRounds> log)
    : CityRounds(cities, TimeSpan.FromMinutes(5), log)
{
    private const string Why = "驻期届满";

    protected override string Work => "asked for teams that left";

    protected override Task Visit(City city) => Pass(city, rules);

    internal static async Task Pass(City city, RulesNow rules)
    {
        foreach (var team in city.Database.Read(connection => GuidanceReads.Over(connection, city.Clock.Now)))
            await TeamStore.End(
                city,
                rules.Of(city),
                team,
                new ActForm(Guid.CreateVersion7(), Actor.System, "system", Why, HappenedAt: null, Expected: null)
            );
    }
}
