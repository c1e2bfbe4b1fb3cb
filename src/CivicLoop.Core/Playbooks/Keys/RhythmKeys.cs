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

    private static readonly Shape Beat = new(
        "beat",
        Code("beat", "Stable code.", "bulletin"),
        new Key("name", Form.Text, "The beat.", "一周一通报"),
        new Key("every", Form.Interval, "How often: days, weeks or months; 1 ten-day (旬), 1 half-month.", "1 week"),
        new Key(
            "on",
            Form.On,
            "The weekday of weeks; the day, from 1, of ten days, half months and months.",
            "Monday"
        ).Optional(),
        new Key("at", Form.Time, "Time of the day.", "\"09:00\""),
        new Key("makes", Form.Choice, "What comes of it.", "bulletin") { Words = Makes },
        Sample,
        Source
    );

    internal static readonly FileShape File = new(
        "rhythm.yaml",
        "The beats of meetings and deadlines. Read and shown; what runs them is not built yet.",
        new Shape(
            "rhythm",
            new Key("beats", Form.Map, "The beats.", "[{code: bulletin, name: 一周一通报, …}]") { Of = Beat, Many = true },
            Source
        )
    );
}
