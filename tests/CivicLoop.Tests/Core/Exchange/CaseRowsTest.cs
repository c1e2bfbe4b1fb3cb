using CivicLoop.Core.Cases;
using CivicLoop.Core.Exchange;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Exchange;

/// <summary>Rows of another system's file held against the rules of a city.</summary>
public class CaseRowsTest
{
    private static readonly DateTime Now = SmallCity.Local("2020-12-01 10:00");

    private static readonly Dictionary<string, string> Row = new()
    {
        ["number"] = "4711",
        ["reported"] = "2020-11-02 08:00:00",
        ["what"] = "南门处地面存在垃圾",
        ["category"] = "暴露垃圾",
        ["found-by"] = "信息采集",
        ["district"] = "北区",
        ["lon"] = "84.87",
        ["lat"] = "45.59",
        ["unit"] = "市场监管局",
    };

    private static readonly CaseWordList Words = new([], [("整改中", CaseStatus.Accepted)], []);

    [Fact]
    public void A_row_becomes_a_case_with_its_stages_in_the_order_of_their_times()
    {
        var draft = Check(
            ("inst-time", "2020/11/2 9:00:00"),
            ("dispatch-time", "2020-11-02T10:00:00+08:00"),
            ("dispose-time", "2020-11-04 10:00"),
            ("check-time", "2020-11-03 10:00:00"),
            ("archive-time", "20201105100000"),
            ("status", "已结案"),
            ("dispatch-by", "派遣员"),
            ("dispatch-num", "2")
        )
            .Draft.ShouldNotBeNull();

        (draft.Number, draft.FoundBy, draft.Category, draft.At.District).ShouldBe(
            ("4711", "inspector", "litter", SmallCity.North)
        );
        draft.ReportedAt.ShouldBe(SmallCity.Local("2020-11-02 08:00"));
        draft
            .Stages.Select(stage => stage.Stage)
            .ShouldBe([ToldStage.File, ToldStage.Dispatch, ToldStage.Check, ToldStage.Dispose, ToldStage.Archive]);
        draft
            .Stages[1]
            .ShouldSatisfyAllConditions(
                one => one.At.ShouldBe(SmallCity.Local("2020-11-02 10:00")),
                one => one.Unit.ShouldBe("market"),
                one => one.Told.ShouldBe(new ToldDraft(2, 0, "派遣员"))
            );
        draft.Stages[^1].Status.ShouldBe(CaseStatus.Closed);
    }

    [Fact]
    public void What_the_file_says_of_its_state_wins_over_the_last_stage()
    {
        Check(("dispatch-time", "2020-11-03 10:00:00"), ("check-time", "2020-11-04 10:00:00"), ("status", "整改中"))
            .Draft!.Stages[^1]
            .Status.ShouldBe(CaseStatus.Accepted);
        Check(("archive-time", "2020-11-04 10:00:00"), ("status", "作废")).Draft!.Stages[^1].Status.ShouldBe(CaseStatus.Refused);
        var held = Check(("dispatch-time", "2020-11-03 10:00:00"), ("status", "挂账"));
        (held.Draft!.Stages[^1].Status, held.Warnings.Single().Code).ShouldBe((CaseStatus.Accepted, "status-held"));
    }

    [Theory]
    [InlineData("number", "", "missing")]
    [InlineData("reported", "", "missing")]
    [InlineData("reported", "昨天", "time-form")]
    [InlineData("reported", "2020-13-01 10:00:00", "time-form")]
    [InlineData("reported", "2021-01-01 10:00:00", "time-future")]
    [InlineData("category", "暴露拉圾", "unknown-near")]
    [InlineData("found-by", "月球", "unknown")]
    [InlineData("unit", "没有的单位名", "unknown")]
    [InlineData("lon", "八十四", "not-number")]
    [InlineData("inst-time", "2020-11-01 10:00:00", "time-before")]
    [InlineData("status", "飞走了", "status-unknown")]
    [InlineData("status", "已结案", "status-without-time")]
    [InlineData("what", "乱码\uFFFD", "letters")]
    [InlineData("check-num", "两次", "not-number")]
    public void What_is_wrong_is_told_by_its_column(string field, string cell, string code)
    {
        var outcome = field == "check-num" ? Check((field, cell), ("check-time", "2020-11-03 10:00:00")) : Check((field, cell));

        outcome.Draft.ShouldBeNull();
        outcome.Problems.ShouldContain(problem => problem.Code == code && problem.Row == 7);
    }

