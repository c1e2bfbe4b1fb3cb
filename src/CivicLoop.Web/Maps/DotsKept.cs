using System.Collections.Concurrent;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Maps;

/// <summary>The maps of the cities that somebody looks at: read in at the first look, forgotten when nobody has looked for a while.</summary>
public sealed class DotsKept
{
    private const long Lasting = 30 * 60_000;

    private readonly ConcurrentDictionary<string, Lazy<Task<CityDots>>> kept = new(StringComparer.Ordinal);

    /// <summary>Done at once where somebody has looked before; a million cases take some seconds.</summary>
    public Task<CityDots> Of(City city)
    {
        var tick = Environment.TickCount64;
        var dots = kept.GetOrAdd(
            city.Code,
            _ => new Lazy<Task<CityDots>>(() =>
            {
                Forget(tick);
                return Task.Run(() => CityDots.Load(city.Database));
            })
        );
        // What failed once is tried again by the next who looks.
        if (dots.Value.IsFaulted)
            kept.TryRemove(KeyValuePair.Create(city.Code, dots));
        return dots.Value;
    }

    private void Forget(long tick)
    {
        foreach (var one in kept)
            if (
                one.Value is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } loaded }
                && tick - loaded.Result.UsedAt > Lasting
            )
                kept.TryRemove(one);
    }
}
