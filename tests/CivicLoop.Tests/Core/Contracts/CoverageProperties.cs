using CivicLoop.Core.Contracts;
using CivicLoop.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Contracts;

/// <summary>Who leads where along a segment, whatever was contracted.</summary>
public class CoverageProperties
{
    private const int Length = 40;

    private static readonly Arbitrary<Stretch?[]> Parts = Arb.From(
        Gen.ListOf(
                from whole in Gen.Choose(0, 9)
                from a in Gen.Choose(-3, Length + 3)
                from b in Gen.Choose(-3, Length + 3)
                from side in Gen.Elements(Enum.GetValues<Side>())
                select whole == 0 || a == b ? null : new Stretch(Math.Min(a, b), Math.Max(a, b), side)
            )
            .Select(parts => parts.Take(7).ToArray())
    );

    private static IReadOnlyList<Covered> Along(Stretch?[] parts) =>
        Coverage.Along(Length, parts.Select((part, index) => ((long)index, part)));

    private static IEnumerable<long> On(IEnumerable<Covered> covered, int metre, Side side) =>
        covered.Where(one => one.Stretch.Meets(new Stretch(metre, metre + 1, side))).SelectMany(one => one.Leads);

    [Fact]
    public void Each_metre_of_each_side_is_led_by_exactly_those_who_contracted_it() =>
        Prop.ForAll(
                Parts,
                parts =>
                {
                    var covered = Along(parts);
                    return Enumerable
                        .Range(0, Length)
                        .All(metre =>
                            new[] { Side.Left, Side.Right }.All(side =>
                                On(covered, metre, side)
                                    .Order()
                                    .SequenceEqual(
                                        parts
                                            .Select((part, index) => (part, index: (long)index))
                                            .Where(one => one.part?.Meets(new Stretch(metre, metre + 1, side)) ?? true)
                                            .Select(one => one.index)
                                    )
                            )
                        );
                }
            )
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void The_stretches_are_the_whole_segment_once_on_each_side() =>
        Prop.ForAll(
                Parts,
                parts =>
                    new[] { Side.Left, Side.Right }.All(side =>
                        Along(parts)
                            .Where(one => one.Stretch.Side == Side.Both || one.Stretch.Side == side)
                            .Sum(one => one.Stretch.To - one.Stretch.From) == Length
                    )
            )
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void Nothing_that_goes_on_is_told_twice() =>
        Prop.ForAll(
                Parts,
                parts =>
                    Along(parts)
                        .GroupBy(one => one.Stretch.Side)
                        .All(side =>
                            side.Zip(side.Skip(1))
                                .All(pair =>
                                    pair.First.Stretch.To < pair.Second.Stretch.From
                                    || !pair.First.Leads.SequenceEqual(pair.Second.Leads)
                                )
                        )
            )
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void The_order_of_contracts_does_not_matter() =>
        Prop.ForAll(
                Parts,
                parts =>
                {
                    var numbered = parts.Select((part, index) => ((long)index, part)).ToList();
                    string Told(IEnumerable<Covered> covered) =>
                        string.Join(' ', covered.Select(one => $"{one.Stretch}{string.Join(',', one.Leads)}"));
                    return Told(Coverage.Along(Length, numbered))
                        == Told(Coverage.Along(Length, numbered.AsEnumerable().Reverse()));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void A_gap_and_an_overlap_are_told_with_their_metres_and_sides()
    {
        var covered = Coverage.Along(
            600,
            [(1, new Stretch(0, 200, Side.Both)), (2, new Stretch(150, 400, Side.Left)), (3, new Stretch(400, 600, Side.Both))]
        );

        covered
            .Select(one => $"{one.Stretch.From}-{one.Stretch.To} {one.Stretch.Side}: {string.Join('+', one.Leads)}")
            .ShouldBe([
                "0-150 Both: 1",
                "150-200 Left: 1+2",
                "150-200 Right: 1",
                "200-400 Left: 2",
                "200-400 Right: ",
                "400-600 Both: 3",
            ]);
    }

    [Fact]
    public void Every_area_without_a_lead_is_a_fault_on_each_level_that_wants_one()
    {
        Contractable[] areas =
        [
            new(Over.District, "a", "甲区", "a", null, null),
            new(Over.District, "b", "乙区", "b", null, null),
        ];
        var over = new ContractObject(Over.District, "a", "a", null, null);
        Standing Lead(long number, string level) => new(number, level, true, true, Signing.Market, over);

        var rows = Board.Of(
            areas,
            [("city", [Over.District]), ("unit", [Over.District]), ("street", [Over.Street])],
            [Lead(1, "city"), Lead(2, "unit"), Lead(3, "unit"), Lead(4, "unit") with { Lead = false }]
        );

        rows[0].Cells.Select(cell => cell.Level).ShouldBe(["city", "unit"]);
        rows[0].Cells[1].Beside.ShouldBe([4]);
        Board
            .Faults(rows)
            .Select(fault => $"{fault.Object.Code} {fault.Level} {(fault.IsGap ? "gap" : string.Join('+', fault.Part.Leads))}")
            .ShouldBe(["b city gap", "b unit gap", "a unit 2+3"]);
    }

    [Fact]
    public void A_part_of_a_line_is_as_long_as_it_says()
    {
        var line = Signing.Street.Line;
        var whole = CivicLoop.Core.Places.Shapes.Metres(line);

        var part = LineParts.Cut(line, 600, 150, 300);

        CivicLoop.Core.Places.Shapes.Metres(part).ShouldBe(whole / 4, 0.5);
        LineParts.Cut(line, 600, 0, 600).ShouldBe(line);
        LineParts.Beside([(0, 0), (10, 0)], 2).ShouldBe([(0, 2), (10, 2)]);
    }

    [Fact]
    public void A_letter_fills_its_blanks_in_and_numbers_its_clauses()
    {
        var letter = new LetterTemplate(
            "{kind}责任书",
            [.. Enumerable.Range(1, 21).Select(_ => "{party}负责{object}，{role}，{term}。")]
        );
        var words = new LetterWords(
            "小城",
            12,
            3,
            "包街",
            "",
            true,
            "市场监管局",
            "北大街第0米至第300米",
            new DateOnly(2020, 11, 23),
            new DateOnly(2021, 11, 22),
            null,
            "创城办",
            new DateOnly(2020, 11, 20)
        );

        var lines = letter.Write(words).Split('\n');

        lines[0].ShouldBe("包街责任书");
        lines[1].ShouldBe("第12号（第3版）");
        lines[2].ShouldBe("一、市场监管局负责北大街第0米至第300米，牵头负责，自2020年11月23日起至2021年11月22日止。");
        lines[11].ShouldStartWith("十、");
        lines[12].ShouldStartWith("十一、");
        lines[22].ShouldStartWith("二十一、");
        lines[^1].ShouldBe("签发日期：2020年11月20日");
        letter.Unknown.ShouldBeEmpty();
        (letter with { Title = "{nobody}" }).Unknown.ShouldBe(["nobody"]);
        LetterTemplate.Usual.Unknown.ShouldBeEmpty();
    }
}
