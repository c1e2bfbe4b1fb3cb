using static CivicLoop.Core.Playbooks.Keys.CommonKeys;

namespace CivicLoop.Core.Playbooks.Keys;

internal static class RhythmKeys
{
    internal static readonly IReadOnlyList<string> Makes =
    [
        "dispatch-meeting",
        "promise-check",
        "joint-review",
        "inspection",
        "summary",
        "bulletin",
        "bulletin-item",
        "meeting",
        "special-inspection",
        "public-listing",
        "assessment",
        "talk",
    ];

    // As the enumeration says them, in small letters.
    private static readonly IReadOnlyList<string> OffDays = ["kept", "skipped", "before", "after"];

    private static readonly Shape Beat = new(
        "beat",
        Code("beat", "Stable code.", "bulletin"),
        new Key("name", Form.Text, "The beat.", "一周一通报"),
        new Key(
            "every",
            Form.Interval,
            "How often: days, working days, weeks or months; 1 ten-day (旬), 1 half-month.",
            "1 week"
        ),
        new Key(
            "on",
            Form.On,
            "The weekday of weeks; the day, from 1, of ten days, half months and months.",
            "Monday"
        ).Optional(),
        new Key("at", Form.Time, "Time of the day.", "\"09:00\""),
        new Key("off-days", Form.Choice, "What becomes of it on a day off: kept where nothing is said.", "after")
        {
            Words = OffDays,
            Required = false,
        },
        new Key("makes", Form.Choice, "What comes of it.", "bulletin") { Words = Makes },
        Sample,
        Source
    );

    internal static readonly FileShape File = new(
        "rhythm.yaml",
        "The beats of meetings and deadlines.",
        new Shape(
            "rhythm",
            new Key("beats", Form.Map, "The beats.", "[{code: bulletin, name: 一周一通报, …}]") { Of = Beat, Many = true },
            Source
        )
    );
}
