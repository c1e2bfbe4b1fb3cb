using CivicLoop.Web.Data;

namespace CivicLoop.Web.Photos;

/// <summary>
/// Photos of forms that were never sent go after a day; never one that a case, an item or a place shows. Counted by
/// the machine's clock, as files are: moving the clock of a demo on takes nobody's photo away.
/// </summary>
public static class PhotoSweep
{
    /// <summary>Twice as long as a form may be resumed (<see cref="PhotoTokens"/>).</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private const int AtOnce = 500;

    /// <summary>How many went.</summary>
    public static int Run(City city)
    {
        var (blobs, before, gone) = (new BlobStore(city.PhotoFolder), CityClock.Machine - Kept, 0);
        foreach (var old in blobs.Untouched(before).SelectMany(shelf => shelf.Chunk(AtOnce)))
        {
            var used = city.Database.Read(connection => PhotoReads.Used(connection, old));
            gone += old.Count(blob => !used.Contains(blob) && blobs.Sweep(blob, before));
        }
        return gone;
    }
}

/// <summary>Sweeps every city when the server starts and once a day from then on.</summary>
internal sealed class PhotoSweepService(Cities cities, ILogger<PhotoSweepService> log)
    : CityRounds(cities, TimeSpan.FromDays(1), log)
{
    protected override string Work => "swept of photos that nobody sent";

    protected override Task Visit(City city)
    {
        if (PhotoSweep.Run(city) is > 0 and var gone)
            log.LogInformation("{City}: {Count} photos of forms that were never sent are gone", city.Code, gone);
        return Task.CompletedTask;
    }
}
