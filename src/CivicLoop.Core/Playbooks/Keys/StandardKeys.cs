using CivicLoop.Core.Standards;
using static CivicLoop.Core.Playbooks.Keys.CommonKeys;

namespace CivicLoop.Core.Playbooks.Keys;

/// <summary>The keys of an edition of standards. Beside a playbook's folder they serve files that are taken in alone.</summary>
public static class StandardKeys
{
    /// <summary>The words of a file for the methods.</summary>
    internal static readonly IReadOnlyList<string> MethodWords = Words<Method>();

    internal static readonly IReadOnlyList<string> MaterialWords = Words<MaterialPart>();

    internal static readonly IReadOnlyList<string> RuleWords =
    [
        "present",
        "deduct",
        "ratio",
        "density",
        "rate",
        "observation",
        "survey",
        "tier",
        "composite",
    ];

    private static readonly Key Method = new Key("method", Form.Choice, "The method that this rule scores.", "field")
    {
        Words = MethodWords,
    }.Optional();

    private static readonly Shape Tier = new(
        "tier",
        new Key("name", Form.Text, "What the step is called.", "基本符合"),
        new Key("share", Form.Share, "What it is worth of the standard.", "60%")
    );

    /// <summary>What a rule is made of; which of it a kind needs is judged together.</summary>
    internal static readonly Shape Rule = new(
        "rule",
        new Key("kind", Form.Choice, "How it is scored.", "deduct") { Words = RuleWords },
        Method,
        new Key(
            "part",
            Form.Share,
            "Its part of the standard, where several methods score it; all parts come to 100%.",
            "40%"
        ).Optional(),
        new Key("each", Form.Points, "deduct: points lost for each fault.", "2").Optional(),
        new Key("unit", Form.Text, "What is counted: 处, 条, 盏, 人次.", "处").Optional(),
        new Key("needed", Form.Whole, "ratio, density: how many there should be.", "5").Optional(),
        new Key("per-metres", Form.Whole, "density: to how many metres.", "300").Optional(),
        new Key("at-least", Form.Share, "rate, observation, survey: what has to be reached.", "95%").Optional(),
        new Key(
            "from",
            Form.Share,
            "rate, observation, survey: where it begins to count. Otherwise nothing below counts.",
            "80%"
        ).Optional(),
        new Key("sample", Form.Whole, "observation, survey: how many at least, or nothing is judged.", "30").Optional(),
        new Key("tiers", Form.Map, "tier: the steps, the best first.", "[{name: 符合, share: 100%}, {name: 不符合, share: 0%}]")
        {
            Of = Tier,
            Many = true,
            Required = false,
        },
        new Key("of", Form.Ref, "composite: the standards of this edition that it is put together from.", "[S101, S102]")
        {
            Kind = "standard",
            Many = true,
            Required = false,
        }
    );

    private static readonly Shape Standard = new(
        "standard",
        new Key("code", Form.Code, "Stable code, unique in the edition.", "C1.2-3") { Kind = "standard" },
        new Key("text", Form.Text, "What is asked.", "市场内无占道经营，通道畅通"),
        new Key("methods", Form.Choice, "How it is assessed.", "[field, material]") { Words = MethodWords, Many = true },
        new Key("weight", Form.Points, "Points of it.", "1.5"),
        new Key("places", Form.Ref, "Types of places where it is looked at.", "[market]")
        {
            Kind = "place-type",
            Many = true,
            Required = false,
        },
        new Key("occurrence", Form.Whole, "频次: how many places are drawn in one assessment. Otherwise 1.", "5").Optional(),
        new Key(
            "draw",
            Form.Figures,
            "How they are drawn; the figures multiplied are the occurrence.",
            "{线路: 3, 每线站点: 5}"
        ).Optional(),
        new Key("look", Form.Text, "Where to look and what counts.", "看主通道、摊位前沿和出入口").Optional(),
        new Key("category", Form.Ref, "The category of problem that a failure is.", "stall-outside")
        {
            Kind = "category",
            Required = false,
        },
        new Key("materials", Form.Choice, "What a material has to hold.", "[plan, mechanism, activities, guarantee, results]")
        {
            Words = MaterialWords,
            Many = true,
            Required = false,
        },
        new Key(
            "rule",
            Form.Map,
            "How it is scored; one for each method where several score it.",
            "{kind: deduct, each: 0.5, unit: 处}"
        )
        {
            Of = Rule,
            Many = true,
        }
    );

