using System.Net;
using CivicLoop.Tests.Core.Photos;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Intake;

/// <summary>A citizen reports while the server's disk is full: told so, and not a word typed in vain.</summary>
public class FullDiskTest
{
    [Fact]
    public async Task A_full_disk_is_said_what_was_typed_stays_and_goes_through_once_there_is_room()
    {
        using var disk = SmallDisk.Of(megabytes: 8);
        await using var server = await TestServer.Start(parent: disk.Folder);
        using var citizen = server.Anybody();
        await citizen.Report(Reporting.Litter);
        var filler = disk.Fill();

        var refused = await citizen.Report(
            Reporting.Litter.But(("what", "满" + new string('长', 900))),
            Reporting.Photo(bytes: SamplePhotos.Jpeg(width: 640, height: 480))
        );

        refused.Status.ShouldBe(HttpStatusCode.ServiceUnavailable, refused.Page.Body?.TextContent);
        refused.Refusals().ShouldNotBeEmpty();
        refused.Page.QuerySelector("#what")!.TextContent.ShouldStartWith("满");
        server.Cases().Count.ShouldBe(1);

        File.Delete(filler);
        var sent = await citizen.SendAgain(refused, [("step", "send")]);

        sent.Status.ShouldBe(HttpStatusCode.SeeOther, sent.Refusals());
        server.Cases().Count.ShouldBe(2);
        server.IsWhole();
    }
}
