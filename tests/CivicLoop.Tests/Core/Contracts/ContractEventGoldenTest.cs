using CivicLoop.Core.Contracts;
using CivicLoop.Core.Events;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Contracts;

/// <summary>The stored shape of every kind of event of a contract ever released.</summary>
public class ContractEventGoldenTest
{
    private static string Folder => SourceTree.At("tests", "CivicLoop.Tests", "Golden", "contracts");

    public static TheoryData<string> Released =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Theory, MemberData(nameof(Released))]
    public void A_released_event_is_read_and_written_back_to_the_byte(string kind)
    {
        var body = File.ReadAllText(Path.Combine(Folder, kind + ".json")).TrimEnd('\n');

        var happened = ContractEventJson.Read(kind, body);

        ContractEventJson.KindOf(happened).ShouldBe(kind);
        ContractEventJson.Write(happened).ShouldBe(body);
        var made = new Made(
            SmallCity.Id(1),
            SmallCity.Id(2),
            "post",
            SmallCity.Monday,
            SmallCity.Monday,
            "desk",
            SmallCity.Text()
        );
        var before = happened is ContractMade ? null : Signing.Made().State;
        ContractEvolve.Evolve(before, happened, made).Version.ShouldBe((before?.Version ?? 0) + 1);
    }

    [Fact]
    public void Every_kind_has_its_golden_file() =>
        Released.Select(row => row.Data).Order().ShouldBe(ContractEventJson.AllKinds.Order());

    [Fact]
    public void An_unknown_kind_is_not_skipped() =>
        Should
            .Throw<InvalidOperationException>(() => ContractEventJson.Read("contract.vanished", "{}"))
            .Message.ShouldContain("vanished");
}
