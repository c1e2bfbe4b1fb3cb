namespace CivicLoop.Bench.Load;

/// <summary>From starting the built server to the last byte of its first page, beside a bare start of the runtime.</summary>
internal static class StartBench
{
    private const int Rounds = 9;

    public static async Task<int> Run()
    {
        Build.Publish();
        var data = await Build.Demo();
        var report = new Report(
            "start",
            "Start of the built server to its first page",
            "what",
            "median ms",
            "slowest ms",
            "ratio to the runtime alone"
        );
        var (cities, home, alone) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            alone.Add(Alone());
            cities.Add(await Once(data, "/"));
            home.Add(await Once(data, "/karamay"));
        }
        var bare = Figures.Median(alone);
        foreach (
            var (what, times) in new[]
            {
                ("the runtime alone (`civicloop --help`)", alone),
                ("`/`, the cities", cities),
                ("`/karamay`, the public home", home),
            }
        )
            report.Row(
                what,
                Report.Number(Figures.Median(times)),
                Report.Number(times.Max()),
                Report.Number(Figures.Median(times) / bare, "0.0")
            );
        report.Note(
            "Framework-dependent publish with ReadyToRun, demo data of about 13,000 cases, files in the page cache. Aim: 1,500 ms."
        );
        await report.Save();
        return 0;
    }

    private static async Task<double> Once(string data, string page)
    {
        var (server, milliseconds) = await Server.Start(data, page);
        await server.DisposeAsync();
        return milliseconds;
    }

    private static double Alone()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(Path.Combine(Build.Folder, "civicloop"), ["--help"])
            {
                RedirectStandardOutput = true,
            }
        )!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return watch.Elapsed.TotalMilliseconds;
    }
}
