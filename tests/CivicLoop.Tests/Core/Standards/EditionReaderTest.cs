using CivicLoop.Core.Playbooks;
using CivicLoop.Core.Playbooks.Readers;
using CivicLoop.Core.Standards;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Standards;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Standards;

/// <summary>An edition is read whole or not at all, and every mistake is told at its line or row.</summary>
public class EditionReaderTest
{
    private static readonly string File = "standards/small.yaml";

    private static readonly EditionWorld World = new(["market", "road"], ["litter", "stall"]);

    private static Edition Small => Parsed(new SmallFolder());

    public static TheoryData<string, string, string, string> Spoilt { get; } =
        new()
        {
            // words that are there, words instead, what follows, words that mark the line
            { "weight: 4,", "weight: 0,", "not-points", "weight: 0," },
            { "weight: 4,", "weight: 1000000000,", "not-points", "weight: 1000000000," },
            { "weight: 4,", "weight: 4.001,", "not-points", "weight: 4.001," },
            { "weight: 4,", "weight: 5,", "weights-sum", "total: 10" },
            { "each: 1, ", "", "rule-lacks", "code: litter" },
            { "kind: present}", "kind: present, each: 1}", "rule-foreign", "each: 1}" },
            { "part: 50%, tiers", "part: 40%, tiers", "rule-parts", "code: rules" },
            { "{kind: survey, method: survey,", "{kind: survey, method: material,", "rule-method", "code: rules" },
            { "{kind: survey, method: survey,", "{kind: survey, method: field,", "rule-method", "code: rules" },
            { "from: 60%", "from: 85%", "rule-never", "from: 85%" },
            { "at-least: 85%, from: 60%", "at-least: 0%", "rule-always", "at-least: 0%" },
            { "{name: 符合, share: 100%}", "{name: 符合, share: 99%}", "rule-tiers", "share: 99%" },
            { "{name: 基本符合, share: 60%}", "{name: 基本符合, share: 0%}", "rule-tiers", "name: 基本符合" },
            { "share: 60%}", "share: 160%}", "not-share", "share: 160%}" },
            { "places: [market], occurrence: 2", "occurrence: 2", "standard-nowhere", "code: litter" },
            { "materials: [plan, mechanism, results], ", "", "standard-material", "code: rules" },
            { "occurrence: 2", "occurrence: 2, draw: {线路: 3}", "standard-draw", "draw:" },
            { "of: [litter, stalls]", "of: [market]", "standard-circle", "of: [market]" },
            { "of: [litter, stalls]", "of: [liter]", "dangling-code-near", "of: [liter]" },
            { "code: stalls, text", "code: litter, text", "duplicate-code", "没有占道经营" },
            { "category: stall,", "category: zzzzzzz,", "dangling-code", "zzzzzzz" },
            { "places: [market, road]", "places: [market, moon]", "dangling-code", "moon" },
            { "methods: [overall]", "methods: [guess]", "not-choice", "guess" },
            { "months: 12}", "months: 12, of: minors}", "gate-unfit", "of: minors" },
            {
                "sample: true\ngates",
                "sample: true\nincludes: [{system: city, part: 20%}]\ngates",
                "included-circle",
                "part: 20%"
            },
            {
                "sample: true\ngates",
                "sample: true\nincludes: [{system: minors, part: 100%}]\ngates",
                "included-whole",
                "part: 100%"
            },
        };

    [Theory, MemberData(nameof(Spoilt))]
    public void A_mistake_is_told_where_it_stands(string words, string into, string code, string marks)
    {
        var folder = new SmallFolder().Change(File, words, into);

        var told = folder.Mistakes.Select(mistake => (mistake.File, mistake.Line, mistake.Code));

        told.ShouldContain((File, folder.LineOf(File, marks), code));
    }

    [Fact]
    public void Two_systems_that_count_each_other_in_are_told()
    {
        var folder = new SmallFolder().Change(
            File,
            "sample: true\ngates",
            "sample: true\nincludes: [{system: minors, part: 20%}]\ngates"
        );
        var other = folder.Text(File).Replace("system: city", "system: minors", StringComparison.Ordinal);
        folder.With(
            "standards/minors.yaml",
            other.Replace("system: minors, part", "system: city, part", StringComparison.Ordinal)
        );

        folder.Mistakes.Count(mistake => mistake.Code == MistakeCode.IncludedCircle).ShouldBe(2);
    }

    [Fact]
    public void What_is_written_is_read_back_as_the_same()
    {
        var again = EditionFile.Stored(EditionFile.Yaml(Small));

        EditionDiff.Of(Small, again).ShouldBeEmpty();
        EditionFile.Yaml(again).ShouldBe(EditionFile.Yaml(Small));
        (again.Gates[0], again.Total, again.Sample).ShouldBe((Small.Gates[0], 1000, true));
    }

    [Fact]
    public void Its_rows_make_the_same_tree()
    {
        var rows = EditionTable
            .Rows(Small, (_, code) => code)
            .Select((cells, at) => new EditionRow(at + 2, column => cells.GetValueOrDefault(column, "")));

        EditionDiff.Of(Small, Read(rows)).ShouldBeEmpty();
    }

