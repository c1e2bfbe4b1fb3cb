using CivicLoop.Core.Events;
using CivicLoop.Core.SelfChecks;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.SelfChecks;

/// <summary>The stored shape of every kind ever released: a file here never changes.</summary>
public class SelfCheckEventGoldenTest
{
    private static string Folder => SourceTree.At("tests", "CivicLoop.Tests", "Golden", "self-check");

    public static TheoryData<string> Released =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Theory, MemberData(nameof(Released))]
    public void A_released_event_is_read_folded_and_written_back_to_the_byte(string name)
    {
        var body = File.ReadAllText(Path.Combine(Folder, name + ".json")).TrimEnd('\n');

        var happened = SelfCheckEventJson.Read("self-check." + name, body);

        SelfCheckEventJson.KindOf(happened).ShouldBe("self-check." + name);
        SelfCheckEventJson.Write(happened).ShouldBe(body);
        var made = new Made(
            SmallCity.Id(1),
            SmallCity.Id(2),
            "post",
            SmallCity.Monday,
            SmallCity.Monday,
            "desk",
            SmallCity.Text()
        );
        var asked = SelfCheckEventJson.Read("self-check.asked", File.ReadAllText(Path.Combine(Folder, "asked.json")));
        var before = happened is SelfCheckAsked ? null : SelfCheckEvolve.Evolve(null, asked, made);
        SelfCheckEvolve.Evolve(before, happened, made).Version.ShouldBe((before?.Version ?? 0) + 1);
    }

    [Fact]
    public void Every_kind_has_its_golden_file() =>
        Released.Select(row => "self-check." + row.Data).Order().ShouldBe(SelfCheckEventJson.AllKinds.Order());

    [Fact]
    public void An_unknown_kind_is_not_skipped() =>
        Should.Throw<InvalidOperationException>(() => SelfCheckEventJson.Read("self-check.vanished", "{}"));
}
