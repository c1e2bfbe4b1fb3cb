using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CivicLoop.Bench.Cases;
using CivicLoop.Bench.Intake;
using CivicLoop.Bench.Load;

namespace CivicLoop.Bench.Beside;

/// <summary>
/// The same 100,000 problems here and in Redmine from Debian's packages: making one, a list of 25, reading one, each by the
/// system's own JSON interface, in rounds that take turns.
/// </summary>
internal static class RedmineBench
{
    private const int Problems = 100_000;
    private const int Clients = 16;
    private const int Rounds = 5;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    public static async Task<int> Run()
    {
        Build.Publish();
        var report = new Report(
            "redmine",
            "100,000 problems beside Redmine",
            "what",
            "system",
            "a second (median of 5 rounds)",
            "ratio to Redmine",
            "p99 ms"
        );
        var folder = Directory.CreateTempSubdirectory("civicloop-bench-").FullName;
        using var redmine = Redmine.Start(folder);
        redmine.Fill(Problems);
        var sqlite = await Here.Start(null);
        await using var _sqlite = sqlite;
        List<(string Name, ISystem System)> all = [("CivicLoop, SQLite", sqlite)];
        if (Environment.GetEnvironmentVariable("CIVICLOOP_POSTGRES") is { Length: > 0 } owner)
            all.Add(("CivicLoop, PostgreSQL", await Here.Start(owner)));
        else
            report.Note("PostgreSQL was not measured here: CIVICLOOP_POSTGRES names none.");
        foreach (var (_, here) in all)
            await ((Here)here).Fill(Problems);
        all.Insert(0, ("Redmine, PostgreSQL", redmine));

        (string Name, Func<ISystem, Func<Task<HttpResponseMessage>>> Do)[] works =
        [
            ("make one", system => system.Make),
            ("list the newest 25", system => system.List),
            ("read one", system => system.Read),
        ];
        foreach (var (work, choose) in works)
        {
            var results = all.ToDictionary(one => one.Name, _ => new List<CrowdResult>());
            for (var round = 0; round < Rounds; round++)
                foreach (var (name, system) in all)
                    results[name].Add(await Crowd.Closed(Clients, Turn, choose(system), () => 0));
            var beside = Figures.Median(results[all[0].Name].Select(one => one.Rate));
            foreach (var (name, rounds) in results)
            {
                if (rounds.Any(round => round.Others.Count > 0))
                    throw new InvalidOperationException($"{name}: {string.Join(", ", rounds.SelectMany(one => one.Others))}");
                var rate = Figures.Median(rounds.Select(one => one.Rate));
                report.Row(
                    work,
                    name,
                    Report.Number(rate, "#,0.0"),
                    Report.Number(rate / beside, "0.0"),
                    Report.Number(Figures.Quantile(rounds.SelectMany(one => one.Milliseconds), 0.99))
                );
            }
        }
        foreach (var (_, system) in all.Skip(2))
            await ((Here)system).DisposeAsync();
        report.Note(
            $"{Clients} clients at once, {Turn.TotalSeconds} s a round. Redmine {Redmine.Version} of Debian with Puma, one process a core, 5 threads each; both systems' PostgreSQL sync each commit."
        );
        report.Note(
            "Here the problems came in through the door; Redmine's were written straight into its table, since through its own door they would take an hour. Those that the rounds make go through each system's own door."
        );
        report.Note("CivicLoop by Open311 (JSON) with a key, Redmine by its REST interface (JSON) with a key; no photos.");
        await report.Save();
        return 0;
    }

    /// <summary>What is asked of either.</summary>
    private interface ISystem
    {
        Task<HttpResponseMessage> Make();
        Task<HttpResponseMessage> List();
        Task<HttpResponseMessage> Read();
    }

    private sealed class Here(Server server, string code, string key) : ISystem, IAsyncDisposable
    {
        private readonly Core.Cases.CaseRules rules = ActsBench.Rules();

        public static async Task<Here> Start(string? owner)
        {
            var data = Directory.CreateTempSubdirectory("civicloop-bench-").FullName;
            var code = $"bench-{Environment.ProcessId}";
            var key = Build.CityWithKey(owner, data, code);
            var (server, _) = await Server.Start(
                data,
                $"/{code}/open311/v2/services.json",
                postgres: owner,
                tokenCalls: "100000000"
            );
            return new Here(server, code, key);
        }

        public async Task Fill(int many)
        {
            var left = many;
            await Task.WhenAll(
                Enumerable
                    .Range(0, 64)
                    .Select(async _ =>
                    {
                        while (Interlocked.Decrement(ref left) >= 0)
                        {
                            using var response = await Make();
                            response.EnsureSuccessStatusCode();
                        }
                    })
            );
        }

        public Task<HttpResponseMessage> Make()
        {
            var places = rules.Playbook.Places.Places;
            var place = places[Random.Shared.Next(places.Count)];
            return server.Client.PostAsync(
                $"/{code}/open311/v2/requests.json?api_key={key}",
                new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["service_code"] = DoorBench.Category(rules),
                        ["lat"] = place.Lat.ToString(CultureInfo.InvariantCulture),
                        ["long"] = place.Lon.ToString(CultureInfo.InvariantCulture),
                        ["description"] = "门前有垃圾，已两天无人清理",
                    }
                )
            );
        }

        public Task<HttpResponseMessage> List() =>
            server.Client.GetAsync($"/{code}/open311/v2/requests.json?page=1&page_size=25");

        public Task<HttpResponseMessage> Read() =>
            server.Client.GetAsync($"/{code}/open311/v2/requests/{Random.Shared.Next(1, Problems)}.json");

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }

    private sealed class Redmine : ISystem, IDisposable
    {
        private static readonly string Script = Path.Combine(Tree.Root, "scripts", "redmine");
        private readonly string folder;
        private readonly HttpClient client;

        private Redmine(string folder, Uri address, string key)
        {
            this.folder = folder;
            client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
            client.DefaultRequestHeaders.Add("X-Redmine-API-Key", key);
        }

        public static string Version => Printed("dpkg-query", "-W", "-f", "${Version}", "redmine");

        public static Redmine Start(string folder)
        {
            var told = Printed(Script, "start", folder).Trim().Split('\n')[^1].Split(' ');
            return new Redmine(folder, new Uri(told[0]), told[1]);
        }

        public void Fill(int many) => Printed(Script, "fill", folder, many.ToString(CultureInfo.InvariantCulture));

        public Task<HttpResponseMessage> Make() =>
            Made(
                new StringContent(
                    JsonSerializer.Serialize(
                        new
                        {
                            issue = new
                            {
                                project_id = "city",
                                tracker_id = 1,
                                subject = "暴露垃圾",
                                description = "门前有垃圾，已两天无人清理",
                            },
                        }
                    ),
                    Encoding.UTF8,
                    "application/json"
                )
            );

        public Task<HttpResponseMessage> List() =>
            client.GetAsync("/issues.json?project_id=city&limit=25&sort=id:desc&status_id=*");

        public Task<HttpResponseMessage> Read() => client.GetAsync($"/issues/{Random.Shared.Next(1, Problems)}.json");

        // Redmine answers 201 where Open311 wants 200.
        private async Task<HttpResponseMessage> Made(HttpContent content)
        {
            var response = await client.PostAsync("/issues.json", content);
            if (response.StatusCode == System.Net.HttpStatusCode.Created)
                response.StatusCode = System.Net.HttpStatusCode.OK;
            return response;
        }

        public void Dispose()
        {
            client.Dispose();
            Printed(Script, "stop", folder);
        }

        private static string Printed(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            var printed = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? printed
                : throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
        }
    }
}
