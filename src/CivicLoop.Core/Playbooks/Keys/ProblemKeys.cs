using static CivicLoop.Core.Playbooks.Keys.CommonKeys;

namespace CivicLoop.Core.Playbooks.Keys;

internal static class ProblemKeys
{
    internal static readonly IReadOnlyList<string> FoundBy = ["inspector", "citizen", "volunteer", "video"];

    /// <summary>Whoever a rule may name beside a unit's code.</summary>
    internal static readonly IReadOnlyList<string> Leads = ["owner-of-place", "street-office", "district"];

    private static readonly Shape Question = new(
        "question",
        new Key("code", Form.Text, "Stable code, unique within the category.", "amount"),
        new Key("ask", Form.Text, "The question.", "大约多少"),
        new Key(
            "kind",
            Form.Choice,
            "What an answer is. Left out, it is one of the options, or a line where there are none.",
            "number"
        )
        {
            Words = Playbooks.Question.Kinds,
            Required = false,
        },
        new Key("options", Form.Text, "The answers to choose from, where it is a list.", "[零星, 成堆, 大面积]")
            .Optional()
            .List(),
        new Key("required", Form.Flag, "Other systems must answer it when they hand a problem in.", "true").Optional(),
        new Key("hint", Form.Text, "How to answer.", "以袋计").Optional()
    );

    private static readonly Shape Category = new(
        "category",
        Code("category", "Stable code.", "litter"),
        new Key("name", Form.Text, "小类: the problem as people say it.", "暴露垃圾"),
        new Key("file-when", Form.Text, "立案条件: when a report of it is filed.", "公共区域可见散落或成堆的垃圾"),
        new Key("close-when", Form.Text, "结案条件: what must be so before it is closed.", "垃圾清净，地面无污渍"),
        new Key("difficulty", Form.Ref, "The difficulty that a filing starts from.", "at-once") { Kind = "difficulty" },
        new Key("found-by", Form.Choice, "Who may find it.", "[inspector, citizen]") { Words = FoundBy, Many = true },
        new Key(
            "questions",
            Form.Map,
            "What to ask whoever reports it.",
            "[{code: amount, ask: 大约多少, options: [零星, 成堆]}]"
        )
        {
            Of = Question,
            Many = true,
            Required = false,
        },
        new Key(
            "call",
            Form.Text,
            "Where it must not wait: whom to call, in words. The report form shows it before anything is sent.",
            "有人可能坠入井中时，请先拨打 110"
        ).Optional(),
        new Key(
            "call-only",
            Form.Flag,
            "The form takes no report of it: only the call does. Wants the words of call.",
            "true"
        ).Optional(),
        Sample,
        Source
    );

    private static readonly Shape Group = new(
        "group",
        Code("group", "Stable code.", "cleaning"),
        new Key("name", Form.Text, "大类.", "环境卫生"),
        new Key("categories", Form.Map, "Its categories.", "[{code: litter, …}]") { Of = Category, Many = true },
        Sample,
        Source
    );

    private static readonly Shape Theme = new(
        "theme",
        Code("theme", "Stable code.", "dirty"),
        new Key("name", Form.Text, "The theme.", "环境脏"),
        new Key("groups", Form.Map, "Its groups.", "[{code: cleaning, …}]") { Of = Group, Many = true },
        Source
    );

    private static readonly Shape When = new(
        "when",
        new Key("theme", Form.Ref, "Problems of this theme.", "dirty") { Kind = "theme" }
            .Optional()
            .List(),
        new Key("category", Form.Ref, "Problems of this category.", "[litter, dog-waste]") { Kind = "category" }
            .Optional()
            .List(),
        new Key("place", Form.Ref, "At a place of this type.", "[market]") { Kind = "place-type" }
            .Optional()
            .List(),
        new Key("district", Form.Ref, "In this district.", "\"650203\"") { Kind = "district" }
            .Optional()
            .List()
    );

    private static readonly Shape To = new(
        "to",
        new Key("lead", Form.Ref, "The unit that owes it; or owner-of-place, street-office, district.", "owner-of-place")
        {
            Kind = "unit",
            Words = Leads,
        },
        new Key("with", Form.Ref, "Units that help.", "[street-office]") { Kind = "unit", Words = Leads }
            .Optional()
            .List(),
        new Key(
            "sign-off",
            Form.Flag,
            "会签: they sign off after the lead, in this order, before anybody checks.",
            "true"
        ).Optional()
    );

    private static readonly Shape Rule = new(
        "rule",
        Code("rule", "Stable code.", "market-litter"),
        new Key("name", Form.Text, "The rule in words.", "市场里的环境问题由市场所属单位整改"),
        new Key(
            "when",
            Form.Map,
            "Conditions: all must hold; of several values any. Left out, the rule fits everything.",
            "{theme: dirty, place: [market]}"
        )
        {
            Of = When,
            Required = false,
        },
        new Key("to", Form.Map, "Who puts it right.", "{lead: owner-of-place, with: [street-office]}") { Of = To },
        Sample,
        Source
    );

    internal static readonly FileShape File = new(
        "problems.yaml",
        "What counts as a problem, and who puts it right.",
        new Shape(
            "problems",
            new Key("themes", Form.Map, "Themes with two levels under them.", "[{code: dirty, name: 环境脏, groups: […]}]")
            {
                Of = Theme,
                Many = true,
            },
            new Key(
                "dispatch",
                Form.Map,
                "Rules of dispatch: the first that fits wins, and the page says which one did.",
                "[{code: litter, name: …, to: {lead: district}}]"
            )
            {
                Of = Rule,
                Many = true,
            },
            Source
        )
    );
}
