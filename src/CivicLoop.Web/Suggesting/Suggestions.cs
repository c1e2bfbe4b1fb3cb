using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using CivicLoop.Core.Suggesting;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Suggesting;

/// <summary>
/// What each city's own cases have taught, kept in memory. Learnt in the background once somebody asks, and anew
/// when enough came since; nobody ever waits for it. A city that nobody asks about is forgotten.
/// </summary>
public sealed class Suggestions(ILogger<Suggestions> log) : BackgroundService
{
    // New cases that are worth learning anew: so many, or this share of what there was.
    private const int Enough = 50;
    private const double EnoughShare = 0.02;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(10);

    // Texts that were erased are out of what was learnt after this at the latest.
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(24);
    private static readonly TimeSpan Silence = TimeSpan.FromHours(2);

    private readonly ConcurrentDictionary<string, Learnt> kept = new(StringComparer.Ordinal);
    private readonly Channel<City> wanted = Channel.CreateUnbounded<City>();

    private sealed class Learnt
    {
        public Classifier? Classifier { get; set; }
        public long Reach { get; set; }
        public DateTime LearntAt { get; set; }
        public DateTime LookedAt { get; set; }
        public DateTime AskedAt { get; set; }
        public bool Waiting { get; set; }
    }

    /// <summary>Up to three, the likeliest first; none before anything was learnt, and none where it is not sure.</summary>
    public IReadOnlyList<Suggestion> Of(City city, string words, string placeType = "") =>
        string.IsNullOrWhiteSpace(words) ? [] : Expect(city)?.Suggest(words, placeType) ?? [];

    /// <summary>Somebody is about to ask: what is not learnt yet will be, in the background.</summary>
    /// <returns>What was learnt so far; null before anything was.</returns>
    public Classifier? Expect(City city)
    {
        var (learnt, now) = (kept.GetOrAdd(city.Code, _ => new Learnt()), CityClock.Machine);
        lock (learnt)
        {
            learnt.AskedAt = now;
            if (!learnt.Waiting && now - learnt.LookedAt > LookAgain)
            {
                learnt.Waiting = true;
                wanted.Writer.TryWrite(city);
            }
            return learnt.Classifier;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        await foreach (var city in wanted.Reader.ReadAllAsync(stop))
        {
            await Task.Yield();
            try
            {
                Look(city);
            }
            catch (Exception exception) when (exception is StorageTrouble or InvalidOperationException or DbException)
            {
                log.LogWarning("{City} could not be learnt from and is tried again: {Why}", city.Code, exception.Message);
            }
            finally
            {
                Settled(city);
            }
        }
    }

    private void Look(City city)
    {
        var (learnt, now) = (kept.GetOrAdd(city.Code, _ => new Learnt()), CityClock.Machine);
        var reach = city.Database.Read(CaseExamples.Reach);
        var enough = Math.Max(Enough, learnt.Reach * EnoughShare);
        if (learnt.LearntAt != default && reach - learnt.Reach < enough && now - learnt.LearntAt < Oldest)
            return;
        var classifier = Learning.Learn(city.Database.Read(CaseExamples.Of));
        lock (learnt)
            (learnt.Classifier, learnt.Reach, learnt.LearntAt) = (classifier, reach, now);
    }

    private void Settled(City city)
    {
        var now = CityClock.Machine;
        if (kept.TryGetValue(city.Code, out var learnt))
            lock (learnt)
                (learnt.Waiting, learnt.LookedAt) = (false, now);
        foreach (var (code, silent) in kept)
            if (now - silent.AskedAt > Silence)
                kept.TryRemove(code, out _);
    }
}
