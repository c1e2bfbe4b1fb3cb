using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CivicLoop.Bench.Load;

/// <summary>The built server as a process of its own, over a data folder, with a person signed in.</summary>
internal sealed partial class Server : IAsyncDisposable
{
    private readonly Process process;
    private readonly string data;

    private Server(Process process, string data, Uri address)
    {
        (this.process, this.data) = (process, data);
        Client = new HttpClient(
            new SocketsHttpHandler
            {
                UseCookies = true,
                AllowAutoRedirect = true,
                MaxConnectionsPerServer = 4096,
            }
        )
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromMinutes(2),
        };
    }

    public HttpClient Client { get; }

    public Process Process => process;

    [GeneratedRegex("<input[^>]*name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token { get; }

    /// <summary>Starts the server and waits until its first page has been sent whole.</summary>
    /// <returns>The server, and the milliseconds from the start of the process to the end of that page.</returns>
    public static Task<(Server Server, double Milliseconds)> Start(
        string data,
        string firstPage = "/",
        string verb = "serve",
        string? postgres = null,
        string? tokenCalls = null
    ) =>
        Start(
            new ProcessStartInfo(Path.Combine(Build.Folder, "civicloop"), [verb, "--data", data])
            {
                Environment = { ["CIVICLOOP_POSTGRES"] = postgres ?? "", ["CIVICLOOP_TOKEN_CALLS"] = tokenCalls },
            },
            data,
            firstPage
        );

    /// <summary>Starts any program that serves at the address that <c>ASPNETCORE_URLS</c> names.</summary>
    public static async Task<(Server Server, double Milliseconds)> Start(ProcessStartInfo start, string data, string firstPage)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var watch = Stopwatch.StartNew();
        var server = new Server(Process.Start(start)!, data, address);
        server.KeepLog();
        while (true)
        {
            try
            {
                using var response = await server.Client.GetAsync(firstPage);
                await response.Content.ReadAsByteArrayAsync();
                response.EnsureSuccessStatusCode();
                return (server, watch.Elapsed.TotalMilliseconds);
            }
            catch (HttpRequestException failure) when (failure.StatusCode is null && !server.process.HasExited)
            {
                await Task.Delay(5);
            }
        }
    }

    /// <summary>What the server says is read as it comes, so that it never waits for a reader, and kept for whoever asks why.</summary>
    private void KeepLog()
    {
        var log = TextWriter.Synchronized(new StreamWriter(LogFile, append: true) { AutoFlush = true });
        void Keep(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is { } said)
                log.WriteLine(said);
        }
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where the log of every server that a measurement started is kept.</summary>
    public static string LogFile { get; } = Path.Combine(Path.GetTempPath(), $"civicloop-bench-{Environment.ProcessId}.log");

    /// <summary>Signs in the first demo user of a role.</summary>
    /// <param name="who">A login, or a role of which the first is taken.</param>
    public async Task SignIn(string city, string who)
    {
        using var users = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(data, "demo-users.json")));
        var user = users
            .RootElement.EnumerateArray()
            .First(user => user.GetProperty("role").GetString() == who || user.GetProperty("login").GetString() == who);
        var page = await Client.GetStringAsync($"/login?city={city}");
        var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = WebUtility.HtmlDecode(Token.Match(page).Groups[1].Value),
                ["login"] = user.GetProperty("login").GetString()!,
                ["password"] = user.GetProperty("password").GetString()!,
            }
        );
        using var response = await Client.PostAsync($"/login?city={city}", form);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Resident memory of the process, in megabytes.</summary>
    public double Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1048576d;
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}

/// <summary>The server as it is published: framework-dependent, compiled ahead of time.</summary>
internal static class Build
{
    public static string Folder { get; } = Path.Combine(Path.GetTempPath(), "civicloop-bench-build");

    public static void Publish() =>
        Run(
            "dotnet",
            "publish",
            Path.Combine(Tree.Root, "src", "CivicLoop.Web"),
            "-c",
            "Release",
            "-o",
            Folder,
            "-v",
            "quiet",
            "-p:PublishReadyToRun=true",
            "-r",
            System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier,
            "--self-contained",
            "false",
            "-p:RestoreLockedMode=false",
            "-p:NuGetLockFilePath=" + Path.Combine(Path.GetTempPath(), "civicloop-bench.lock.json")
        );

    /// <summary>The data of the demo, built once and kept for all measurements.</summary>
    public static async Task<string> Demo()
    {
        var data = Path.Combine(Path.GetTempPath(), "civicloop-bench-demo");
        if (!File.Exists(Path.Combine(data, "demo-users.json")))
        {
            // It serves when it is built: the first page is the sign that it is.
            var (server, _) = await Server.Start(data, "/karamay", "demo");
            await server.DisposeAsync();
        }
        return data;
    }

    /// <summary>Data that an earlier release built are brought to this one.</summary>
    public static void Migrate(string data, string? postgres) => Say(postgres, "migrate", "--data", data);

    /// <summary>Runs a verb to its end.</summary>
    /// <returns>What it printed.</returns>
    public static string Say(string? postgres, params string[] arguments) =>
        RunOn(postgres, Path.Combine(Folder, "civicloop"), arguments);

    /// <summary>Karamay's playbook without cases under another code, and a key by which outside systems report there.</summary>
    public static string CityWithKey(string? postgres, string data, string code)
    {
        Say(postgres, "import", "playbook", "playbooks/karamay", "--valid-from", "2020-11-23", "--city", code, "--data", data);
        return Say(postgres, "token", "--city", code, "--scope", "open311", "--data", data).Trim().Split()[^1];
    }

    private static void Run(string program, params string[] arguments) => RunOn(null, program, arguments);

    private static string RunOn(string? postgres, string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Tree.Root,
                Environment = { ["CIVICLOOP_POSTGRES"] = postgres ?? "" },
                RedirectStandardOutput = true,
            }
        )!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {arguments[0]} ended with {process.ExitCode}\n{printed}");
        return printed;
    }
}
