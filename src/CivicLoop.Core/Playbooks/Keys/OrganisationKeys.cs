using static CivicLoop.Core.Playbooks.Keys.CommonKeys;

namespace CivicLoop.Core.Playbooks.Keys;

internal static class OrganisationKeys
{
    internal static readonly IReadOnlyList<string> Roles =
    [
        "inspector",
        "office-clerk",
        "unit-clerk",
        "supervisor",
        "leader",
        "system-administrator",
        "security-administrator",
        "audit-administrator",
    ];

    private static readonly Shape LeadingGroup = new(
        "leading-group",
        new Key("name", Form.Text, "The leading group.", "文明城市整改攻坚工作领导小组"),
        new Key("head", Form.Text, "The post that leads it, never a person.", "市委书记"),
        new Key(
            "head-post",
            Form.Ref,
            "Code of that post: what is red goes to it to be signed. Otherwise the first leader of the whole city.",
            "leader-secretary"
        )
        {
            Kind = "post",
            Required = false,
        },
        new Key("deputy", Form.Text, "The post of the deputy.", "市长"),
        new Key("members", Form.Text, "The posts of the members.", "各分管领域常委"),
        new Key("command-line", Form.Text, "Who drives whom, from the top.", "[书记抓常委, 常委抓各路, 层层抓落实]").List(),
        Source
    );

    private static readonly Shape WorkGroup = new(
        "work-group",
        Code("work-group", "Stable code.", "environment"),
        new Key("name", Form.Text, "The group.", "公共环境组"),
        new Key("led-by", Form.Text, "The post or unit that leads it.", "分管常委"),
        new Key("post", Form.Ref, "Code of the leader's post that it hangs under. Otherwise the head's.", "leader-standing")
        {
            Kind = "post",
            Required = false,
        },
        new Key("posting", Form.Text, "How its members are posted.", "分组负责、定人定点").Optional(),
        new Key("units", Form.Ref, "Units that belong to it.", "[housing, city-services]")
        {
            Kind = "unit",
            Many = true,
            Required = false,
        },
        Sample,
        Source
    );

    private static readonly Shape Unit = new(
        "unit",
        Code("unit", "Stable code.", "housing"),
        new Key("name", Form.Text, "The unit.", "市住建局"),
        new Key("kind", Form.Choice, "What it is.", "bureau") { Words = Organisation.UnitKinds.All },
        new Key("parent", Form.Ref, "The unit above it.", "district-karamay") { Kind = "unit", Required = false },
        new Key("division", Form.Ref, "The district or street that it governs; at most one unit for each.", "\"650203\"")
        {
            Kind = "division",
            Required = false,
        },
        new Key("members", Form.Ref, "Of a committee: the units that belong to it.", "[tianshan, hospital]")
        {
            Kind = "unit",
            Many = true,
            Required = false,
        },
        Sample,
        Source
    );

    private static readonly Shape Post = new(
        "post",
        Code("post", "Stable code.", "housing-clerk"),
        new Key("name", Form.Text, "The post, never its holder.", "市住建局联络员"),
        new Key("unit", Form.Ref, "The unit that it belongs to.", "housing") { Kind = "unit" },
        new Key("role", Form.Choice, "What it may do.", "unit-clerk") { Words = Roles },
        new Key("district", Form.Ref, "The district that it is limited to; the whole city where nothing is said.", "\"650203\"")
        {
            Kind = "district",
            Required = false,
        },
        Source
    );

    internal static readonly FileShape File = new(
        "organisation.yaml",
        "Who leads and who answers. Units and posts are taken over once; afterwards the city's own tables hold.",
        new Shape(
            "organisation",
            new Key("mechanism", Form.Text, "What the whole arrangement is called.", "“1+10”领导机制").Optional(),
            new Key("leading-group", Form.Map, "The group at the top.", "{name: …, head: 市委书记, …}") { Of = LeadingGroup },
            new Key("work-groups", Form.Map, "The work groups.", "[{code: environment, name: 公共环境组, led-by: 分管常委}]")
            {
                Of = WorkGroup,
                Many = true,
            },
            new Key(
                "supervision",
                Form.Map,
                "The supervision group where it stands beside the work groups.",
                "{code: supervision, name: 督查问责组, …}"
            )
            {
                Of = WorkGroup,
                Required = false,
            },
            new Key(
                "units",
                Form.Map,
                "Every unit that can owe, check or decide something.",
                "[{code: housing, name: 市住建局, kind: bureau}]"
            )
            {
                Of = Unit,
                Many = true,
            },
            new Key(
                "posts",
                Form.Map,
                "The posts that act for the units.",
                "[{code: housing-clerk, name: …, unit: housing, role: unit-clerk}]"
            )
            {
                Of = Post,
                Many = true,
            },
            new Key(
                "contracts",
                Form.Map,
                "Kinds of contracts of responsibility.",
                "[{code: five-levels, kind: 五级示范包联, over: [street]}]"
            )
            {
                Of = ContractKeys.Contract,
                Many = true,
                Required = false,
            },
            Source
        ),
        Absence.Mistake
    );
}
