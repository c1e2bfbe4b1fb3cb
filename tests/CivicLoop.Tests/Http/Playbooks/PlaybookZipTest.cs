using System.IO.Compression;
using System.Text;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Playbooks.Import;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Http.Playbooks;

/// <summary>What a zip may be: a folder of a playbook, and nothing that harms whoever opens it.</summary>
public class PlaybookZipTest
{
    private static byte[] Zip(params (string Path, byte[] Content)[] entries)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in entries)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(content);
            }
        }
        return packed.ToArray();
    }

    private static string? Refusal(byte[] zip, long largest = PlaybookZip.LargestUnpacked) =>
        PlaybookZip.Read(new MemoryStream(zip), PlaybookFolders.Base, largest).Refusal?.Code;

    [Theory]
    [InlineData("")]
    [InlineData("small/")]
    [InlineData("deep/er/")]
    public void The_folder_is_read_however_deep_it_was_packed(string within) =>
        PlaybookZip
            .Read(new MemoryStream(new SmallFolder().Zip(within)), PlaybookFolders.Base)
            .Value.ShouldNotBeNull()
            .Files.ShouldBe(new SmallFolder().Folder.Files, ignoreOrder: true);

    [Fact]
    public void What_lies_beside_the_folder_is_no_part_of_it() =>
        PlaybookZip
            .Read(
                new MemoryStream(
                    Zip(
                        ("small/city.yaml", [.. Encoding.UTF8.Preamble, .. "city: small"u8]),
                        ("small/read-me.txt", "x"u8.ToArray()),
                        ("small/.hidden.yaml", "x"u8.ToArray()),
                        ("__MACOSX/small/city.yaml", "x"u8.ToArray()),
                        ("other/limits.yaml", "x"u8.ToArray())
                    )
                ),
                PlaybookFolders.Base
            )
            .Value!.Files.Where(file => !file.Key.StartsWith("base/", StringComparison.Ordinal))
            .ShouldHaveSingleItem()
            .ShouldBe(KeyValuePair.Create("city.yaml", "city: small"));

    [Theory]
    [InlineData("../city.yaml")]
    [InlineData("small/../../city.yaml")]
    [InlineData("/etc/city.yaml")]
    [InlineData("C:/city.yaml")]
    [InlineData("small\\city.yaml")]
    public void A_name_that_leads_out_of_the_folder_is_refused(string path) =>
        Refusal(Zip((path, "city: small"u8.ToArray()))).ShouldBe("playbook-zip.path");

    [Fact]
    public void A_bomb_is_put_out_by_counting_what_comes_out()
    {
        var bomb = Zip(("city.yaml", new byte[3_000_000]), ("limits.yaml", new byte[3_000_000]));
        bomb.Length.ShouldBeLessThan(20_000);

        Refusal(bomb, largest: 5_000_000).ShouldBe("playbook-zip.large");
        Refusal(Zip([.. Enumerable.Range(0, 501).Select(at => ($"{at}.yaml", Array.Empty<byte>()))]))
            .ShouldBe("playbook-zip.many");
    }

    [Fact]
    public void What_is_no_zip_has_nothing_in_it_has_a_name_twice_or_no_text_is_told_apart()
    {
        var cut = new SmallFolder().Zip()[..^30];

        Refusal("city: small"u8.ToArray()).ShouldBe("playbook-zip.broken");
        Refusal([]).ShouldBe("playbook-zip.broken");
        Refusal(cut).ShouldBe("playbook-zip.broken");
        Refusal(Zip(("photo.png", [1, 2]))).ShouldBe("playbook-zip.empty");
        Refusal(Zip(("city.yaml", "a: 1"u8.ToArray()), ("city.yaml", "a: 2"u8.ToArray()))).ShouldBe("playbook-zip.twice");
        Refusal(Zip(("city.yaml", [0xC8, 0xCB, 0xB4, 0xE5]))).ShouldBe("playbook-zip.not-utf8");
    }
}
