using CivicLoop.Core.Burden;
using CivicLoop.Core.Coverage;
using CivicLoop.Core.Duties;

namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>Limits and the calendar that they are counted on.</summary>
internal static class LimitReader
{
    public static LimitPart Read(Reading read)
    {
        var root = read.Root("limits.yaml");
        var stages = root.Get("stages");
        return new LimitPart(
            [
                .. root.Items("difficulty")
                    .Select(node => new Difficulty(
                        node.Said("code"),
                        node.Said("name"),
                        node.Limit("limit") ?? Nothing,
                        Approver(node, read),
                        node.Flag("sample")
                    )
                    {
                        ApprovedAt = node.Text("approved-at"),
                    }),
            ],
            ((stages as Mapping)?.Entries ?? [])
                .Where(entry => stages.Limit(entry.Key.Text) is not null)
                .DistinctBy(entry => entry.Key.Text)
                .ToDictionary(entry => entry.Key.Text, entry => stages.Limit(entry.Key.Text)!),
            Forms.Percentage(root.Get("lights").Said("yellow-at")) ?? 0.8,
            root.Limit("relapse-within") ?? Nothing,
            Slots(read, root),
            Calendar(read),
            stages.Flag("sample")
        )
        {
            Extension = Extension(root.Get("extension"), read),
            SignOff = SignOff(root.Get("sign-off")),
            ContactDays = root.Whole("contact-days") ?? LimitPart.UsualContactDays,
            VisitWithin = root.Whole("visit-within") ?? LimitPart.UsualVisitWithin,
            Effort = new EffortPart(
                Enum.GetValues<Effort>()
                    .Select(effort => (Effort: effort, Minutes: root.Get("effort").Whole(Efforts.Word(effort))))
                    .Where(one => one.Minutes is not null)
                    .ToDictionary(one => one.Effort, one => one.Minutes!.Value)
            ),
            Silence = new SilencePart(
                Enum.GetValues<SilentKind>()
                    .Select(kind => (Kind: kind, Days: root.Get("silent-after").Whole(SilencePart.Word(kind))))
                    .Where(one => one.Days is not null)
                    .ToDictionary(one => one.Kind, one => one.Days!.Value)
            ),
        };
    }

    private static ExtensionRule Extension(Node? node, Reading read) =>
        node is null
            ? ExtensionRule.Usual
            : new ExtensionRule(
                Approver(node, read) ?? Approvers.Office,
                node.Whole("at-most") ?? 1,
                node.Limit("longest") ?? Nothing,
                node.Flag("sample")
            );

    private static SignOffRule? SignOff(Node? node) =>
        node is null
            ? null
            : new SignOffRule(node.Limit("red-for") ?? Nothing, node.Limit("within") ?? Nothing, node.Flag("sample"));

    private static string? Approver(Node? node, Reading read)
    {
        if (node.Get("approved-by") is not Scalar { Text.Length: > 0 } said)
            return null;
        if (Approvers.Of(said.Text) is { } approver)
            return approver;
        read.Mistakes.Add(said, MistakeCode.ApproverUnknown, said.Text, string.Join(", ", Approvers.All));
        return null;
    }

    // Stands where a mistake was reported; no playbook comes of it.
    private static Limit Nothing { get; } = new(1, LimitClock.NaturalDays);

    private static List<Slot> Slots(Reading read, Node? root)
    {
        var slots = new List<Slot>();
        foreach (var node in root.Items("working-day").OfType<Scalar>())
        {
            if (Forms.Slot(node.Text) is not { } slot)
                continue;
            if (slots.Count > 0 && slot.From < slots[^1].To)
                read.Mistakes.Add(node, MistakeCode.SlotsOverlap, node.Text);
            slots.Add(slot);
        }
        return slots;
    }

    private static List<CalendarDay> Calendar(Reading read)
    {
        var days = new Dictionary<DateOnly, CalendarDay>();
        foreach (var row in read.Rows("holidays.csv"))
        {
            if (Forms.Day(row.Said("day")) is not { } day)
                continue;
            if (!days.TryAdd(day, new CalendarDay(day, row.Said("kind") == "workday", row.Said("name"))))
                read.Mistakes.Add(row, MistakeCode.DuplicateDay, row.Said("day"));
        }
        return [.. days.Values];
    }
}
