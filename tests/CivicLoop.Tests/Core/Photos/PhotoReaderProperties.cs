using System.Text;
using CivicLoop.Core.Photos;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Photos;

/// <summary>Hostile input: the answer is always a photo or a refusal, and what is let in is clean.</summary>
public class PhotoReaderProperties
{
    private static readonly byte[][] Heads =
    [
        [],
        [0xFF, 0xD8, 0xFF],
        [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10],
        [.. "RIFF"u8, 40, 0, 0, 0, .. "WEBPVP8X"u8],
    ];

    private static readonly byte[][] Whole =
    [
        SamplePhotos.Jpeg(),
        SamplePhotos.Jpeg(orientation: 6),
        SamplePhotos.Png(),
        SamplePhotos.WebP(),
        SamplePhotos.WebP(alpha: true),
    ];

    [Fact]
    public void Random_bytes_behind_any_signature_are_answered() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<byte[]>(),
                Gen.Choose(0, Heads.Length - 1).ToArbitrary(),
                (bytes, head) => Answered([.. Heads[head], .. bytes])
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void A_photo_bent_in_any_places_and_cut_anywhere_is_answered() =>
        Prop.ForAll(Bent().ToArbitrary(), Answered).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Metadata_of_any_kind_and_content_anywhere_before_the_picture_is_taken_out() =>
        Prop.ForAll(
                Gen.ListOf(Gen.Elements<byte>(0xE1, 0xE2, 0xE5, 0xEC, 0xED, 0xEF, 0xFE, 0xF3)).ToArbitrary(),
                ArbMap.Default.ArbFor<byte[]>(),
                (markers, noise) =>
                {
                    var bare = SamplePhotos.Jpeg(secrets: false);
                    byte[] secret = [.. noise, .. Encoding.ASCII.GetBytes(SamplePhotos.Secret)];
                    byte[] added = [.. markers.SelectMany(marker => SamplePhotos.Segment(marker, secret))];
                    byte[] dirty = [.. bare[..20], .. added, .. bare[20..]];
                    var photo = PhotoReader.Read(dirty).Value!;
                    photo.Clean.ShouldBe(bare);
                    photo.Metadata.ShouldBe(added);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static Gen<byte[]> Bent() =>
        from which in Gen.Choose(0, Whole.Length - 1)
        let whole = Whole[which]
        from places in Gen.ArrayOf(Gen.Choose(0, whole.Length - 1))
        from values in Gen.ArrayOf(Gen.Choose(0, 255), places.Length)
        from length in Gen.Frequency((1, Gen.Choose(0, whole.Length)), (3, Gen.Constant(whole.Length)))
        select Mutated(whole, places, values, length);

    private static byte[] Mutated(byte[] whole, int[] places, int[] values, int length)
    {
        var copy = whole.ToArray();
        for (var index = 0; index < places.Length; index++)
            copy[places[index]] = (byte)values[index];
        return copy[..length];
    }

    private static void Answered(byte[] bytes)
    {
        var outcome = PhotoReader.Read(bytes);
        if (outcome.Value is not { } photo)
        {
            outcome.Refusal.ShouldNotBeNull().Code.ShouldStartWith("photo.");
            return;
        }
        var again = PhotoReader.Read(photo.Clean).Value.ShouldNotBeNull();
        (again.Width, again.Height, again.Orientation).ShouldBe((photo.Width, photo.Height, photo.Orientation));
        again.Clean.ShouldBe(photo.Clean);
    }
}
