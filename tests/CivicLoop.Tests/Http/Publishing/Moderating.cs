using CivicLoop.Core.Photos;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Publishing;
using Shouldly;

namespace CivicLoop.Tests.Http.Publishing;

/// <summary>A clerk at the gate before everybody.</summary>
internal static class Moderating
{
    /// <summary>A picture that can be decoded: red all over, larger than the smallest that is taken.</summary>
    public static byte[] Red(int width = 80, int height = 60) =>
        PngWriter.Write(width, height, new byte[width * height], [0xE01010]);

    public static (string Name, string File, string Type, byte[] Bytes) Photo(string field = "photos") =>
        (field, "red.png", "image/png", Red());

    public static async Task<Answer> Publish(
        this TestClient clerk,
        long number,
        string words,
        params (string Name, string Value)[] fields
    )
    {
        var page = await clerk.Get($"moderation/{number}");
        return await clerk.Submit(page, page.Form("form.moderation"), [("words", words), ("reason", "核对无误"), .. fields]);
    }

    public static PublicDossier? Public(this TestServer server, long number) =>
        server.City.Database.Read(connection => PublicReads.Find(connection, number));

    /// <summary>The pixel of a stored copy, as red, green and blue.</summary>
    public static (byte Red, byte Green, byte Blue) Pixel(byte[] file, double x, double y)
    {
        var pixels = Vips.Decode(file, 2000).ShouldNotBeNull();
        var at = ((int)(y * pixels.Height) * pixels.Width + (int)(x * pixels.Width)) * pixels.Bands;
        return (pixels.Bytes[at], pixels.Bytes[at + 1], pixels.Bytes[at + 2]);
    }

    public static void NeedsDecoder() => Requires.Have(Vips.IsHere ? "here" : null, "no libvips: install the package libvips42");
}
