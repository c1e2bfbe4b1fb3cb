using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CivicLoop.Bench.Cases;
using CivicLoop.Bench.Load;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Data;

namespace CivicLoop.Bench.Intake;

/// <summary>
/// Outside systems report with photos, 64 at once, beside a bare endpoint with the same durability, in turns; then ten
/// times as many a second as the server could take, and 64 again right after. At the end the server is killed, and every
/// case that was answered for is looked for.
/// </summary>
internal static class DoorBench
{
    private const int Clients = 64;
    private const int Rounds = 5;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    public static async Task<int> Run()
    {
        DoorPhoto.Try();
        Build.Publish();
        var report = new Report(
            "door",
            "Reports with a photo by Open311",
            "database",
            "what",
            "answered 200, a second",
            "ratio to the bare endpoint",
            "p50 ms",
            "p99 ms",
            "other answers",
            "most memory, MB"
        );
        await Measure(report, null);
        if (Environment.GetEnvironmentVariable("CIVICLOOP_POSTGRES") is { Length: > 0 } owner)
            await Measure(report, owner);
        else
            report.Note("PostgreSQL was not measured: CIVICLOOP_POSTGRES names none.");
        report.Note(
            $"Each request is a form with a JPEG of 200 KiB, each another one; {Rounds} rounds of {Turn.TotalSeconds} s in turns, medians. Clients and servers share the machine."
        );
        report.Note(
            "The bare endpoint reads the same form, writes and syncs the photo and its folder, and inserts one row in SQLite (WAL, synchronous=FULL), all before it answers."
        );
        report.Note(
            "The limit of calls by one key is set out of the way, so that only the server's own measure of what it can take answers 429."
        );
        await report.Save();
        return 0;
    }

    private static async Task Measure(Report report, string? owner)
    {
        var name = owner is null ? "SQLite" : "PostgreSQL";
        var data = Directory.CreateTempSubdirectory("civicloop-bench-").FullName;
        var code = $"bench-{Environment.ProcessId}";
        var key = Build.CityWithKey(owner, data, code);
        var rules = ActsBench.Rules();
        var (door, bare) = (new List<CrowdResult>(), new List<CrowdResult>());
        CrowdResult flood,
            after;
        var (server, _) = await Server.Start(data, $"/{code}/open311/v2/services.json", postgres: owner, tokenCalls: "100000000");
        await using (server)
        {
            var folder = Directory.CreateTempSubdirectory("civicloop-bench-").FullName;
            var (other, _) = await Server.Start(new ProcessStartInfo(Environment.ProcessPath!, ["bare", folder]), folder, "/");
            await using var _other = other;
            Task<HttpResponseMessage> ToDoor() =>
                server.Client.PostAsync($"/{code}/open311/v2/requests.json?api_key={key}", Form(rules));
            Task<HttpResponseMessage> ToBare() => other.Client.PostAsync("/report", Form(rules));
            await Crowd.Closed(Clients, TimeSpan.FromSeconds(2), ToDoor, () => 0);
            for (var round = 0; round < Rounds; round++)
            {
                door.Add(await Crowd.Closed(Clients, Turn, ToDoor, () => server.Megabytes));
                bare.Add(await Crowd.Closed(Clients, Turn, ToBare, () => other.Megabytes));
            }
            flood = await Crowd.Open(Median(door) * 10, TimeSpan.FromSeconds(10), ToDoor, () => server.Megabytes);
            after = await Crowd.Closed(Clients, Turn, ToDoor, () => server.Megabytes);
        }
        void Row(string what, params IReadOnlyList<CrowdResult> results) =>
            report.Row(
                name,
                what,
                Report.Number(Median(results), "#,0.0"),
                Report.Number(Median(results) / Median(bare), "0.00"),
                Report.Number(Figures.Median(results.SelectMany(one => one.Milliseconds))),
                Report.Number(Figures.Quantile(results.SelectMany(one => one.Milliseconds), 0.99)),
                string.Join(
                    ", ",
                    results
                        .SelectMany(one => one.Others)
                        .GroupBy(one => one.Key)
                        .Select(one => $"{one.Sum(pair => pair.Value)} × {one.Key}")
                ),
                Report.Number(results.Max(one => one.Megabytes))
            );
        Row($"{Clients} clients", door);
        Row($"{Clients} clients, bare endpoint", bare);
        Row("ten times as many a second", flood);
        Row($"{Clients} clients right after", after);
        report.Note($"{name}: {await Durable(data, owner, code, [.. door, flood, after])}");
    }

    // The server was killed, not stopped: what it had only in memory is gone.
    private static async Task<string> Durable(string data, string? owner, string code, IEnumerable<CrowdResult> results)
    {
        var told = results.SelectMany(one => one.Answers).Select(NumberIn).ToHashSet();
        await using var cities = new Cities(new Storage(data, owner, null));
        var here = cities
            .Find(code)!
            .Database.Read(connection => Sql.Many(connection, "select number from cases", row => row.GetInt64(0)).ToHashSet());
        var lost = told.Count(number => !here.Contains(number));
        return lost == 0
            ? $"of {Report.Number(told.Count)} cases that were answered for, none was lost when the server was killed."
            : throw new InvalidOperationException($"{lost} of {told.Count} cases are lost");
    }

    private static long NumberIn(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        return long.Parse(json.RootElement[0].GetProperty("service_request_id").GetString()!, CultureInfo.InvariantCulture);
    }

    private static double Median(IEnumerable<CrowdResult> results) => Figures.Median(results.Select(one => one.Rate));

    /// <summary>A category that everybody may report and that asks nothing further.</summary>
    internal static string Category(CaseRules rules) =>
        rules
            .Playbook.Problems.Categories.First(one =>
                one.FoundBy.Contains(Finders.Citizen) && !one.Questions.Any(ask => ask.Required)
            )
            .Code;

    private static MultipartFormDataContent Form(CaseRules rules)
    {
        var places = rules.Playbook.Places.Places;
        var place = places[Random.Shared.Next(places.Count)];
        return new MultipartFormDataContent
        {
            { new StringContent(Category(rules)), "service_code" },
            { new StringContent(place.Lat.ToString(CultureInfo.InvariantCulture)), "lat" },
            { new StringContent(place.Lon.ToString(CultureInfo.InvariantCulture)), "long" },
            { new StringContent("门前有垃圾，已两天无人清理"), "description" },
            { new PhotoContent(), "media", "photo.jpg" },
        };
    }

    // Made only when a connection is there to take it: thousands may wait for theirs.
    private sealed class PhotoContent : HttpContent
    {
        public PhotoContent() => Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            await stream.WriteAsync(DoorPhoto.Another());

        protected override bool TryComputeLength(out long length)
        {
            length = DoorPhoto.Size;
            return true;
        }
    }
}
