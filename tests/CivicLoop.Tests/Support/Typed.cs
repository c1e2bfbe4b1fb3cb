using System.Diagnostics;

namespace CivicLoop.Tests.Support;

/// <summary>What a verb said, typed as a person types it: a process of its own.</summary>
public sealed record Typed(int Code, string Out, string Error)
{
    /// <summary>In English, whatever the machine speaks.</summary>
    public static async Task<Typed> Run(params IEnumerable<string> words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "civicloop.dll"));
        foreach (var word in words)
            start.ArgumentList.Add(word);
        start.Environment["LC_ALL"] = "C.UTF-8";
        // A verb on files of its own asks no server.
        start.Environment.Remove("CIVICLOOP_POSTGRES");
        using var process = Process.Start(start)!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(patience.Token);
        return new Typed(process.ExitCode, await said, await wrong);
    }
}
