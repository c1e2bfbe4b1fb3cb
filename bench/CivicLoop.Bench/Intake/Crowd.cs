using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace CivicLoop.Bench.Intake;

/// <summary>What came of one crowd of requests.</summary>
/// <param name="Milliseconds">Of each answer 200.</param>
internal sealed record CrowdResult(
    IReadOnlyList<double> Milliseconds,
    IReadOnlyList<string> Answers,
    IReadOnlyDictionary<string, int> Others,
    double Seconds,
    double Megabytes
)
{
    public double Rate => Milliseconds.Count / Seconds;
}

/// <summary>Many clients at once, each beginning anew when it was answered; or so many a second whatever comes back.</summary>
internal static class Crowd
{
    /// <summary>Each of <paramref name="clients"/> sends its next when it has its answer.</summary>
    public static async Task<CrowdResult> Closed(
        int clients,
        TimeSpan turn,
        Func<Task<HttpResponseMessage>> send,
        Func<double> memory
    )
    {
        var one = new Tally();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, clients)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (watch.Elapsed < turn)
                            await one.Count(send);
                    })
                )
                .Append(one.Watch(watch, turn, memory))
        );
        return one.Result(watch.Elapsed.TotalSeconds);
    }

    /// <summary>So many a second, whether the earlier ones were answered or not.</summary>
    public static async Task<CrowdResult> Open(
        double rate,
        TimeSpan turn,
        Func<Task<HttpResponseMessage>> send,
        Func<double> memory
    )
    {
        var one = new Tally();
        var sent = new List<Task>();
        var watch = Stopwatch.StartNew();
        var watching = one.Watch(watch, turn, memory);
        while (watch.Elapsed < turn)
        {
            while (sent.Count < watch.Elapsed.TotalSeconds * rate && watch.Elapsed < turn)
                sent.Add(Task.Run(() => one.Count(send)));
            await Task.Delay(5);
        }
        var seconds = watch.Elapsed.TotalSeconds;
        await Task.WhenAll(sent.Append(watching));
        return one.Result(seconds);
    }

    private sealed class Tally
    {
        private readonly ConcurrentBag<double> milliseconds = [];
        private readonly ConcurrentBag<string> answers = [];
        private readonly ConcurrentDictionary<string, int> others = [];
        private double most;

        public async Task Count(Func<Task<HttpResponseMessage>> send)
        {
            var watch = Stopwatch.StartNew();
            try
            {
                using var response = await send();
                var answer = await response.Content.ReadAsStringAsync();
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    milliseconds.Add(watch.Elapsed.TotalMilliseconds);
                    answers.Add(answer);
                    return;
                }
                Other($"{(int)response.StatusCode}");
                if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden)
                    throw new InvalidOperationException(answer);
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException)
            {
                Other(failure is TaskCanceledException ? "no answer" : "connection broken");
            }
        }

        public async Task Watch(Stopwatch watch, TimeSpan turn, Func<double> memory)
        {
            while (watch.Elapsed < turn)
            {
                most = Math.Max(most, memory());
                await Task.Delay(50);
            }
        }

        /// <exception cref="InvalidOperationException">Nothing was answered 200: there is nothing to tell.</exception>
        public CrowdResult Result(double seconds) =>
            milliseconds.IsEmpty
                ? throw new InvalidOperationException($"only {string.Join(", ", others)}")
                : new([.. milliseconds], [.. answers], others, seconds, most);

        private void Other(string what) => others.AddOrUpdate(what, 1, (_, many) => many + 1);
    }
}
