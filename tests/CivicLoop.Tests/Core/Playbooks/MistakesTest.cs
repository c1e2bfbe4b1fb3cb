using CivicLoop.Core.Playbooks;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Playbooks;

/// <summary>Every kind of mistake is found, at its file and line.</summary>
public class MistakesTest
{
    private readonly SmallFolder folder = new();

    [Fact]
    public void The_small_folder_has_no_mistake() => folder.Mistakes.ShouldBeEmpty();

    public static TheoryData<string, string, string, string, string> Spoilt { get; } =
        new()
        {
            // file, words that are there, words instead, what follows, words that mark the line
            { "city.yaml", "division:", "devision:", "unknown-key-near", "devision" },
            { "city.yaml", "division: \"9901\"", "division: \"9901\"\nmayor: somebody", "unknown-key", "mayor" },
            { "city.yaml", "time-zone: Asia/Shanghai", "time-zone: Asia/Karamai", "not-time-zone", "Karamai" },
            { "city.yaml", "division: \"9901\"", "division: \"99\"", "not-division", "division:" },
            { "city.yaml", "division: \"9901\"", "division: \"9901\"\ndivision: \"9902\"", "duplicate-key", "9902" },
            { "city.yaml", "2020-11-23", "2020-11-31", "not-day", "2020-11-31" },
            { "city.yaml", "3 months", "3 moons", "not-span", "3 moons" },
            { "city.yaml", "name: {zh: 小城, en: Small}", "name: ~", "missing-key", "name: ~" },
            { "city.yaml", "name: {zh: 小城, en: Small}", "name: [小城]", "not-scalar", "[小城]" },
            { "city.yaml", "city: small", "city: 小城市", "not-code", "city: 小" },
            { "city.yaml", "{code: \"990102\", name: 南区}", "南区", "not-mapping", "- 南区" },
            { "problems.yaml", "found-by: [video]", "found-by: [video], call-only: true", "missing-key", "code: stall" },
            {
                "problems.yaml",
                "found-by: [video]",
                "found-by: [video], call-only: true, call: 请先报警",
                "call-nobody",
                "请先报警"
            },
            { "organisation.yaml", "kind: bureau", "kind: buero", "not-choice", "buero" },
            { "organisation.yaml", "{code: south, ", "{code: market, ", "duplicate-code", "code: market, name: 南区" },
            { "organisation.yaml", "unit: market, ", "unit: marked, ", "dangling-code-near", "marked" },
            {
                "organisation.yaml",
                "{code: office, name: 创城办, kind: office}",
                "{code: office, name: 创城办, kind: office, parent: zzzzzzzz}",
                "dangling-code",
                "zzzz"
            },
            {
                "organisation.yaml",
                "name: 市场局, kind: bureau",
                "name: 市场局, kind: bureau, parent: market",
                "unit-loop",
                "parent: market"
            },
            {
                "organisation.yaml",
                "name: 市场局, kind: bureau",
                "name: 市场局, kind: zone",
                "zone-of-nothing",
                "name: 市场局, kind"
            },
            {
                "organisation.yaml",
                "name: 市场局, kind: bureau",
                "name: 市场局, kind: bureau, members: [office]",
                "members-of-other",
                "members: [office]"
            },
            {
                "organisation.yaml",
                "role: unit-clerk}\n  - {code: north-clerk, name: 北区联络员, unit: north, role: unit-clerk}",
                "role: leader}\n  - {code: north-clerk, name: 北区联络员, unit: north, role: unit-clerk}",
                "unit-without-clerk",
                "name: 市场局, kind"
            },
            { "organisation.yaml", "unit: market, role", "unit: north, role", "unit-without-post", "name: 市场局, kind" },
            { "organisation.yaml", "role: leader", "role: supervisor", "role-without-post", "code: leader," },
            {
                "organisation.yaml",
                "role: inspector",
                "role: inspector, district: \"990101\"",
                "district-without-inspector",
                "code: leader,"
            },
            { "organisation.yaml", ", division: \"990102\"", "", "district-without-unit", "code: top" },
            { "organisation.yaml", "kind: bureau", "kind: bureau, division: \"990101\"", "division-taken", "code: north, " },
            { "limits.yaml", "4 urgent hours", "4 urgent", "not-limit", "4 urgent}" },
            { "limits.yaml", "2 natural days", "0 natural days", "not-limit", "0 natural" },
            { "limits.yaml", "80%", "180%", "not-percentage", "180%" },
            { "limits.yaml", "80%", "80", "not-percentage", "yellow-at" },
            { "limits.yaml", "09:00-12:00", "12:00-09:00", "not-slot", "12:00-09:00" },
            { "limits.yaml", "13:30-18:30", "11:30-18:30", "slots-overlap", "11:30" },
            { "limits.yaml", "close: 1 working day, ", "", "missing-key", "stages" },
            { "rhythm.yaml", "08:30", "24:30", "not-time", "24:30" },
            { "rhythm.yaml", "1 day", "1 eclipse", "not-interval", "eclipse" },
            { "rhythm.yaml", "1 day", "1 week", "beat-on", "1 week" },
            { "rhythm.yaml", "source: S9", "source: S8", "dangling-code-near", "S8" },
            { "rhythm.yaml", "1 day, at", "1 month, on: 32, at", "beat-on", "32" },
            { "ladder.yaml", "{overdue-by: 1 working day}", "{}", "empty-condition", "when: {}" },
            { "ladder.yaml", "unanswered: white", "unanswered: wite", "dangling-code-near", "wite" },
            { "ladder.yaml", "{overdue-by: 1 working day}", "{failed-checks: many}", "not-whole", "many" },
            {
                "problems.yaml",
                "when: {category: litter, place: market}",
                "when: {category: stall, theme: dirty}",
                "rule-contradicts",
                "category: stall"
            },
            { "problems.yaml", "lead: owner-of-place", "lead: owner-of-plac", "dangling-code-near", "owner-of-plac}" },
            { "problems.yaml", "difficulty: at-once", "difficulty: at-onc", "dangling-code-near", "at-onc," },
            { "problems.yaml", "found-by: [video]", "found-by: []", "missing-key", "found-by: []" },
            { "problems.yaml", "found-by: [video]", "found-by: [video], sample: yes", "not-flag", "sample: yes" },
            {
                "problems.yaml",
                "found-by: [video]}",
                "found-by: [video], questions: [{code: q, ask: 甲, options: [乙]}, {code: q, ask: 丙, options: [丁]}]}",
                "duplicate-code",
                "code: stall"
            },
            { "places/places.csv", "84.85,45.65", "84.95,45.65", "place-outside", "84.95" },
            { "places/places.csv", "84.85,45.65", "84.85,45.55", "place-elsewhere", "P1" },
            { "places/places.csv", "84.85,45.65", "84.85,N45", "not-number", "N45" },
            { "places/places.csv", "45.55,south,true", "45.55,south", "columns", "P2" },
            { "places/places.csv", "990102,990102001,,", "990102,990101001,,", "street-elsewhere", "P2" },
            { "places/places.csv", "990102,990102001,,", "990102,990102001,990101001001,", "community-elsewhere", "P2" },
            { "places/places.csv", "owner,sample", "ownr,sample", "unknown-key-near", "ownr" },
            { "places/places.csv", "北市场", "\"北市场", "syntax", "北市场" },
            { "places/outlines.geojson", "\"code\": \"990101\"", "\"code\": \"990103\"", "dangling-code", "990103" },
            { "places/outlines.geojson", "{\"code\": \"990102\"}", "{}", "broken-outline", "{}" },
            {
                "places/outlines.geojson",
                "{\"code\": \"990102\"}",
                "{\"code\": \"990101\"}",
                "duplicate-code",
                "84.8,45.5],[84.9"
            },
            { "places/outlines.geojson", "\n]}", "\n]?", "syntax", "]?" },
        };

