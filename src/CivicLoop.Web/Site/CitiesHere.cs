using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Site;

/// <summary>The cities as the frame of the pages needs them: name and campaign by the playbook of the day, clock, demo or not.</summary>
public sealed class CitiesHere(Cities cities, RulesNow rules)
{
    public IReadOnlyList<CityHere> All() => [.. cities.All().Select(Find).OfType<CityHere>()];

    public CityHere? Find(string code)
    {
        if (cities.Find(code) is not { } city)
            return null;
        var demo = city.Database.Read(DemoMark.Is);
        // A city without a playbook yet has nothing but its code.
        var playbook = HasPlaybook(city) ? rules.Of(city).Playbook : null;
        return playbook is null
            ? new CityHere(city, new Name(code), null, TimeZoneInfo.Utc, city.Clock.Now, demo)
            : new CityHere(
                city,
                playbook.City.Name,
                playbook.City.Campaign,
                TimeZoneInfo.FindSystemTimeZoneById(playbook.City.TimeZone),
                city.Clock.Now,
                demo
            );
    }

    private static bool HasPlaybook(City city) =>
        city.Database.Read(connection => Sql.Number(connection, "select count(*) from playbooks")) > 0;
}
