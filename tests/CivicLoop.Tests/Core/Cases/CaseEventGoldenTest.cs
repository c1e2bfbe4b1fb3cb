using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Cases;

/// <summary>
/// The stored shape of every kind ever released. A released event is stone: when a file here would have to change,
/// make a new kind instead.
/// </summary>
public class CaseEventGoldenTest
{
    private static string Folder => SourceTree.At("tests", "CivicLoop.Tests", "Golden", "events");

    public static TheoryData<string> Released =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileName(path)).Order()];

    [Theory, MemberData(nameof(Released))]
    public void A_released_event_is_read_and_written_back_to_the_byte(string file)
    {
        var kind = KindOf(file);
        var body = File.ReadAllText(Path.Combine(Folder, file)).TrimEnd('\n');

        var happened = CaseEventJson.Read(kind, body);

        CaseEventJson.KindOf(happened).ShouldBe(kind);
        CaseEventJson.Write(happened).ShouldBe(body);
    }

    [Theory, MemberData(nameof(Released))]
    public void A_released_event_can_be_folded(string file)
    {
        var happened = CaseEventJson.Read(KindOf(file), File.ReadAllText(Path.Combine(Folder, file)));
        var made = new Made(
            SmallCity.Id(1),
            SmallCity.Id(2),
            "post",
            SmallCity.Monday,
            SmallCity.Monday,
            "desk",
            SmallCity.Text()
        );
        var before = happened is CaseReported or FixedOnTheSpot ? null : Loop.Accepted().State;

        CaseEvolve.Evolve(before, happened, made).Version.ShouldBe((before?.Version ?? 0) + 1);
    }

    [Fact]
    public void Every_kind_has_its_golden_file() =>
        Released.Select(row => KindOf(row.Data)).Distinct().Order().ShouldBe(CaseEventJson.AllKinds.Order());

    [Fact]
    public void An_unknown_kind_is_not_skipped() =>
        Should.Throw<InvalidOperationException>(() => CaseEventJson.Read("vanished", "{}")).Message.ShouldContain("vanished");

    [Fact]
    public void A_history_that_does_not_begin_with_a_report_is_bent()
    {
        var made = new Made(
            SmallCity.Id(1),
            SmallCity.Id(2),
            "post",
            SmallCity.Monday,
            SmallCity.Monday,
            "desk",
            SmallCity.Text()
        );

        Should.Throw<InvalidOperationException>(() => CaseEvolve.Fold([(new CaseClosed(), made)]));
    }

    // filed.json, and filed.without-duty.json for a second shape of the same kind.
    private static string KindOf(string file) => file.Split('.')[0];
}
