using CivicLoop.Core.Duties;
using CivicLoop.Core.Playbooks;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Playbooks;

/// <summary>What cities really do must be sayable without code: each is written down here and read.</summary>
public class SayableTest
{
    private static readonly DateOnly Started = new(2020, 11, 23);
    private static readonly WorkCalendar Calendar = SmallCity.Calendar;

    [Fact]
    public void Every_day_three_days_five_days_a_week_ten_days_half_a_month()
    {
        // 每天日督导、三天一通报、五天一例会、一周一专项、一旬一挂牌、半月一约谈
        var rhythm = new SmallFolder()
            .With(
                "rhythm.yaml",
                """
                beats:
                  - {code: daily, name: 每天日督导, every: 1 day, at: "09:00", makes: inspection}
                  - {code: three, name: 三天一通报, every: 3 days, at: "17:00", makes: bulletin}
                  - {code: five, name: 五天一例会, every: 5 days, at: "15:00", makes: meeting}
                  - {code: week, name: 一周一专项, every: 1 week, on: Wednesday, at: "09:00", makes: special-inspection}
                  - {code: ten, name: 一旬一挂牌, every: 1 ten-day, on: 10, at: "10:00", makes: public-listing}
                  - {code: half, name: 半月一约谈, every: 1 half-month, on: 15, at: "16:00", makes: talk}
                """
            )
            .Playbook.Rhythm;

        Days(rhythm[0], 2020, 12).Count.ShouldBe(31);
        Days(rhythm[1], 2020, 12).ShouldBe([2, 5, 8, 11, 14, 17, 20, 23, 26, 29]);
        Days(rhythm[2], 2020, 12).ShouldBe([3, 8, 13, 18, 23, 28]);
        Days(rhythm[3], 2020, 12).ShouldBe([2, 9, 16, 23, 30]);
        Days(rhythm[4], 2020, 12).ShouldBe([10, 20, 30]);
        Days(rhythm[4], 2021, 2).ShouldBe([10, 20, 28]);
        Days(rhythm[5], 2020, 12).ShouldBe([15, 30]);
        Days(rhythm[5], 2021, 2).ShouldBe([15, 28]);
    }

    [Fact]
    public void Karamay_has_a_beat_for_one_two_three_seven_days_and_a_month()
    {
        var rhythm = PlaybookFolders.Parsed("karamay").Rhythm;

        rhythm.Select(beat => beat.Name).ShouldBe(["一天一调度", "两天一整改", "三天一会审", "一周一通报", "一月一测评"]);
        Days(rhythm[1], 2020, 11).ShouldBe([23, 25, 27, 29]);
        Days(rhythm[2], 2020, 11).ShouldBe([23, 26, 29]);
        Days(rhythm[3], 2020, 11).ShouldBe([23, 30]);
        Days(rhythm[4], 2021, 1).ShouldBe([25]);
    }

    [Fact]
    public void Qujing_has_three_weekly_beats() =>
        PlaybookFolders
            .Parsed("qujing")
            .Rhythm.Select(beat => (beat.Name, beat.Every))
            .ShouldBe([
                ("一周一督查", new Interval(1, IntervalUnit.Week)),
                ("一周一汇总", new Interval(1, IntervalUnit.Week)),
                ("一周一通报", new Interval(1, IntervalUnit.Week)),
            ]);

    [Fact]
    public void A_beat_on_the_31st_falls_on_the_last_day_of_a_shorter_month_and_every_second_month_skips_one()
    {
        var beat = new Beat(
            "b",
            "两月一测评",
            new Interval(2, IntervalUnit.Month),
            "31",
            default,
            OffDays.Kept,
            "assessment",
            false
        );

        Days(beat, 2020, 11).ShouldBe([30]);
        Days(beat, 2020, 12).ShouldBeEmpty();
        Days(beat, 2021, 1).ShouldBe([31]);
    }

