using CivicLoop.Core.Burden;
using CivicLoop.Core.Coverage;
using static CivicLoop.Core.Playbooks.Keys.CommonKeys;

namespace CivicLoop.Core.Playbooks.Keys;

internal static class LimitKeys
{
    // Read as text and judged by the reader: an earlier release took the body's name in words.
    private static Key Approver(string means) =>
        new("approved-by", Form.Text, means + " One of " + string.Join(", ", Approvers.All) + ".", Approvers.JointReview);

    private static readonly Shape Extension = new(
        "extension",
        Approver("Who grants more time."),
        new Key("at-most", Form.Whole, "How many may be granted between one dispatch and the next.", "1"),
        new Key("longest", Form.Limit, "The most that one may be; all are counted on its clock.", "3 working days"),
        Sample,
        Source
    );

    private static readonly Shape SignOff = new(
        "sign-off",
        new Key("red-for", Form.Limit, "What has been red for so long goes to the first leader to be signed.", "2 working days"),
        new Key("within", Form.Limit, "How long signing it may take.", "1 working day"),
        Sample,
        Source
    );

    private static readonly Shape Difficulty = new(
        "difficulty",
        Code("difficulty", "Stable code.", "at-once"),
        new Key("name", Form.Text, "The class.", "立行立改"),
        new Key("limit", Form.Limit, "How long putting right may take.", "4 urgent hours"),
        Approver("Who must agree before a case may have it, and to a suspension (挂账): as long as its limit at most.")
            .Optional(),
        new Key("approved-at", Form.Text, "The meeting that it is decided at, in words.", "三天一会审").Optional(),
        Sample,
        Source
    );

    private static readonly Shape Stages = new(
        "stages",
        new Key("file", Form.Limit, "From report to filing.", "4 working hours"),
        new Key("dispatch", Form.Limit, "From filing to dispatch.", "2 working hours"),
        new Key("accept", Form.Limit, "From dispatch to acceptance by the unit.", "4 working hours"),
        new Key("check", Form.Limit, "From the report that it is fixed to the check.", "1 working day"),
        new Key("close", Form.Limit, "From a passed check to closing.", "1 working day"),
        new Key("rework", Form.Limit, "From a failed check or a reopening to fixed again.", "1 natural day"),
        new Key(
            "self-check",
            Form.Limit,
            "From being asked whether a place has the same problem to the answer.",
            "3 working days"
        ).Optional(),
        new Key(
            "approve",
            Form.Limit,
            "From asking for an approval to its decision. Otherwise 1 working day.",
            "4 working hours"
        ).Optional(),
        new Key(
            "co-sign",
            Form.Limit,
            "For each unit that signs off after the lead. Otherwise 1 working day.",
            "4 working hours"
        ).Optional(),
        Sample,
        Source
    );

    private static readonly Shape Lights = new(
        "lights",
        new Key(
            "yellow-at",
            Form.Percentage,
            "Share of a limit at which the light turns yellow; past the limit it is red.",
            "80%"
        )
    );

    private static readonly Shape MinutesOf = new(
        "effort",
        [
            .. Enum.GetValues<Effort>()
                .Select(effort =>
                    new Key(
                        Efforts.Word(effort),
                        Form.Whole,
                        $"Minutes. Otherwise {EffortPart.Usual.Of(effort)}.",
                        $"{EffortPart.Usual.Of(effort)}"
                    ).Optional()
                ),
            Sample,
            Source,
        ]
    );

    private static readonly Shape SilentAfter = new(
        "silent-after",
        [
            .. Enum.GetValues<SilentKind>()
                .Select(kind =>
                    new Key(
                        SilencePart.Word(kind),
                        Form.Whole,
                        $"Natural days. Otherwise {SilencePart.Usual.Of(kind)}.",
                        $"{SilencePart.Usual.Of(kind)}"
                    ).Optional()
                ),
            Sample,
            Source,
        ]
    );

    internal static readonly FileShape File = new(
        "limits.yaml",
        "How long everything may take. A limit names its clock: urgent hours, hours, working hours, working days, natural days.",
        new Shape(
            "limits",
            new Key("difficulty", Form.Map, "Classes of difficulty.", "[{code: at-once, name: 立行立改, limit: 4 urgent hours}]")
            {
                Of = Difficulty,
                Many = true,
            },
            new Key("stages", Form.Map, "Limits of the steps before and after the putting right.", "{file: 4 working hours, …}")
            {
                Of = Stages,
            },
            new Key(
                "extension",
                Form.Map,
                "延时. Otherwise the office grants one of at most 3 working days.",
                "{approved-by: office, at-most: 1, longest: 3 working days}"
            )
            {
                Of = Extension,
                Required = false,
            },
            new Key(
                "sign-off",
                Form.Map,
                "一把手签批: the head of a district's own group signs what its units leave red, the head of the leading group everything else. Otherwise nobody has to.",
                "{red-for: 2 working days, within: 1 working day}"
            )
            {
                Of = SignOff,
                Required = false,
            },
            new Key("lights", Form.Map, "When a light changes.", "{yellow-at: 80%}") { Of = Lights },
            new Key("relapse-within", Form.Limit, "反弹: found again this soon after closing.", "14 natural days"),
            new Key(
                "contact-days",
                Form.Whole,
                "Natural days after a case has ended that the contact details of whoever told it are kept. Otherwise 180.",
                "90"
            ).Optional(),
            new Key(
                "effort",
                Form.Map,
                "减负: minutes that an act of each kind takes, estimated, for the page that shows what is asked of each unit.",
                "{fix: 20, sample: true}"
            )
            {
                Of = MinutesOf,
                Required = false,
            },
            new Key(
                "silent-after",
                Form.Map,
                "After how many natural days without a sign of life an alarm is raised, once for each silence.",
                "{post: 14, place: 45, sample: true}"
            )
            {
                Of = SilentAfter,
                Required = false,
            },
            new Key(
                "visit-within",
                Form.Whole,
                "Metres from a place within which whoever visits it is taken to stand at it; farther away the page warns. Otherwise 100.",
                "100"
            ).Optional(),
            new Key(
                "working-day",
                Form.Slot,
                "Working time of a working day, in order.",
                "[\"10:00-14:00\", \"15:30-19:30\"]"
            ).List(),
            Source
        )
    );

    internal static readonly FileShape Calendar = new(
        "holidays.csv",
        "Days that differ from Monday to Friday. A year without a row counts Monday to Friday and says so.",
        new Shape(
            "holiday",
            new Key("day", Form.Day, "The day.", "2021-02-20"),
            new Key("kind", Form.Choice, "A weekday off, or a weekend day worked (调休).", "workday")
            {
                Words = ["holiday", "workday"],
            },
            new Key("name", Form.Text, "The holiday that it belongs to.", "春节")
        )
    );
}
