using System.CommandLine;
using System.Diagnostics;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Site;

/// <summary>Runs a verb over one city or all of them, with progress while it takes long and a sentence when it cannot.</summary>
public static class VerbRun
{
    /// <param name="work">Does one city; answers an exit code.</param>
    public static async Task<int> Over(ParseResult parsed, Option<string?> one, Func<City, Progress, int> work)
    {
        await using var cities = new Cities(Verbs.Storage(parsed));
        try
        {
            var named = parsed.GetValue(one);
            var codes = named is null ? cities.All() : [named];
            if (codes.Count == 0)
                return Verbs.Refuse(Verbs.Sentences["verbs.no-cities", cities.Storage.Folder]);
            var worst = 0;
            foreach (var code in codes)
            {
                if (cities.Find(code) is not { } city)
                    return Verbs.Refuse(Verbs.Sentences["verbs.no-such-city", code, string.Join(", ", cities.All())]);
                using var progress = new Progress(code);
                worst = Math.Max(worst, work(city, progress));
            }
            return worst;
        }
        catch (StorageTrouble trouble)
        {
            return Verbs.Refuse(trouble.Refusal);
        }
    }
}

/// <summary>A line that is overwritten while work goes on; silent where the output is not a terminal.</summary>
public sealed class Progress(string what) : IDisposable
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private long shownAt;
    private bool shown;

    public TimeSpan Elapsed => watch.Elapsed;

    public void Report(string done)
    {
        if (Console.IsErrorRedirected || watch.ElapsedMilliseconds - shownAt < 200)
            return;
        shownAt = watch.ElapsedMilliseconds;
        Console.Error.Write($"\r{what}: {done}\u001b[K");
        shown = true;
    }

    public void Say(string sentence)
    {
        Clear();
        Console.WriteLine($"{what}: {sentence}");
    }

    private void Clear()
    {
        if (shown)
            Console.Error.Write("\r\u001b[K");
        shown = false;
    }

    public void Dispose() => Clear();
}
