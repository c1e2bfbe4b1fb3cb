using System.Net;
using System.Text;
using CivicLoop.Core.Organisation;
using CivicLoop.Tests.Core.Photos;
using CivicLoop.Tests.Http.Intake;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Photos;

public class PhotoTest
{
    [Fact]
    public async Task A_photo_comes_to_whoever_may_see_the_case_without_what_the_camera_wrote()
    {
        await using var server = await TestServer.Start();
        var id = await Reported(server, SmallCity.InspectorNorth);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var (status, bytes, headers) = await clerk.Download($"photos/{id}");

        status.ShouldBe(HttpStatusCode.OK);
        headers["Content-Type"].ShouldBe("image/jpeg");
        headers["X-Content-Type-Options"].ShouldBe("nosniff");
        headers["Content-Disposition"].ShouldBe("inline");
        headers["Cache-Control"].ShouldContain("private");
        headers["Cache-Control"].ShouldContain("immutable");
        Encoding.Latin1.GetString(bytes).ShouldNotContain(SamplePhotos.Secret);
        Encoding.Latin1.GetString(bytes).ShouldNotContain("Exif");
    }

    [Fact]
    public async Task What_a_staff_camera_wrote_is_kept_as_evidence_and_a_citizens_is_not()
    {
        await using var server = await TestServer.Start();
        var staffs = await Reported(server, SmallCity.InspectorNorth);
        var citizens = await Reported(server, null);

        Encoding.Latin1.GetString(Convert.FromBase64String(Metadata(server, staffs)!)).ShouldContain(SamplePhotos.Secret);
        Metadata(server, citizens).ShouldBeNull();
        foreach (var file in Directory.EnumerateFiles(server.City.PhotoFolder, "*", SearchOption.AllDirectories))
            Encoding.Latin1.GetString(File.ReadAllBytes(file)).ShouldNotContain(SamplePhotos.Secret);
    }

    [Theory]
    [InlineData("inspector-north", HttpStatusCode.OK)]
    [InlineData("office-clerk", HttpStatusCode.OK)]
    [InlineData("supervisor", HttpStatusCode.OK)]
    [InlineData("leader", HttpStatusCode.OK)]
    [InlineData("inspector-south", HttpStatusCode.NotFound)]
    [InlineData("market-clerk", HttpStatusCode.NotFound)]
    [InlineData("south-clerk", HttpStatusCode.NotFound)]
    [InlineData("audit-administrator", HttpStatusCode.OK)]
    [InlineData("system-administrator", HttpStatusCode.Forbidden)]
    [InlineData("security-administrator", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.SeeOther)]
    public async Task Other_peoples_photos_are_not_there(string? post, HttpStatusCode status)
    {
        await using var server = await TestServer.Start();
        var id = await Reported(server, null);
        using var person = post is null ? server.Anybody() : await server.SignedIn(SmallCity.Holder(post));

        (await person.Get($"photos/{id}")).Status.ShouldBe(status);
        // Who may not see it is answered as if there were none.
        var none = (await person.Get($"photos/{Guid.CreateVersion7()}")).Status;
        none.ShouldBe(status == HttpStatusCode.OK ? HttpStatusCode.NotFound : status);
    }

    [Fact]
    public async Task An_erased_photo_leaves_a_placeholder_that_says_so()
    {
        await using var server = await TestServer.Start();
        var id = await Reported(server, null);
        var erased = await server.City.Database.Write(transaction =>
            PhotoRows.Erase(transaction, id, SmallCity.Clerk.Person, server.City.Clock.Now)
        );
        new BlobStore(server.City.PhotoFolder).Delete(erased.Orphan!);
        using var clerk = await server.SignedIn(SmallCity.Clerk);

        var (status, bytes, headers) = await clerk.Download($"photos/{id}");

        status.ShouldBe(HttpStatusCode.Gone);
        headers["Content-Type"].ShouldStartWith("image/svg+xml");
        headers["Cache-Control"].ShouldNotContain("immutable");
        Encoding.UTF8.GetString(bytes).ShouldContain("照片已删除");
    }

    private static async Task<Guid> Reported(TestServer server, Actor? by)
    {
        using var person = by is null ? server.Anybody() : await server.SignedIn(by);
        await person.Report([.. Reporting.Litter, ("reason", "日常巡查发现")], Reporting.Photo());
        return server.Cases()[^1].Before.Single().Id;
    }

    private static string? Metadata(TestServer server, Guid id) =>
        server.City.Database.Read(connection =>
            Sql.Many(connection, "select metadata from photos where id = $1", row => Sql.Text(row, 0), id).Single()
        );
}
