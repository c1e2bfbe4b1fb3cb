using System.Text;
using CivicLoop.Tests.Core.Photos;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser.Intake;

/// <summary>A large photo of staff is made smaller in the browser, and what the camera wrote into it goes along.</summary>
public class StaffPhotoTest(Browsing browsing)
{
    [Fact]
    public async Task A_smaller_photo_keeps_the_cameras_words_and_is_not_turned_twice()
    {
        await using var server = await TestServer.Start();
        await using var visitor = await browsing.Visit(server.Address, Screen.Phone);
        var page = visitor.Page;
        await page.GotoAsync($"/login?city={server.City.Code}");
        await page.FillAsync("#login", SmallCity.InspectorNorth.Post);
        await page.FillAsync("#password", TestServer.Password);
        await page.PressAsync("#password", "Enter");
        await page.WaitForURLAsync("**/desk");
        await page.GotoAsync($"{server.CityAddress}/report");
        var drawn = await page.EvaluateAsync<string>(
            """
            () => { const c = document.createElement("canvas"); c.width = 2000; c.height = 1000;
              c.getContext("2d").fillRect(0, 0, 900, 900); return c.toDataURL("image/jpeg").split(",")[1]; }
            """
        );
        var jpeg = Convert.FromBase64String(drawn);
        byte[] exif = [.. "Exif\0\0"u8, .. SamplePhotos.Tiff(orientation: 6), .. Encoding.ASCII.GetBytes(SamplePhotos.Secret)];
        byte[] photo = [0xFF, 0xD8, 0xFF, 0xE1, (byte)((exif.Length + 2) >> 8), (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];

        await page.SetInputFilesAsync(
            "#photos",
            new Microsoft.Playwright.FilePayload
            {
                Name = "DSC.jpg",
                MimeType = "image/jpeg",
                Buffer = photo,
            }
        );
        await page.WaitForSelectorAsync("[data-preview-of=photos] img");
        await page.ClickAsync(".step.now .step-acts .btn-primary");
        await page.FillAsync("#words", "市场");
        await page.CheckAsync("input[name=place][value=p-1]");
        await page.ClickAsync(".step.now .step-acts .btn-primary");
        await page.SelectOptionAsync("#category", "litter");
        await page.FillAsync("#what", "门口有垃圾");
        await page.FillAsync("#reason", "日常巡查发现");
        await page.ClickAsync("button[value=send]");
        await page.WaitForURLAsync("**/cases/*");

        var (metadata, width, height) = server.City.Database.Read(connection =>
            Sql.Many(
                    connection,
                    "select metadata, width, height from photos",
                    row => (Sql.Text(row, 0), row.GetInt32(1), row.GetInt32(2))
                )
                .Single()
        );
        Encoding.Latin1.GetString(Convert.FromBase64String(metadata.ShouldNotBeNull())).ShouldContain(SamplePhotos.Secret);
        (width, height).ShouldBe((800, 1600));
    }
}