    [Theory]
    [MemberData(nameof(Spoilt))]
    public void A_mistake_is_told_with_its_file_and_line(string file, string words, string into, string code, string mark)
    {
        folder.Change(file, words, into);
        var line = folder.LineOf(file, mark.Trim('\n'));

        folder.Mistakes.ShouldContain(mistake => mistake.File == file && mistake.Line == line && mistake.Code == code, Told());
    }

    private const string Tasks = """
        tasks:
          - {code: markets, name: 市场里的标准, when: {place: [market]}, to: {lead: market, evidence: [photo]}}
          - {code: stalls, name: 占道经营, when: {category: stall}, to: {lead: dispatch, with: [north], post: north-clerk}}
          - {code: owners, name: 点位属于谁, to: {lead: owner-of-place}}
          - {code: rest, name: 其余, to: {lead: office}}
        """;

    [Theory]
    [InlineData("code: stalls", "code: markets", MistakeCode.DuplicateCode, "name: 占道经营")]
    [InlineData("{lead: market,", "{lead: markett,", MistakeCode.DanglingCodeNear, "code: markets")]
    [InlineData("with: [north]", "with: [nowhere]", MistakeCode.DanglingCode, "code: stalls")]
    [InlineData("post: north-clerk", "post: north-clark", MistakeCode.DanglingCodeNear, "code: stalls")]
    [InlineData("category: stall", "category: stal", MistakeCode.DanglingCodeNear, "code: stalls")]
    [InlineData("place: [market]", "place: [marked]", MistakeCode.DanglingCodeNear, "code: markets")]
    [InlineData("place: [market]", "method: [feeld]", MistakeCode.NotChoice, "code: markets")]
    [InlineData("evidence: [photo]", "evidence: [video]", MistakeCode.NotChoice, "code: markets")]
    [InlineData("when: {category", "wenn: {category", MistakeCode.UnknownKeyNear, "code: stalls")]
    [InlineData("to: {lead: office}", "to: {}", MistakeCode.MissingKey, "code: rest")]
    [InlineData("to: {lead: office}", "sample: perhaps, to: {lead: office}", MistakeCode.NotFlag, "code: rest")]
    [InlineData("to: {lead: owner-of-place}", "to: {lead: north}", MistakeCode.RuleUnreachable, "code: rest")]
    [InlineData("to: {lead: owner-of-place}", "to: owner-of-place", MistakeCode.NotMapping, "code: owners")]
    public void A_mistake_in_the_rules_of_decomposition_is_told_with_its_line(
        string words,
        string into,
        string code,
        string mark
    ) => Told("tasks.yaml", Tasks, words, into, code, mark);

