using System.Data.Common;

namespace CivicLoop.Web.Data;

/// <summary>Goes from city to city, when the server starts and from time to time. A city that cannot be done now is tried again.</summary>
internal abstract class CityRounds(Cities cities, TimeSpan every, ILogger log) : BackgroundService
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is done to a city: "sealed".</summary>
    protected abstract string Work { get; }

    protected abstract Task Visit(City city);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        begun.TrySetResult();
        // The server answers before anything of this begins.
        await Task.Yield();
        using var timer = new PeriodicTimer(every);
        do
        {
            try
            {
                foreach (var code in cities.All())
                    await TryVisit(code);
            }
            catch (Exception exception) when (IsPassing(exception))
            {
                log.LogWarning("The cities to be {Work} could not be listed: {Why}", Work, exception.Message);
            }
        } while (await More(timer, stop));
    }

    // Stopped before it has begun, it would count as failed.
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        if (ExecuteTask is not null)
            await begun.Task.WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    // Ended on its own it ends quietly: a host takes an exception for a bug and stops with it.
    private static async Task<bool> More(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task TryVisit(string code)
    {
        try
        {
            if (cities.Find(code) is { } city)
                await Visit(city);
        }
        catch (Exception exception) when (IsPassing(exception))
        {
            log.LogWarning("{City} could not be {Work} and is tried again: {Why}", code, Work, exception.Message);
        }
    }

    // A city that is half made, or a database or disk that is away, must not take the server down with it.
    private static bool IsPassing(Exception exception) =>
        exception is StorageTrouble or InvalidOperationException or DbException or IOException or UnauthorizedAccessException;
}
