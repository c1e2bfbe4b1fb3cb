using System.Security.Cryptography;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Photos;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Demo;

public class PhotoDrawingTests
{
    private static readonly Scene[] Scenes = Enum.GetValues<Scene>();
    private static readonly Backdrop[] Backdrops = Enum.GetValues<Backdrop>();

    [Fact]
    public void Every_scene_in_every_place_is_a_photo_that_can_be_taken_in()
    {
        foreach (var scene in Scenes)
        foreach (var backdrop in Backdrops)
        {
            var drawn = PhotoDrawing.Draw(new Drawing(scene, backdrop, 5, 0, false, true));
            var photo = PhotoReader.Read(drawn, "a.png", "image/png").Value.ShouldNotBeNull();
            (photo.Width, photo.Height).ShouldBe((PhotoDrawing.Width, PhotoDrawing.Height));
            photo.Clean.ShouldBe(drawn);
            photo.Metadata.ShouldBeEmpty();
        }
    }

    [Fact]
    public void No_two_cases_show_the_same_picture()
    {
        var drawn = Enumerable
            .Range(0, 3000)
            .Select(index =>
                PhotoDrawing.Draw(
                    new Drawing(
                        Scenes[index % Scenes.Length],
                        Backdrops[index / 3 % Backdrops.Length],
                        index * 31,
                        0,
                        index % 2 == 0,
                        index % 5 == 0
                    )
                )
            );
        drawn.Select(SHA256.HashData).Select(Convert.ToHexString).Distinct().Count().ShouldBe(3000);
    }

    [Fact]
    public void Before_and_after_differ_and_so_do_two_shots()
    {
        foreach (var scene in Scenes)
        {
            var before = new Drawing(scene, Backdrop.Street, 9, 0, After: false, Snow: false);
            PhotoDrawing.Draw(before).ShouldBe(PhotoDrawing.Draw(before));
            PhotoDrawing.Draw(before).ShouldNotBe(PhotoDrawing.Draw(before with { After = true }), scene.ToString());
            PhotoDrawing.Draw(before).ShouldNotBe(PhotoDrawing.Draw(before with { Shot = 1 }), scene.ToString());
        }
    }
}
