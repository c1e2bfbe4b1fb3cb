using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CivicLoop.Web.Site;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Site;

/// <summary>The verb <c>serve</c> as it is run, where it cannot.</summary>
public class PortTakenTest
{
    [Fact]
    public async Task Where_the_port_is_taken_one_sentence_says_so_and_nothing_else()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        var folder = Directory.CreateTempSubdirectory("civicloop-test-");
        try
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (
                var argument in new[] { typeof(Serve).Assembly.Location, "serve", "--urls", address, "--data", folder.FullName }
            )
                start.ArgumentList.Add(argument);
            start.Environment["LC_ALL"] = "C";
            using var serve = Process.Start(start)!;
            var (output, errors) = (
                serve.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
                serve.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)
            );
            await serve.WaitForExitAsync(TestContext.Current.CancellationToken);

            serve.ExitCode.ShouldBe(1);
            (await output).ShouldBeEmpty();
            (await errors)
                .ReplaceLineEndings("\n")
                .ShouldSatisfyAllConditions(
                    told => told.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem(),
                    told => told.ShouldContain(address),
                    told => told.ShouldContain("--urls")
                );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
