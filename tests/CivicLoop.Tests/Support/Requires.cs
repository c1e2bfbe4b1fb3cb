using Xunit;

namespace CivicLoop.Tests.Support;

/// <summary>What a test needs from the machine. On a bare machine the test is skipped and says why; in CI it fails.</summary>
public static class Requires
{
    public static bool InCi => Environment.GetEnvironmentVariable("CI") is "true" or "1";

    public static string? Postgres { get; } =
        Environment.GetEnvironmentVariable("CIVICLOOP_TEST_POSTGRES") is { Length: > 0 } connection ? connection : null;

    public static string? Chromium { get; } =
        new[]
        {
            Environment.GetEnvironmentVariable("CIVICLOOP_TEST_BROWSER"),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
        }.FirstOrDefault(path => File.Exists(path));

    public const string NoDatabase = "no PostgreSQL: make check starts one, or set CIVICLOOP_TEST_POSTGRES";

    public static string Database() => Have(Postgres, NoDatabase);

    public static string Browser() => Have(Chromium, "no Chromium: install the package chromium, or set CIVICLOOP_TEST_BROWSER");

    /// <summary>A program of the machine, such as strace.</summary>
    public static string Program(string name) =>
        Have(
            (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(':')
                .Select(folder => Path.Combine(folder, name))
                .FirstOrDefault(File.Exists),
            $"no {name}: install the package {name}"
        );

    public static string Have(string? found, string missing)
    {
        if (found is null && InCi)
            Assert.Fail(missing);
        Assert.SkipWhen(found is null, missing);
        return found!;
    }
}
