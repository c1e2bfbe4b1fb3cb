using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Events;

/// <summary>Looks every minute whether a city has a night to seal. A city that cannot be sealed now is tried again.</summary>
internal sealed class SealingService(Data.Cities cities, RulesNow rules, ILogger<SealingService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        do
        {
            foreach (var code in cities.All())
                await Seal(code);
        } while (await timer.WaitForNextTickAsync(stop));
    }

    private async Task Seal(string code)
    {
        try
        {
            if (cities.Find(code) is not { } city)
                return;
            var calendar = rules.Of(city).Calendar;
            await city.Database.Write(transaction => NightlySeals.CatchUp(city.Database, transaction, calendar, city.Clock.Now));
        }
        catch (Exception exception) when (exception is StorageTrouble or InvalidOperationException)
        {
            log.LogWarning("{City} could not be sealed and is tried again: {Why}", code, exception.Message);
        }
    }
}