    private const string Scores = """
        places:
          checks-count-for: 60
          open: {minor: 1, major: 3, grave: 8}
          late: 2
          rebound: 2
        units:
          late: 0.5
          late-most: 20
        sample: true
        """;

    [Theory]
    [InlineData("checks-count-for: 60", "checks-count-for: two months", MistakeCode.NotWhole, "checks-count-for")]
    [InlineData("grave: 8", "grave: 0.001", MistakeCode.NotPoints, "open:")]
    [InlineData("grave: 8", "graver: 8", MistakeCode.UnknownKeyNear, "open:")]
    [InlineData(", grave: 8", "", MistakeCode.MissingKey, "open:")]
    [InlineData("rebound: 2", "rebound: two", MistakeCode.NotPoints, "rebound:")]
    [InlineData("rebound: 2", "rebound: [2]", MistakeCode.NotScalar, "rebound:")]
    [InlineData("late-most: 20", "late-most: 2000", MistakeCode.NotPoints, "late-most:")]
    [InlineData("late-most: 20", "late-most: 20\n  late-most: 30", MistakeCode.DuplicateKey, "late-most: 30")]
    [InlineData("sample: true", "sample: yes", MistakeCode.NotFlag, "sample:")]
    [InlineData("sample: true", "bonus: 5", MistakeCode.UnknownKey, "bonus:")]
    public void A_mistake_in_the_rules_of_scores_is_told_with_its_line(string words, string into, string code, string mark) =>
        Told("scores.yaml", Scores, words, into, code, mark);

    private void Told(string file, string whole, string words, string into, string code, string mark)
    {
        folder.With(file, whole).Mistakes.ShouldBeEmpty("before it is spoilt");
        folder.Change(file, words, into);
        var line = folder.LineOf(file, mark);

        folder.Mistakes.ShouldContain(mistake => mistake.File == file && mistake.Line == line && mistake.Code == code, Told());
    }

