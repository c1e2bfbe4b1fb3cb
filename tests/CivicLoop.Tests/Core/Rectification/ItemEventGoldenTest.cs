using CivicLoop.Core.Rectification;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Rectification;

/// <summary>The stored shape of every kind ever released: a file here never changes.</summary>
public class ItemEventGoldenTest
{
    private const string Prefix = "rectification-item.";

    private static string Folder => SourceTree.At("tests", "CivicLoop.Tests", "Golden", "rectification-item");

    public static TheoryData<string> Released =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Theory, MemberData(nameof(Released))]
    public void A_released_event_is_read_folded_and_written_back_to_the_byte(string name)
    {
        var body = File.ReadAllText(Path.Combine(Folder, name + ".json")).TrimEnd('\n');

        var happened = ItemEventJson.Read(Prefix + name, body);

        ItemEventJson.KindOf(happened).ShouldBe(Prefix + name);
        ItemEventJson.Write(happened).ShouldBe(body);
        var made = ItemDecideTest.By(SmallCity.Clerk).Made;
        var added = ItemEventJson.Read(Prefix + "added", File.ReadAllText(Path.Combine(Folder, "added.json")));
        var before = happened is ItemAdded ? null : ItemEvolve.Evolve(null, added, made);
        ItemEvolve.Evolve(before, happened, made).Version.ShouldBe((before?.Version ?? 0) + 1);
    }

    [Fact]
    public void Every_kind_has_its_golden_file() =>
        Released.Select(row => Prefix + row.Data).Order().ShouldBe(ItemEventJson.AllKinds.Order());
}
