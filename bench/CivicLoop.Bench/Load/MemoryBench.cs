namespace CivicLoop.Bench.Load;

/// <summary>Resident memory of the server: after its first page, and under the load of many readers at once.</summary>
internal static class MemoryBench
{
    private const int Readers = 64;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(20);

    public static async Task<int> Run()
    {
        Build.Publish();
        var data = await Build.Demo();
        var report = new Report("memory", "Memory of the server", "when", "resident MB", "requests/s");
        var (server, _) = await Server.Start(data, "/karamay");
        await using var _server = server;
        await Task.Delay(TimeSpan.FromSeconds(5));
        report.Row("idle, 5 s after its first page", Report.Number(server.Megabytes), "");
        await server.SignIn("karamay", "OfficeClerk");
        string[] pages =
        [
            "/karamay/desk",
            "/karamay/cases",
            "/karamay/cases?status=open",
            "/karamay/cases/1",
            "/karamay",
            "/karamay/playbook",
        ];
        var (done, most) = (0L, 0d);
        var until = DateTime.UtcNow + Turn;
        var watching = Task.Run(async () =>
        {
            while (DateTime.UtcNow < until)
            {
                most = Math.Max(most, server.Megabytes);
                await Task.Delay(50);
            }
        });
        await Task.WhenAll(
            Enumerable
                .Range(0, Readers)
                .Select(reader =>
                    Task.Run(async () =>
                    {
                        for (var turn = reader; DateTime.UtcNow < until; turn++)
                        {
                            using var response = await server.Client.GetAsync(pages[turn % pages.Length]);
                            response.EnsureSuccessStatusCode();
                            Interlocked.Increment(ref done);
                        }
                    })
                )
        );
        await watching;
        report.Row(
            $"under {Readers} readers for {Turn.TotalSeconds} s, highest",
            Report.Number(most),
            Report.Number(done / Turn.TotalSeconds)
        );
        report.Row("a minute later", Report.Number(await Later(server)), "");
        report.Note($"Pages in turn: {string.Join(", ", pages)}; demo data of about 13,000 cases, SQLite. Aim: 250 MB.");
        await report.Save();
        return 0;
    }

    private static async Task<double> Later(Server server)
    {
        await Task.Delay(TimeSpan.FromMinutes(1));
        return server.Megabytes;
    }
}
