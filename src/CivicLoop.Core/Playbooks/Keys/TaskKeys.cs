using CivicLoop.Core.Plans;
using CivicLoop.Core.Standards;
using static CivicLoop.Core.Playbooks.Keys.CommonKeys;

namespace CivicLoop.Core.Playbooks.Keys;

internal static class TaskKeys
{
    private static readonly IReadOnlyList<string> Leads = [TaskRule.OwnerOfPlace, TaskRule.Dispatch];

    private static readonly IReadOnlyList<string> Methods = [.. Enum.GetValues<Method>().Select(Decomposing.Word)];

    internal static readonly IReadOnlyList<string> EvidenceWords =
    [
        .. Enum.GetNames<Evidence>().Select(name => name.ToLowerInvariant()),
    ];

    private static readonly Shape When = new(
        "when",
        Codes("system", "Standards of this system.", "minors"),
        Codes("project", "Of this project.", "order"),
        Codes("indicator", "Of this indicator.", "order-trade"),
        Codes("content", "Of this content.", "order-trade-market"),
        new Key("method", Form.Choice, "Assessed so, whatever else.", "[survey]") { Words = Methods }
            .Optional()
            .List(),
        new Key("place", Form.Ref, "Looked at in places of this type.", "[market]") { Kind = "place-type" }
            .Optional()
            .List(),
        new Key("category", Form.Ref, "A failure is a problem of this category.", "[litter]") { Kind = "category" }
            .Optional()
            .List()
    );

    private static readonly Shape To = new(
        "to",
        new Key(
            "lead",
            Form.Ref,
            "The unit that leads; or owner-of-place, dispatch: whoever the most places fall to leads, the others help.",
            "owner-of-place"
        )
        {
            Kind = "unit",
            Words = Leads,
        },
        new Key("with", Form.Ref, "Units that help.", "[publicity]") { Kind = "unit", Words = Leads }
            .Optional()
            .List(),
        new Key("post", Form.Ref, "The post of the lead. Otherwise the one that answers for it.", "market-clerk")
        {
            Kind = "post",
            Required = false,
        },
        new Key("evidence", Form.Choice, "What has to be shown. Otherwise what the methods want.", "[photo, case]")
        {
            Words = EvidenceWords,
            Many = true,
            Required = false,
        }
    );

    private static readonly Shape Rule = new(
        "task",
        Code("task", "Stable code.", "markets"),
        new Key("name", Form.Text, "The rule in words.", "市场里的标准由市场监督部门牵头"),
        new Key(
            "when",
            Form.Map,
            "Conditions: all must hold; of several values any. Left out, the rule fits everything.",
            "{place: [market]}"
        )
        {
            Of = When,
            Required = false,
        },
        new Key("to", Form.Map, "Who has the task.", "{lead: owner-of-place, with: [publicity]}") { Of = To },
        Sample,
        Source
    );

    internal static readonly FileShape File = new(
        "tasks.yaml",
        "任务分解: who leads the task that a standard becomes.",
        new Shape(
            "tasks",
            new Key(
                "tasks",
                Form.Map,
                "The rules: the first that fits and leads to somebody wins, and the page says which one did.",
                "[{code: markets, name: …, to: {lead: dispatch}}]"
            )
            {
                Of = Rule,
                Many = true,
            },
            Source
        ),
        Absence.StandInIfAny
    );

    private static Key Codes(string name, string means, string example) =>
        new Key(name, Form.Text, means, example).Optional().List();
}
