using CivicLoop.Tests.Http.Fuzz;
using Xunit.Runner.InProc.SystemConsole;

namespace CivicLoop.Tests.Support;

/// <summary>
/// Runs the tests; or, named so by a durability test, is the process that it kills; or sends what nobody reckoned with.
/// </summary>
public static class Program
{
    public static Task<int> Main(string[] args) =>
        args switch
        {
            [DoomedWriter.Verb, .. var rest] => DoomedWriter.Run(rest),
            [DoomedSigner.Verb, .. var rest] => DoomedSigner.Run(rest),
            [DoomedCaller.Verb, .. var rest] => DoomedCaller.Run(rest),
            [FuzzRun.Verb, .. var rest] => FuzzRun.Run(rest),
            _ => ConsoleRunner.Run(args),
        };
}
