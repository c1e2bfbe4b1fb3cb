using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Upstream;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Upstream;

public class UpstreamDecideTest
{
    private static readonly DateOnly Friday = new(2020, 11, 20);

    private static readonly EnterUpstream Letter = new(
        1,
        UpstreamKind.Letter,
        UpstreamLevel.Provincial,
        "自治区文明办",
        "示例函〔2020〕3号",
        Friday,
        new DateOnly(2021, 2, 20),
        SmallCity.Text(),
        null,
        []
    );

    [Fact]
    public void Entered_the_office_owes_the_answer_by_the_end_of_the_day_that_was_set()
    {
        var entered = After(null, Letter);

        entered.Next!.Kind.ShouldBe(UpstreamDecide.Answers);
        entered.Next.Post.ShouldBe(SmallCity.Clerk.Post);
        entered.Next.Due.ShouldBe(SmallCity.Local("2021-02-21 00:00"));
        After(null, Letter with { Deadline = null }).Next!.Due.ShouldBe(SmallCity.Local("2020-12-07 10:00"));
        // A day that is over already is red at once.
        var late = After(null, Letter with { Deadline = Friday }).Next!;
        late.Due.ShouldBeLessThan(SmallCity.Monday);
        late.Yellow.ShouldBeLessThanOrEqualTo(late.Due);
    }

    [Fact]
    public void What_is_wrong_with_a_letter_is_said()
    {
        Code(null, Letter with { Authority = "" }).ShouldBe("upstream.authority-missing");
        Code(null, Letter with { Letter = "" }).ShouldBe("upstream.letter-missing");
        Code(null, Letter with { Letter = "", Kind = UpstreamKind.Interview }).ShouldBeNull();
        Code(null, Letter with { Letter = "函#3" }).ShouldBe("upstream.letter-sign");
        Code(null, Letter with { Day = new DateOnly(2020, 11, 24) }).ShouldBe("upstream.day-future");
        Code(null, Letter with { Deadline = Friday.AddDays(-1) }).ShouldBe("upstream.deadline-before");
        Code(After(null, Letter), Letter).ShouldBe("upstream.exists");
        Code(null, Letter, SmallCity.MarketClerk).ShouldBe("upstream.not-yours");
        Code(null, new AddFindings([1])).ShouldBe("upstream.unknown");
    }

    [Fact]
    public void Findings_are_added_until_it_was_answered_and_it_is_answered_once()
    {
        var found = After(After(null, Letter), new AddFindings([11, 12]));
        found.Cases.ShouldBe([11, 12]);
        found.Next.ShouldNotBeNull();
        Code(found, new AddFindings([])).ShouldBe("upstream.nothing-found");
        Code(found, new ReplyUpstream("", Friday)).ShouldBe("upstream.reply-letter-missing");
        Code(found, new ReplyUpstream("函〔2020〕9号", Friday.AddDays(-1))).ShouldBe("upstream.reply-day");
        Code(found, new ReplyUpstream("函〔2020〕9号", Friday.AddDays(4))).ShouldBe("upstream.reply-day");

        var answered = After(found, new ReplyUpstream("函〔2020〕9号", Friday.AddDays(3)));

        answered.Next.ShouldBeNull();
        answered.Answer!.Letter.ShouldBe("函〔2020〕9号");
        Code(answered, new AddFindings([13])).ShouldBe("upstream.answered-already");
        Code(answered, new ReplyUpstream("函〔2020〕10号", Friday)).ShouldBe("upstream.answered-already");
    }

    [Fact]
    public void Rows_are_read_by_name_or_code_and_everything_wrong_in_them_is_told_at_once()
    {
        var names = new CivicLoop.Core.Rectification.ItemNames(
            SmallCity.Organisation,
            SmallCity.Playbook,
            new[] { new CivicLoop.Core.Rectification.NamedPlace("p-1", "中心市场", SmallCity.North) }.ToLookup(place =>
                place.Name
            )
        );

        var (found, mistakes) = FindingSheet.Read(
            [
                new FindingRow(2, "1", "垃圾", "暴露垃圾", "北区", ""),
                new FindingRow(3, "", "垃圾", "litter", "", "中心市场"),
                new FindingRow(4, "", "", "", "", ""),
                new FindingRow(5, "1", "", "没有的类别", "西区", ""),
                new FindingRow(6, "6", "垃圾", "litter", "", ""),
            ],
            SmallCity.Rules,
            names
        );

        found.ShouldBe([
            new Finding("1", "垃圾", "litter", SmallCity.North, ""),
            new Finding("3", "垃圾", "litter", SmallCity.North, "p-1"),
        ]);
        mistakes
            .Select(one => (one.Row, one.Why.Code))
            .ShouldBe([
                (5, "upstream.row-twice"),
                (5, "what.missing"),
                (5, "category.unknown"),
                (5, "upstream.district"),
                (6, "upstream.where-missing"),
            ]);
    }

    private static UpstreamState After(UpstreamState? state, UpstreamCommand command) =>
        UpstreamDecide.Evolve(state, Decide(state, command, SmallCity.Clerk).Value!, Made(SmallCity.Clerk).Made);

    private static string? Code(UpstreamState? state, UpstreamCommand command, Actor? by = null) =>
        Decide(state, command, by ?? SmallCity.Clerk).Refusal?.Code;

    private static Outcome<UpstreamEvent> Decide(UpstreamState? state, UpstreamCommand command, Actor by) =>
        UpstreamDecide.Decide(state, command, Made(by), SmallCity.Rules);

    private static Act Made(Actor by) => new(SmallCity.Id(9), by, SmallCity.Monday, SmallCity.Monday, "desk", SmallCity.Text());
}