    [Fact]
    public void Offices_merge_cells_repeat_headers_and_put_sums_between()
    {
        var rows = new (string Project, string Indicator, string Content, string Text, string Weight, string Rule)[]
        {
            ("公共环境", "环境卫生", "市场卫生", "地面没有暴露垃圾", "6", "deduct"),
            ("", "", "", "垃圾箱够用", "3", "present"),
            ("合计", "", "", "", "9", ""),
            ("", "", "", "", "", ""),
            ("", "", "道路卫生", "路面干净", "0.5", "present"),
            ("公共秩序", "经营秩序", "市场秩序", "没有占道经营", "0.5", "present"),
        };

        var edition = Read(
            rows.Select(
                (row, at) =>
                    new EditionRow(
                        at + 5,
                        column =>
                            column switch
                            {
                                "project" => row.Project,
                                "indicator" => row.Indicator,
                                "content" => row.Content,
                                "text" => row.Text,
                                "weight" => row.Weight,
                                "rule" => row.Rule,
                                "methods" => row.Text.Length > 0 ? "field" : "",
                                "places" => row.Text.Length > 0 ? "market" : "",
                                "rule-figures" => row.Rule == "deduct" ? "each=2；unit=处" : "",
                                _ => "",
                            }
                    )
            )
        );

        edition
            .Standards.Select(standard => standard.Code)
            .ShouldBe(["p1-i1-c1-s1", "p1-i1-c1-s2", "p1-i1-c2-s1", "p2-i1-c1-s1"]);
        edition.Projects.Select(project => project.Name).ShouldBe(["公共环境", "公共秩序"]);
        edition.Standards.First().Rules[0].Rule.ShouldBe(new Deduct(200, 600, "处"));
    }

    [Fact]
    public void A_hundred_thousand_rows_are_told_by_row_without_a_wait()
    {
        var rows = Enumerable
            .Range(0, 100_000)
            .Select(at => new EditionRow(
                at + 2,
                column =>
                    column switch
                    {
                        "text" => "一条标准",
                        "weight" => "10000000000",
                        "project" or "indicator" or "content" => "同一项",
                        "methods" => "field",
                        "rule" => "script",
                        _ => "",
                    }
            ));

        var (edition, mistakes) = EditionReader.Read(EditionTable.Tree("big.xlsx", Head, rows, (_, word) => word), World);

        edition.ShouldBeNull();
        mistakes.Count(mistake => mistake.Code == MistakeCode.NotPoints).ShouldBe(100_000);
        mistakes[^1].Line.ShouldBe(100_001);
    }

    [Fact]
    public void Two_editions_differ_by_what_was_added_removed_and_changed()
    {
        var after = Parsed(
            new SmallFolder()
                .Change(File, "code: bins, text: 垃圾箱够用", "code: boxes, text: 垃圾箱够用")
                .Change(File, "看通道和摊位前沿", "看通道")
                .Change(File, "each: 1,", "each: 2,")
        );

        EditionDiff
            .Of(Small, after)
            .Select(change => $"{change.What} {change.Code} {string.Join(',', change.Fields)}")
            .ShouldBe(["Changed litter look,rule", "Added boxes ", "Removed bins "]);
    }

    [Fact]
    public void The_samples_that_ship_are_rich_enough_to_be_used()
    {
        var editions = PlaybookFolders.Parsed("karamay").Editions.ToDictionary(edition => edition.System);

        editions["city"]
            .Projects.Select(project => project.Name)
            .ShouldBe([
                "公共基础设施",
                "公共服务",
                "公共秩序",
                "公共安全",
                "公益广告",
                "公共文明素养",
                "新时代文明实践中心",
                "文明村镇",
            ]);
        editions["city"].Standards.SelectMany(standard => standard.Places).Distinct().Count().ShouldBeGreaterThanOrEqualTo(20);
        editions["city"].Gates.ShouldContain(gate => gate.Of == "minors" && gate.AtLeast == 85 * Points.One);
        editions["venues"].Standards.Count().ShouldBeGreaterThanOrEqualTo(20);
        editions.Values.ShouldAllBe(edition => edition.Sample && edition.Name.Contains("非官方"));
        editions
            .Values.SelectMany(edition => edition.Standards)
            .SelectMany(standard => standard.Rules)
            .Select(rule => rule.Rule.Kind)
            .Distinct()
            .Count()
            .ShouldBe(9);
    }

    private static readonly EditionHead Head = new("small-1", "city", "小城测评", "10", Sample: true);

    private static Edition Read(IEnumerable<EditionRow> rows)
    {
        var (edition, mistakes) = EditionReader.Read(EditionTable.Tree("small.xlsx", Head, rows, (_, word) => word), World);
        mistakes.ShouldBeEmpty();
        return edition!;
    }

    private static Edition Parsed(SmallFolder folder)
    {
        folder.Mistakes.ShouldBeEmpty();
        return folder.Folder.Parse().Playbook!.Editions.Single();
    }
}
