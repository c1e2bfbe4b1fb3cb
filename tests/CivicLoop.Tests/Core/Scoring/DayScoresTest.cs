using CivicLoop.Core.Cases;
using CivicLoop.Core.Scoring;
using CivicLoop.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Scoring;

/// <summary>A score is what its parts come to, whatever the order; a check that passes never lowers it.</summary>
public class DayScoresTest
{
    private static readonly DateTime Noon = new(2021, 1, 5, 4, 0, 0, DateTimeKind.Utc);

    private static readonly ScoreRules Rules = new(
        60,
        new Dictionary<Severity, long>
        {
            [Severity.Minor] = 100,
            [Severity.Major] = 300,
            [Severity.Grave] = 800,
        },
        Late: 200,
        Rebound: 250,
        UnitLate: 50,
        UnitLateMost: 120,
        Sample: false
    );

    private static readonly Asks Asks = new([new SmallFolder().Folder.Parse().Playbook!.Editions.Single()]);

    // litter 4, bins 1, stalls 2 of 7 points at a market.
    private static readonly ScoredPlace Market = new("P1", "market", "market", "990101");

    [Fact]
    public void Nobody_looked_and_nothing_is_open_so_there_is_no_score() =>
        Place([], [])
            .ShouldSatisfyAllConditions(
                score => score.Points.ShouldBeNull(),
                score => (score.Checked, score.Asked).ShouldBe((0, 3))
            );

    [Fact]
    public void A_standard_that_is_not_met_costs_its_weight_by_how_far_it_is_missed()
    {
        var score = Place([Check("litter", 2_500), Check("bins", 10_000)], []);

        // 4 of 7 weights, three quarters of it missed.
        score.Parts.ShouldBe([new ScorePart(Because.Standard, -4_286, "city", "litter", null, 1)]);
        (score.Points, score.Checked).ShouldBe((5_714, 2));
    }

    [Fact]
    public void A_problem_costs_by_how_bad_late_and_how_often_it_is_but_not_before_it_is_filed()
    {
        Place([], [Open(7, Severity.Major) with { Late = true, Rebounds = 2 }]).Points.ShouldBe(10_000 - 300 - 200 - 500);
        Place([], [Open(7, null)]).Known.ShouldBeFalse();
    }

    [Fact]
    public void What_a_check_found_is_not_lost_twice_and_comes_back_when_it_was_put_right()
    {
        var found = Check("stalls", 0) with { Case = 7 };

        // 2 of 7 weights are more than the problem costs.
        Place([found], [Open(7, Severity.Grave)]).Points.ShouldBe(10_000 - 2_857);
        Place([Check("bins", 8_000) with { Case = 7 }], [Open(7, Severity.Grave)]).Points.ShouldBe(10_000 - 800);
        Place([found], [Open(7, null)]).Points.ShouldBe(10_000 - 2_857);
        Place([found], []).Points.ShouldBe(10_000);
    }

    [Fact]
    public void What_is_no_longer_asked_there_counts_no_more() => Place([Check("gone", 0)], []).Known.ShouldBeFalse();

    [Fact]
    public void No_score_is_below_nought_and_the_floor_is_a_part_of_it()
    {
        var score = Place(
            [Check("litter", 0), Check("bins", 0), Check("stalls", 0)],
            [Open(1, Severity.Grave), Open(2, Severity.Grave)]
        );

        score.Points.ShouldBe(0);
        score.Parts[^1].ShouldBe(new ScorePart(Because.Floor, 1_600));
    }

    [Fact]
    public void A_unit_is_the_mean_of_its_places_less_what_is_late_up_to_a_limit()
    {
        var places = new[]
        {
            Place([Check("stalls", 0)], []),
            Place([Check("stalls", 10_000)], []) with
            {
                Code = "P2",
            },
            Place([], []),
        };
        var late = Enumerable.Range(1, 5).Select(number => Open(number, Severity.Minor) with { Late = true }).ToList();

        var unit = DayScores.OfUnit("market", places, late, Rules);

        unit.Parts.Select(part => (part.Why, part.Points))
            .ShouldBe([(Because.Place, -1_429L), (Because.UnitLate, -50), (Because.UnitLate, -50), (Because.UnitLate, -20)]);
        (unit.Points, unit.Checked, unit.Asked).ShouldBe((10_000 - 1_429 - 120, 2, 3));
    }

    [Fact]
    public void Every_score_is_the_sum_of_its_parts_in_any_order_and_no_check_that_passes_lowers_it()
    {
        string[] standards = ["litter", "bins", "stalls"];
        Prop.ForAll<(byte Share, byte Case)[], (byte Number, byte How)[]>(
                (checks, problems) =>
                {
                    var said = checks
                        .Take(3)
                        .Select(
                            (check, at) =>
                                Check(standards[at], check.Share * 10_000 / 255) with
                                {
                                    Case = check.Case % 4 is 0 ? null : check.Case % 4,
                                }
                        )
                        .ToList();
                    var open = problems
                        .DistinctBy(problem => problem.Number % 4)
                        .Select(problem =>
                            Open(problem.Number % 4, problem.How % 4 == 3 ? null : (Severity)(problem.How % 4)) with
                            {
                                Late = problem.How % 8 > 3,
                                Rebounds = problem.How % 3,
                            }
                        )
                        .ToList();
                    var score = Place(said, open);
                    var turned = Place([.. Enumerable.Reverse(said)], [.. Enumerable.Reverse(open)]);
                    var sums = !score.Known || score.Points == ScoreRules.Full + score.Parts.Sum(part => part.Points);
                    var better = standards.All(standard =>
                    {
                        var passed = Place([.. said.Where(check => check.Standard != standard), Check(standard, 10_000)], open);
                        var unit = DayScores.OfUnit("u", [score, Place([Check("bins", 0)], [])], [], Rules).Points;
                        return passed.Points >= (score.Points ?? 0)
                            && DayScores.OfUnit("u", [passed, Place([Check("bins", 0)], [])], [], Rules).Points >= unit;
                    });
                    return sums
                        && better
                        && turned.Points == score.Points
                        && turned.Parts.SequenceEqual(score.Parts)
                        && score.Points is null or (>= 0 and <= ScoreRules.Full);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_book_takes_the_latest_word_and_forgets_what_was_withdrawn_or_is_too_old()
    {
        var book = new ScoreBook();
        book.Tell(Check("litter", 0));
        book.Tell(Check("litter", 10_000) with { Visit = 2, HappenedAt = Noon.AddHours(1) });
        // Seen earlier, told later: it is not the later word.
        book.Tell(Check("litter", 0) with { Visit = 3, HappenedAt = Noon.AddHours(-1), RecordedAt = Noon.AddHours(5) });
        Points(book).ShouldBe(10_000);

        book.Forget("P1", 2);
        Points(book).ShouldBe(10_000 - 5_714);
        Points(book, Noon.AddDays(61)).ShouldBeNull();
    }

    private static long? Points(ScoreBook book, DateTime? now = null) =>
        book.Place(Market, now ?? Noon.AddHours(8), Asks, Rules).Points;

    private static Score Place(IReadOnlyCollection<Checked> checks, IReadOnlyCollection<Problem> problems) =>
        DayScores.Of(Market, checks, problems, Asks, Rules);

    private static Checked Check(string standard, int share) => new("P1", "city", standard, share, Noon, Noon, 1, null);

    private static Problem Open(long number, Severity? severity) => new(number, "litter", "P1", "market", severity, false, 0);
}
