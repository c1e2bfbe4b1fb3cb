using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Events;

/// <summary>Looks every minute whether a city has a night to seal.</summary>
internal sealed class SealingService(Data.Cities cities, RulesNow rules, ILogger<SealingService> log)
    : CityRounds(cities, TimeSpan.FromMinutes(1), log)
{
    protected override string Work => "sealed";

    protected override Task Visit(City city)
    {
        var calendar = rules.Of(city).Calendar;
        return city.Database.Write(transaction => NightlySeals.CatchUp(city.Database, transaction, calendar, city.Clock.Now));
    }
}