    [Fact]
    public void Broken_syntax_is_one_mistake_and_what_names_its_codes_is_not_called_dangling()
    {
        folder.With("organisation.yaml", "units:\n  - {code: top, name: [\nposts: []");

        folder
            .Mistakes.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                mistake => mistake.Code.ShouldBe(MistakeCode.Syntax),
                mistake => mistake.File.ShouldBe("organisation.yaml"),
                mistake => mistake.Line.ShouldBeInRange(2, 4)
            );
    }

    [Theory]
    [InlineData("&here {code: x}")]
    [InlineData("*here")]
    [InlineData("{a: b}\n---\n{c: d}")]
    [InlineData("beats:\n\t- x")]
    public void Yaml_that_a_playbook_does_not_use_is_broken_syntax(string text) =>
        folder.With("rhythm.yaml", text).Mistakes.ShouldHaveSingleItem().Code.ShouldBe(MistakeCode.Syntax);

    [Theory]
    [InlineData("organisation.yaml")]
    [InlineData("problems.yaml")]
    [InlineData("tasks.yaml")]
    [InlineData("scores.yaml")]
    public void A_file_cut_off_anywhere_is_told_and_never_throws(string file)
    {
        var whole = folder.Folder.Files.GetValueOrDefault(file) ?? (file == "tasks.yaml" ? Tasks : Scores);
        for (var length = 0; length < whole.Length; length += 3)
            Should.NotThrow(() => folder.With(file, whole[..length]).Mistakes, whole[..length]);
    }

    [Fact]
    public void An_empty_file_lacks_its_keys() =>
        folder.With("rhythm.yaml", "# nothing yet\n").Mistakes.ShouldHaveSingleItem().Code.ShouldBe(MistakeCode.MissingKey);

    [Fact]
    public void A_missing_file_that_only_the_city_can_write_is_told() =>
        folder
            .Without("places/divisions.csv")
            .Mistakes.ShouldContain(
                new Mistake(
                    "places/divisions.csv",
                    1,
                    MistakeCode.MissingFile,
                    "places/divisions.csv",
                    "Streets and communities of the districts, one row for each community."
                ),
                new SameMistake()
            );

    [Theory]
    [InlineData("limts.yaml", MistakeCode.UnknownFileNear)]
    [InlineData("photographs.csv", MistakeCode.UnknownFile)]
    public void A_file_that_nobody_reads_is_told(string file, string code) =>
        folder
            .With(file, "a,b\n")
            .Mistakes.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(mistake => mistake.File.ShouldBe(file), mistake => mistake.Code.ShouldBe(code));

    [Fact]
    public void A_day_that_differs_twice_is_told() =>
        folder
            .With("holidays.csv", "day,kind,name\n2021-01-01,holiday,元旦\n2021-01-01,workday,元旦\n")
            .Mistakes.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("holidays.csv:3: duplicate-day(2021-01-01)");

    [Fact]
    public void A_source_without_a_term_is_told() =>
        folder.Append("problems.yaml", "source: S9").Mistakes.ShouldHaveSingleItem().Code.ShouldBe(MistakeCode.NotSource);

    [Fact]
    public void An_unknown_key_names_the_nearest_known_one() =>
        folder.Change("city.yaml", "division:", "devision:").Mistakes[0].Args.ShouldBe(["devision", "division"]);

    [Fact]
    public void Ten_mistakes_in_seven_files_are_told_at_once_in_the_order_of_files_and_lines()
    {
        folder
            .Change("city.yaml", "2020-11-23", "2020-02-30")
            .Change("city.yaml", "name: 南区", "nam: 南区")
            .Change("organisation.yaml", "kind: bureau", "kind: shop")
            .Change("organisation.yaml", "unit: north, ", "unit: nort, ")
            .Change("problems.yaml", "difficulty: at-once", "difficulty: at-twice")
            .Change("limits.yaml", "4 urgent hours", "four hours")
            .Change("limits.yaml", "80%", "0%")
            .Change("rhythm.yaml", "08:30", "8.30")
            .Change("ladder.yaml", "unanswered: white", "unanswered: black")
            .Change("places/places.csv", "84.85,45.65", "4.85,45.65");

        var told = folder.Mistakes.Select(mistake => $"{mistake.File}: {mistake.Code}").ToList();

        told.ShouldBe([
            "city.yaml: not-day",
            "city.yaml: unknown-key-near",
            "ladder.yaml: dangling-code",
            "limits.yaml: not-limit",
            "limits.yaml: not-percentage",
            "organisation.yaml: not-choice",
            "organisation.yaml: unit-without-post",
            "organisation.yaml: dangling-code-near",
            "places/places.csv: place-outside",
            "problems.yaml: dangling-code",
            "rhythm.yaml: not-time",
        ]);
    }

    private string Told() => string.Join(Environment.NewLine, folder.Mistakes);

    private sealed class SameMistake : IEqualityComparer<Mistake>
    {
        public bool Equals(Mistake? one, Mistake? other) => one?.ToString() == other?.ToString();

        public int GetHashCode(Mistake mistake) => 0;
    }
}
