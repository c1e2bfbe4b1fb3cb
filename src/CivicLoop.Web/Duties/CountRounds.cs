using CivicLoop.Web.Data;

namespace CivicLoop.Web.Duties;

/// <summary>Adds up what changed in what is owed, so that no look at it ever adds up much.</summary>
internal sealed class CountRounds(Cities cities, ILogger<CountRounds> log) : CityRounds(cities, TimeSpan.FromSeconds(20), log)
{
    protected override string Work => "counted";

    protected override Task Visit(City city)
    {
        DutyCounts.AddUp(city);
        return Task.CompletedTask;
    }
}
