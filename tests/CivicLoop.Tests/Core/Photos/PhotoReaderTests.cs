using System.Text;
using CivicLoop.Core.Photos;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Photos;

public class PhotoReaderTests
{
    [Fact]
    public void A_jpeg_tells_its_size_and_loses_what_the_camera_wrote() =>
        Stripped(SamplePhotos.Jpeg(), SamplePhotos.Jpeg(secrets: false), PhotoFormat.Jpeg, 48, 32);

    [Fact]
    public void A_png_tells_its_size_and_loses_what_was_written_into_it() =>
        Stripped(SamplePhotos.Png(), SamplePhotos.Png(secrets: false), PhotoFormat.Png, 40, 30);

    [Fact]
    public void A_webp_tells_its_size_and_loses_what_was_written_into_it() =>
        Stripped(SamplePhotos.WebP(), SamplePhotos.WebP(secrets: false), PhotoFormat.WebP, 64, 20);

    [Fact]
    public void A_webp_with_transparency_keeps_that_flag_alone()
    {
        var clean = PhotoReader.Read(SamplePhotos.WebP(alpha: true)).Value!.Clean;
        clean[20].ShouldBe((byte)0x10);
        PhotoReader.Read(clean).Value!.Width.ShouldBe(64);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    public void A_turned_jpeg_still_shows_upright_and_keeps_nothing_else(int orientation)
    {
        var photo = PhotoReader.Read(SamplePhotos.Jpeg(orientation: orientation)).Value!;
        photo.Orientation.ShouldBe(orientation);
        Text(photo.Clean).ShouldNotContain(SamplePhotos.Secret);
        var again = PhotoReader.Read(photo.Clean).Value!;
        (again.Width, again.Height, again.Orientation).ShouldBe((48, 32, orientation));
        again.Clean.ShouldBe(photo.Clean);
    }

    [Fact]
    public void An_empty_file_is_refused() => Code([]).ShouldBe("photo.empty");

    [Fact]
    public void A_file_past_twelve_megabytes_is_refused_with_both_sizes()
    {
        var refusal = PhotoReader.Read(new byte[12 * 1024 * 1024 + 1]).Refusal!;
        refusal.Code.ShouldBe("photo.too-large");
        refusal.Args[1].ShouldBe("12");
    }

    [Theory]
    [InlineData("GIF89a.............", "GIF")]
    [InlineData("%PDF-1.7...........", "PDF")]
    [InlineData("\0\0\0\u0018ftypheic........", "HEIC")]
    [InlineData("hello, this is text", "—")]
    public void What_is_no_photo_is_refused_whatever_its_name_says(string content, string found)
    {
        var refusal = PhotoReader.Read(Encoding.Latin1.GetBytes(content), "IMG_0001.jpg", "image/jpeg").Refusal!;
        refusal.Code.ShouldBe("photo.not-an-image");
        refusal.Args.ShouldBe([PhotoReader.Accepted, found]);
    }

    [Theory]
    [InlineData("a.jpg", null)]
    [InlineData("a.JPEG", "image/png")]
    [InlineData(null, "image/webp")]
    [InlineData("blob", "image/jpeg")]
    public void A_photo_that_is_another_kind_than_it_claims_is_refused(string? name, string? type)
    {
        var refusal = PhotoReader.Read(SamplePhotos.Png(), name, type).Refusal!;
        refusal.Code.ShouldBe("photo.wrong-type");
        refusal.Args[1].ShouldBe("Png");
    }

    [Fact]
    public void Too_many_pixels_are_refused_before_anything_decodes_them()
    {
        Code(SamplePhotos.Jpeg(10_000, 6_000)).ShouldBe("photo.too-many-pixels");
        Code(SamplePhotos.Jpeg(12_001, 100)).ShouldBe("photo.too-many-pixels");
        Code(SamplePhotos.Jpeg(12_000, 4_000)).ShouldBeNull();
    }

    [Fact]
    public void A_picture_of_a_few_pixels_is_refused() => Code(SamplePhotos.Png(40, 15)).ShouldBe("photo.too-small");

    [Fact]
    public void Every_truncation_of_a_photo_is_refused_as_broken_and_says_where()
    {
        foreach (
            var whole in new[]
            {
                SamplePhotos.Jpeg(secrets: false),
                SamplePhotos.Png(secrets: false),
                SamplePhotos.WebP(secrets: false),
            }
        )
        {
            for (var length = 12; length < whole.Length; length++)
            {
                var refusal = PhotoReader.Read(whole.AsSpan(0, length)).Refusal;
                refusal.ShouldNotBeNull($"{length} of {whole.Length} bytes");
                refusal.Code.ShouldBe("photo.broken");
                int.Parse(refusal.Args[2]).ShouldBeInRange(0, length);
            }
        }
    }

    [Fact]
    public void A_flipped_bit_in_a_png_is_found_by_its_checksum()
    {
        var bent = SamplePhotos.Png(secrets: false);
        bent[60] ^= 4;
        Code(bent).ShouldBe("photo.broken");
    }

    [Fact]
    public void A_jpeg_with_a_preview_in_its_header_loses_the_preview()
    {
        var clean = PhotoReader.Read(SamplePhotos.Jpeg()).Value!.Clean;
        clean[4..6].ShouldBe([(byte)0, (byte)16]);
        clean[18..20].ShouldBe([(byte)0, (byte)0]);
    }

    [Fact]
    public void An_animated_webp_is_no_photo()
    {
        var moving = SamplePhotos.WebP();
        moving[20] |= 2;
        Code(moving).ShouldBe("photo.not-an-image");
    }

    private static void Stripped(byte[] dirty, byte[] bare, PhotoFormat format, int width, int height)
    {
        var photo = PhotoReader.Read(dirty).Value!;
        (photo.Format, photo.Width, photo.Height).ShouldBe((format, width, height));
        photo.Clean.ShouldBe(bare);
        Text(photo.Clean).ShouldNotContain("Exif");
        Text(photo.Metadata).ShouldContain(SamplePhotos.Secret);
        var again = PhotoReader.Read(photo.Clean).Value!;
        (again.Width, again.Height).ShouldBe((width, height));
        again.Metadata.ShouldBeEmpty();
        again.Clean.ShouldBe(photo.Clean);
    }

    private static string? Code(byte[] bytes) => PhotoReader.Read(bytes).Refusal?.Code;

    private static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
