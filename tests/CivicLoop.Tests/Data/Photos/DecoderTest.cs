using System.Diagnostics;
using CivicLoop.Core.Photos;
using CivicLoop.Tests.Http.Publishing;
using CivicLoop.Web.Photos;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Photos;

/// <summary>The machine's decoder beside our database in one process.</summary>
public class DecoderTest
{
    [Fact]
    public void Decoding_brings_no_other_sqlite_into_the_process()
    {
        Moderating.NeedsDecoder();
        var grey = new Pixels([.. Enumerable.Repeat((byte)120, 40 * 30 * 3)], 40, 30, 3);

        var read = Vips.Decode(Vips.Jpeg(grey).ShouldNotBeNull(), 2000).ShouldNotBeNull();

        (read.Width, read.Height).ShouldBe((40, 30));
        // Two of them in one process answer each other's calls.
        using var here = Process.GetCurrentProcess();
        here.Modules.Cast<ProcessModule>()
            .Select(module => module.ModuleName)
            .ShouldNotContain(name => name.StartsWith("libsqlite3", StringComparison.Ordinal));
    }
}