    private static readonly Shape Content = new(
        "content",
        new Key("code", Form.Code, "Code of the content.", "C1.2") { Kind = "content" },
        new Key("name", Form.Text, "测评内容.", "集贸市场秩序"),
        new Key("standards", Form.Map, "测评标准.", "[{code: C1.2-3, text: …, methods: [field], weight: 1.5, rule: …}]")
        {
            Of = Standard,
            Many = true,
        }
    );

    private static readonly Shape Indicator = new(
        "indicator",
        new Key("code", Form.Code, "Code of the indicator.", "I1") { Kind = "indicator" },
        new Key("name", Form.Text, "指标.", "经营秩序"),
        new Key("contents", Form.Map, "测评内容 of it.", "[{code: C1.2, name: 集贸市场秩序, standards: […]}]")
        {
            Of = Content,
            Many = true,
        }
    );

    private static readonly Shape Project = new(
        "project",
        new Key("code", Form.Code, "Code of the project.", "P3") { Kind = "project" },
        new Key("name", Form.Text, "测评项目.", "公共秩序"),
        new Key("indicators", Form.Map, "指标 of it.", "[{code: I1, name: 经营秩序, contents: […]}]")
        {
            Of = Indicator,
            Many = true,
        }
    );

    private static readonly Shape Gate = new(
        "gate",
        new Key("code", Form.Code, "Code of the gate.", "minors-85") { Kind = "gate" },
        new Key("name", Form.Text, "前置条件, as people read it.", "未成年人思想道德建设工作测评不低于85分"),
        new Key("of", Form.Code, "The system whose score it looks at. Otherwise the office answers it.", "minors")
        {
            Kind = "gate-system",
            Repeats = true,
            Required = false,
        },
        new Key("at-least", Form.Points, "The score that it takes.", "85").Optional(),
        new Key("months", Form.Whole, "How many months back it looks.", "12").Optional()
    );

    private static readonly Shape Included = new(
        "include",
        new Key("system", Form.Code, "The system whose result is counted in.", "minors")
        {
            Kind = "included-system",
            Repeats = true,
        },
        new Key("part", Form.Share, "Its part of the whole.", "20%")
    );

    public static readonly Shape Edition = new(
        "edition",
        new Key("edition", Form.Code, "Stable code of this edition.", "city-sample-1") { Kind = "edition" },
        new Key("system", Form.Code, "The system that it is an edition of.", "city") { Kind = "system", Repeats = true },
        new Key("name", Form.Text, "What it is called.", "城市文明程度测评（示例、非官方）"),
        new Key("total", Form.Points, "What all weights come to.", "100"),
        Sample,
        new Key(
            "gates",
            Form.Map,
            "What has to hold before anything else counts.",
            "[{code: minors-85, name: …, of: minors, at-least: 85}]"
        )
        {
            Of = Gate,
            Many = true,
            Required = false,
        },
        new Key("includes", Form.Map, "Results of other systems that are counted in.", "[{system: minors, part: 20%}]")
        {
            Of = Included,
            Many = true,
            Required = false,
        },
        new Key("projects", Form.Map, "测评项目, the tree.", "[{code: P3, name: 公共秩序, indicators: […]}]")
        {
            Of = Project,
            Many = true,
        }
    );

    private static IReadOnlyList<string> Words<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
}
