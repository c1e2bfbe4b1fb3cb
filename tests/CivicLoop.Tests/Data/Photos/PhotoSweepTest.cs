using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Photos;

/// <summary>Photos of forms that were never sent go after a day; what anything shows stays, and so does what somebody has in hand.</summary>
public class PhotoSweepTest
{
    private static void Age(CaseOffice office, string blob) =>
        File.SetLastWriteTimeUtc(office.Blobs.PathOf(blob), CityClock.Machine - PhotoSweep.Kept - TimeSpan.FromMinutes(1));

    private static bool IsThere(CaseOffice office, string blob) => File.Exists(office.Blobs.PathOf(blob));

    [Theory, EachDatabase]
    public async Task What_nothing_shows_goes_after_a_day_and_what_is_shown_stays(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        var (shown, ofAPlace, never, fresh) = (
            office.Photo("of a case"),
            office.Photo("of a place"),
            office.Photo("never sent"),
            office.Photo("just taken")
        );
        await office.Reported(shown);
        city.AsOwner(
            "insert into place_photos (id, kind, code, blob, type, width, height, recorded_at, person, post) "
                + $"values ('{Guid.CreateVersion7()}', 'place', 'p-1', '{ofAPlace.Blob}', 'image/png', 1, 1, 0, '', '')"
        );
        foreach (var old in new[] { shown, ofAPlace, never })
            Age(office, old.Blob);

        PhotoSweep.Run(city.City).ShouldBe(1);

        IsThere(office, never.Blob).ShouldBeFalse();
        foreach (var kept in new[] { shown, ofAPlace, fresh })
            IsThere(office, kept.Blob).ShouldBeTrue();
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_takes_the_same_picture_again_or_sends_the_form_again_keeps_it()
    {
        await using var city = TestCity.On(DatabaseKind.Sqlite);
        var office = new CaseOffice(city.City);
        var (again, resumed) = (office.Photo("taken twice"), office.Photo("of a form that came back"));
        var tokens = new PhotoTokens();
        var token = tokens.Seal(city.City, SmallCity.Clerk.Person, resumed);
        Age(office, again.Blob);
        Age(office, resumed.Blob);

        office.Photo("taken twice");
        tokens.Open(city.City, SmallCity.Clerk.Person, token).ShouldNotBeNull();

        PhotoSweep.Run(city.City).ShouldBe(0);
        await office.Reported(again, resumed);
        Proof.Of(city.City).Bent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_photo_that_is_gone_is_no_photo_of_a_form_that_comes_back()
    {
        await using var city = TestCity.On(DatabaseKind.Sqlite);
        var office = new CaseOffice(city.City);
        var photo = office.Photo("left lying");
        var tokens = new PhotoTokens();
        var token = tokens.Seal(city.City, SmallCity.Clerk.Person, photo);
        Age(office, photo.Blob);

        PhotoSweep.Run(city.City).ShouldBe(1);

        tokens.Open(city.City, SmallCity.Clerk.Person, token).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_renewed_between_the_look_and_the_sweep_comes_back_and_halves_are_cleared_away()
    {
        await using var city = TestCity.On(DatabaseKind.Sqlite);
        var office = new CaseOffice(city.City);
        var photo = office.Photo("in the last moment");
        var before = CityClock.Machine - PhotoSweep.Kept;
        var half = Path.Combine(Path.GetDirectoryName(office.Blobs.PathOf(photo.Blob))!, ".half-written");
        await File.WriteAllTextAsync(half, "half", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(half, before.AddMinutes(-1));

        office.Blobs.Sweep(photo.Blob, before).ShouldBeFalse();
        PhotoSweep.Run(city.City).ShouldBe(0);

        IsThere(office, photo.Blob).ShouldBeTrue();
        File.Exists(half).ShouldBeFalse();
    }
}
