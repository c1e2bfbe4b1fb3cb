using System.Data.Common;
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
            try
            {
                foreach (var code in cities.All())
                    await Seal(code);
            }
            catch (Exception exception) when (IsPassing(exception))
            {
                log.LogWarning("The cities could not be listed for sealing: {Why}", exception.Message);
            }
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
        catch (Exception exception) when (IsPassing(exception))
        {
            log.LogWarning("{City} could not be sealed and is tried again: {Why}", code, exception.Message);
        }
    }

    // A city that is half made, or a database that is away, must not take the server down with it.
    private static bool IsPassing(Exception exception) => exception is StorageTrouble or InvalidOperationException or DbException;
}
