using Xunit.Runner.InProc.SystemConsole;

namespace CivicLoop.Tests.Support;

/// <summary>Runs the tests; or, named so by a durability test, is the process that it kills.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) =>
        args is [DoomedWriter.Verb, .. var rest] ? DoomedWriter.Run(rest) : ConsoleRunner.Run(args);
}
