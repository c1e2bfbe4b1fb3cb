using static CivicLoop.Core.Playbooks.Keys.CommonKeys;

namespace CivicLoop.Core.Playbooks.Keys;

internal static class LadderKeys
{
    private static readonly Shape RungsWithin = new(
        "rungs-within",
        new Key("rung", Form.Ref, "The rung that is counted.", "notice") { Kind = "rung" },
        new Key("times", Form.Whole, "How many times.", "2"),
        new Key("days", Form.Whole, "Within how many natural days.", "30")
    );

    private static readonly Shape When = new(
        "condition",
        new Key("light", Form.Choice, "The light of what is owed.", "yellow") { Words = ["yellow", "red"] }.Optional(),
        new Key("overdue-by", Form.Limit, "Past its time by this much.", "1 working day").Optional(),
        new Key("behind-plan-by", Form.Limit, "Behind the unit's own plan by this much.", "1 natural day").Optional(),
        new Key("failed-checks", Form.Whole, "Failed this many checks.", "2").Optional(),
        new Key("reopened", Form.Whole, "Reopened this many times.", "1").Optional(),
        new Key("silent-for", Form.Limit, "For this long nothing was done about what is owed.", "2 working days").Optional(),
        new Key("severity", Form.Choice, "A matter so severe, or more so, may start here.", "grave")
        {
            Words = ["minor", "major", "grave"],
        }.Optional(),
        new Key("unanswered", Form.Ref, "This rung was not answered in time.", "white") { Kind = "rung" }.Optional(),
        new Key("rungs-within", Form.Map, "This rung was reached so often.", "{rung: notice, times: 2, days: 30}")
        {
            Of = RungsWithin,
            Required = false,
        },
        new Key("judged", Form.Text, "Somebody decides that this is so.", "不支持、不配合").Optional()
    );

    private static readonly Shape Rung = new(
        "rung",
        Code("rung", "Stable code.", "white"),
        new Key("name", Form.Text, "The step.", "白色督办单"),
        new Key("colour", Form.Choice, "Its colour where it has one.", "white")
        {
            Words = ["white", "blue", "yellow", "orange", "red"],
            Required = false,
        },
        new Key(
            "when",
            Form.Map,
            "Conditions; of several entries any is enough, within one all must hold.",
            "{overdue-by: 1 working day}"
        )
        {
            Of = When,
            Many = true,
        },
        new Key("signed-by", Form.Ref, "Who signs: system, leading-group, a work group or a unit.", "supervision")
        {
            Kind = "signer",
            Words = ["system", "leading-group"],
        },
        new Key("limit", Form.Limit, "How long the answer may take.", "3 working days").Optional(),
        new Key("deducts", Form.Whole, "Points lost.", "1").Optional(),
        new Key("makes", Form.Choice, "What comes of it.", "bulletin-item")
        {
            Words = ["bulletin-item", "talk", "appraisal-item", "referral"],
        }
            .Optional()
            .List(),
        Sample,
        Source
    );

    private static readonly Shape Appeals = new(
        "appeals",
        new Key(
            "levels",
            Form.Ref,
            "Who decides, level after level: issuer, leading-group, a work group or a unit. Otherwise issuer, supervision, leading-group.",
            "[issuer, leading-group]"
        )
        {
            Kind = "signer",
            Words = ["issuer", "supervision", "leading-group"],
            Required = false,
            Many = true,
        },
        new Key("within", Form.Limit, "How long a unit has to appeal, otherwise 3 working days.", "3 working days").Optional(),
        new Key("decide", Form.Limit, "How long each level has to decide, otherwise 3 working days.", "3 working days").Optional()
    );

    internal static readonly FileShape File = new(
        "ladder.yaml",
        "What follows when nothing follows: it proposes, a post signs.",
        new Shape(
            "ladder",
            new Key("ladder", Form.Map, "The rungs, from the lowest.", "[{code: white, name: 白色督办单, …}]")
            {
                Of = Rung,
                Many = true,
            },
            new Key(
                "one-per-matter",
                Form.Flag,
                "一事一单: one order for each matter; a higher rung takes the place of the lower.",
                "true"
            ).Optional(),
            new Key("appeals", Form.Map, "How a unit appeals.", "{levels: [issuer, leading-group], within: 3 working days}")
            {
                Of = Appeals,
                Required = false,
            },
            Source
        )
    );
}
