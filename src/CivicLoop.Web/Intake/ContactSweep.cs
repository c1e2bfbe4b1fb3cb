using System.Data.Common;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Intake;

/// <summary>Looks every hour whether contact details have been kept long enough. A city that cannot be reached now is tried again.</summary>
internal sealed class ContactSweep(Data.Cities cities, RulesNow rules, ILogger<ContactSweep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1));
        do
        {
            try
            {
                foreach (var code in cities.All())
                    await Sweep(code);
            }
            catch (Exception exception) when (IsPassing(exception))
            {
                log.LogWarning("The cities could not be listed for their contact details: {Why}", exception.Message);
            }
        } while (await timer.WaitForNextTickAsync(stop));
    }

    private async Task Sweep(string code)
    {
        try
        {
            if (cities.Find(code) is not { } city)
                return;
            var now = city.Clock.Now;
            var ended = now.AddDays(-rules.Of(city).Playbook.Limits.ContactDays);
            await city.Database.Write(transaction => ContactStore.Sweep(transaction, ended, now));
        }
        catch (Exception exception) when (IsPassing(exception))
        {
            log.LogWarning(
                "Contact details of {City} could not be looked through and are tried again: {Why}",
                code,
                exception.Message
            );
        }
    }

    private static bool IsPassing(Exception exception) => exception is StorageTrouble or InvalidOperationException or DbException;
}