    [Fact]
    public void A_number_counts_once_in_a_file()
    {
        var rows = Rows(Plain);
        rows.Check(7, Cell(Row)).Draft.ShouldNotBeNull();
        rows.Check(8, Cell(Row))
            .Problems.Single()
            .ShouldSatisfyAllConditions(one => one.Code.ShouldBe("code-twice"), one => one.Args.ShouldBe(["4711", "7"]));
    }

    [Fact]
    public void An_open_case_of_a_unit_that_nobody_answers_for_is_not_taken()
    {
        Check(("unit", "无人单位"), ("dispatch-time", "2020-11-03 10:00:00"))
            .Problems.ShouldContain(problem => problem.Code == "unit-nobody");
        Check(("unit", "无人单位"), ("dispatch-time", "2020-11-03 10:00:00"), ("archive-time", "2020-11-04 10:00:00"))
            .Draft.ShouldNotBeNull("what is closed needs nobody any more");
    }

    [Fact]
    public void A_mapping_says_what_words_are_here_and_every_mistake_of_it_is_told_at_once()
    {
        var (mapping, _) = CaseMapping.Read(
            Yaml(("source", "egova"), ("crs", "WGS84")) with
            {
                Entries =
                [
                    .. Yaml(("source", "egova"), ("crs", "WGS84")).Entries,
                    Under("columns", ("案卷", "number"), ("没用的", "")),
                    Under("values", ("category", Yaml(("垃圾", "litter")))),
                ],
            },
            null,
            null
        );
        mapping.ShouldNotBeNull();
        mapping.Columns["案卷"].ShouldBe("number");
        Rows(mapping).Check(7, Cell(new(Row) { ["category"] = "垃圾" })).Draft!.Category.ShouldBe("litter");

        var (none, wrong) = CaseMapping.Read(
            new Mapping([Under("columns", ("案卷", "numbr")), Under("valus", ("a", "b"))], "", 1, 1),
            "EGOVA!",
            null
        );
        none.ShouldBeNull();
        wrong
            .Select(one => one.Code)
            .ShouldBe(
                ["exchange.mapping.key", "exchange.source-code", "exchange.mapping.crs", "exchange.mapping.column"],
                ignoreOrder: true
            );
    }

    [Fact]
    public void No_row_however_odd_throws_and_each_is_a_case_or_told_why_not()
    {
        string[] odd =
        [
            "",
            " ",
            "0",
            "-1",
            "=1+1",
            "2020-02-30",
            "\0",
            "１２３",
            "NaN",
            "1e308",
            "已结案",
            "北区",
            new('字', 3000),
        ];
        var seed = 1;
        for (var round = 0; round < 3000; round++)
        {
            var row = new Dictionary<string, string>(Row);
            for (var change = 0; change < 4; change++)
            {
                seed = unchecked(seed * 1103515245 + 12345) & 0x7fffffff;
                row[CaseSheet.All[seed % CaseSheet.All.Count].Code] = odd[seed / 97 % odd.Length];
            }
            var outcome = Rows(Plain).Check(round, Cell(row));
            (outcome.Draft is null).ShouldBe(outcome.Problems.Count > 0);
        }
    }

    private static readonly CaseMapping Plain = CaseMapping.Plain("egova", CoordinateSystem.Wgs84);

    private static CaseRows Rows(CaseMapping mapping) =>
        new(SmallCity.Rules, mapping, Words, Array.Empty<Place>().ToLookup(place => place.Name), Now);

    private static CaseRowOutcome Check(params (string Field, string Cell)[] cells)
    {
        var row = new Dictionary<string, string>(Row);
        foreach (var (field, cell) in cells)
            row[field] = cell;
        return Rows(Plain).Check(7, Cell(row));
    }

    private static Func<string, string> Cell(Dictionary<string, string> row) => field => row.GetValueOrDefault(field, "");

    private static Mapping Yaml(params (string Key, string Value)[] pairs) =>
        new([.. pairs.Select(pair => new Entry(Word(pair.Key), Word(pair.Value)))], "", 1, 1);

    private static Entry Under(string key, params (string Key, string Value)[] pairs) => new(Word(key), Yaml(pairs));

    private static Entry Under(string key, params (string Key, Mapping Value)[] pairs) =>
        new(Word(key), new Mapping([.. pairs.Select(pair => new Entry(Word(pair.Key), pair.Value))], "", 1, 1));

    private static Scalar Word(string text) => new(text, "", 1, 1);
}
