using static CivicLoop.Core.Playbooks.Keys.CommonKeys;

namespace CivicLoop.Core.Playbooks.Keys;

internal static class MechanismKeys
{
    // Rooms that people can open. A mechanism whose room is missing here has nobody to run it yet.
    private static readonly IReadOnlyList<string> Rooms =
    [
        "cases",
        "contracts",
        "desk",
        "guidance",
        "inspections",
        "ladder",
        "materials",
        "organisation",
        "places",
        "plans",
        "playbook",
        "rectification",
        "rhythm",
        "scoring",
        "self-checks",
        "self-reviews",
        "tallies",
    ];

    private static readonly Shape Mechanism = new(
        "mechanism",
        Code("mechanism", "Stable code.", "shift"),
        new Key("name", Form.Text, "What the document calls it.", "8小时工作制+延时错峰实时监管巡查4小时"),
        new Key("says", Form.Text, "What it asks for, one sentence.", "高发区域全天有人巡查").Optional(),
        new Key("counts", Form.Figures, "Its figures, each with a label.", "{工作制: 8小时, 延时错峰: 4小时}").Optional(),
        new Key("steps", Form.Text, "Its steps or parts, in order.", "[点单, 派单, 接单, 评单]").Optional().List(),
        new Key("run-by", Form.Choice, "The room that runs it; left out while none does.", "cases") { Words = Rooms }.Optional(),
        new Key("owner", Form.Ref, "The unit or post that answers for it.", "city-services") { Kind = "party", Required = false },
        new Key(
            "every",
            Form.Interval,
            "How often it is to be run: its owner owes it by then, unless the system itself runs it.",
            "1 week"
        ).Optional(),
        Sample,
        Source
    );

    internal static readonly FileShape File = new(
        "mechanisms.yaml",
        "Every way of working that the documents name. What no room runs yet is shown as 待实现.",
        new Shape(
            "mechanisms",
            new Key("mechanisms", Form.Map, "The ways of working.", "[{code: shift, name: …, source: S1}]")
            {
                Of = Mechanism,
                Many = true,
            },
            Source
        ),
        Absence.Nothing
    );
}
