using System.Diagnostics;
using System.Globalization;
using System.Text;
using CivicLoop.Tests.Support;

namespace CivicLoop.Tests.Http.Fuzz;

/// <summary>What came of sending one target so much.</summary>
/// <param name="Wrong">With the number by which each is made again.</param>
internal sealed record FuzzFound(string Target, int Inputs, (TimeSpan Took, int Number) Slowest, IReadOnlyList<string> Wrong);

/// <summary>
/// Sends what nobody reckoned with to everything that reads what anybody may send: <c>make fuzz ARGS="--seconds 60"</c>.
/// No crash, no answer of 500, and an answer in time. Every input is made of a number that is said where it fails.
/// </summary>
internal static class FuzzRun
{
    public const string Verb = "fuzz";

    /// <summary>How long one input may take before it is taken for one that never ends.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const int Slice = 100;
    private const int MostWrong = 20;

    public static async Task<int> Run(string[] args)
    {
        string? Said(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        var seconds = double.Parse(Said("--seconds") ?? "60", CultureInfo.InvariantCulture);
        var seed = int.Parse(Said("--seed") ?? $"{Environment.TickCount & 0xFFFFFF}", CultureInfo.InvariantCulture);
        var inputs = int.Parse(Said("--inputs") ?? $"{int.MaxValue}", CultureInfo.InvariantCulture);
        Console.WriteLine($"Seed {seed}, {seconds:0} seconds.");
        await using var server = await TestServer.Start(Requires.Postgres is null ? DatabaseKind.Sqlite : DatabaseKind.Postgres);
        using var doors = await FuzzDoors.At(server);
        List<FuzzTarget> targets =
        [
            .. FuzzReaders.All.Concat(doors.Targets).Where(one => Said("--target") is not { } only || one.Name == only),
        ];
        var found = targets.ToDictionary(one => one.Name, one => new FuzzFound(one.Name, 0, default, []));
        var clock = Stopwatch.StartNew();
        for (var from = seed; clock.Elapsed.TotalSeconds < seconds && from - seed < inputs; from += Slice)
            foreach (var target in targets.TakeWhile(_ => clock.Elapsed.TotalSeconds < seconds))
            {
                var (before, now) = (found[target.Name], await Try(target, from, Math.Min(Slice, inputs)));
                found[target.Name] = now with
                {
                    Inputs = before.Inputs + now.Inputs,
                    Slowest = before.Slowest.Took > now.Slowest.Took ? before.Slowest : now.Slowest,
                    Wrong = [.. before.Wrong.Concat(now.Wrong).Take(MostWrong)],
                };
            }
        foreach (var one in found.Values)
            Console.WriteLine(
                $"{one.Target, -18} {one.Inputs, 8} inputs, slowest {one.Slowest.Took.TotalMilliseconds, 6:0} ms (--seed {one.Slowest.Number}), {one.Wrong.Count} wrong"
            );
        foreach (var wrong in found.Values.SelectMany(one => one.Wrong))
            Console.WriteLine(wrong);
        var bent = Proof.Of(server.City).Bent;
        foreach (var one in bent)
            Console.WriteLine($"The history is bent: {one}");
        return found.Values.Any(one => one.Wrong.Count > 0) || bent.Count > 0 ? 1 : 0;
    }

    /// <summary>So many inputs, from this number on.</summary>
    public static async Task<FuzzFound> Try(FuzzTarget target, int from, int inputs)
    {
        var (slowest, wrong) = ((Took: TimeSpan.Zero, Number: from), new List<string>());
        for (var number = from; number < from + inputs; number++)
        {
            var bytes = target.Make(number);
            var clock = Stopwatch.StartNew();
            string? said;
            try
            {
                said = await Task.Run(() => target.Take(bytes)).WaitAsync(Patience);
            }
            catch (Exception exception) when (exception is TimeoutException or TaskCanceledException)
            {
                said = $"no answer within {Patience.TotalSeconds:0} seconds";
            }
            catch (Exception exception)
            {
                said = exception.ToString();
            }
            if (clock.Elapsed > slowest.Took)
                slowest = (clock.Elapsed, number);
            if (said is not null)
                wrong.Add(
                    $"--target {target.Name} --seed {number} --inputs 1: {said}{Environment.NewLine}  sent: {Shown(bytes)}"
                );
        }
        return new FuzzFound(target.Name, inputs, slowest, wrong);
    }

    private static string Shown(byte[] bytes) =>
        string.Concat(
            Encoding
                .Latin1.GetString(bytes[..Math.Min(bytes.Length, 400)])
                .Select(letter => char.IsControl(letter) ? '·' : letter)
        );
}