    [Fact]
    public void Blue_when_near_due_yellow_when_behind_or_poor_red_when_overdue() =>
        Ladder(
            """
            ladder:
              - {code: blue, name: 蓝色提醒单, colour: blue, when: {light: yellow}, signed-by: system}
              - {code: yellow, name: 黄色督办单, colour: yellow, when: [{behind-plan-by: 1 natural day}, {failed-checks: 1}], signed-by: watch}
              - {code: red, name: 红色督办单, colour: red, when: {light: red}, signed-by: leading-group}
            """
        )
            .Rungs[1]
            .When.Select(any => any.Single().ToString())
            .ShouldBe([
                "Condition { Key = behind-plan-by, Value = 1 natural day }",
                "Condition { Key = failed-checks, Value = 1 }",
            ]);

    [Fact]
    public void One_order_for_each_matter_and_grave_matters_start_higher()
    {
        var ladder = Ladder(
            """
            one-per-matter: true
            ladder:
              - {code: blue, name: 蓝单, colour: blue, when: {overdue-by: 1 working day}, signed-by: watch, limit: 3 working days}
              - {code: orange, name: 橙单, colour: orange, when: [{unanswered: blue}, {severity: grave}], signed-by: watch, limit: 2 working days}
              - {code: red, name: 红单, colour: red, when: {unanswered: orange}, signed-by: leading-group, limit: 1 working day}
            """
        );

        ladder.OnePerMatter.ShouldBeTrue();
        ladder.Rungs[1].When[1].ShouldBe([new Condition("severity", "grave")]);
    }

    [Fact]
    public void Two_yellows_cost_a_point_a_red_costs_two_and_a_talk()
    {
        var rungs = Ladder(
            """
            ladder:
              - {code: yellow, name: 黄牌, colour: yellow, when: {light: yellow}, signed-by: watch}
              - {code: two-yellows, name: 两张黄牌, when: {rungs-within: {rung: yellow, times: 2, days: 30}}, signed-by: watch, deducts: 1}
              - {code: red, name: 红牌, colour: red, when: {light: red}, signed-by: leading-group, deducts: 2, makes: talk}
            """
        ).Rungs;

        rungs[1].Deducts.ShouldBe(1);
        rungs[1].When[0].ShouldBe([new Condition("rungs-within", "yellow 2 30")]);
        (rungs[2].Deducts, rungs[2].Makes).ShouldSatisfyAllConditions(
            red => red.Deducts.ShouldBe(2),
            red => red.Makes.ShouldBe(["talk"])
        );
    }

    [Theory]
    [InlineData(10)]
    [InlineData(17)]
    public void Any_number_of_work_groups(int number)
    {
        var groups = Enumerable.Range(1, number).Select(each => $"  - {{code: g{each}, name: 第{each}组, led-by: 常委}}");
        var folder = new SmallFolder();
        var one = "  - {code: environment, name: 环境组, led-by: 常委}";

        folder
            .Change("organisation.yaml", one, string.Join("\n", groups))
            .Playbook.Organisation.WorkGroups.Count.ShouldBe(number);
    }

    [Fact]
    public void Contracts_over_streets_over_segments_and_over_fixed_places()
    {
        var contracts = new SmallFolder()
            .Append(
                "organisation.yaml",
                """
                contracts:
                  - {code: leaders, kind: 市级领导包保, over: [district, street], counts: {市级领导: 26, 街道: 25}}
                  - {code: segments, kind: 包街责任制, over: segment, counts: {单位: 99, 重点路段: 83}}
                  - {code: inspectors, kind: 定人定点, over: place, says: 督查专员固定联系点位}
                """
            )
            .Playbook.Organisation.Contracts;

        contracts.Select(contract => string.Join("+", contract.Over)).ShouldBe(["district+street", "segment", "place"]);
        contracts[1].Counts.ShouldBe([("单位", "99"), ("重点路段", "83")]);
    }

    private static LadderPart Ladder(string yaml) => new SmallFolder().With("ladder.yaml", yaml).Playbook.Ladder;

    private static List<int> Days(Beat beat, int year, int month) =>
        [
            .. Enumerable
                .Range(1, DateTime.DaysInMonth(year, month))
                .Where(day => beat.FallsOn(new DateOnly(year, month, day), Started, Calendar)),
        ];
}
