using CivicLoop.Core.Events;
using CivicLoop.Core.Standards;

namespace CivicLoop.Core.Inspections;

/// <summary>One line of a checklist: a standard with the branch and the edition that it hangs on.</summary>
public sealed record ChecklistItem(Edition Edition, Located Located)
{
    public Standard Standard => Located.Standard;

    /// <summary>The rule that is filled in at the place.</summary>
    public Rule Rule => Standard.Spot!.Rule;

    /// <summary>As forms name it; codes hold no dot.</summary>
    public string Key => $"{Edition.Code}.{Standard.Code}";
}

/// <summary>What was answered to one line: figures, or that it does not apply.</summary>
public sealed record ItemAnswer(string Edition, string Standard, Measured Measured);

/// <summary>What a line came to.</summary>
public sealed record Judged(ChecklistItem Item, Measured Measured, Trace Trace)
{
    public bool Failed => Trace.Failed;

    public bool Passed => Trace.Judged && !Trace.Failed;
}

/// <summary>检查表: what is looked at on the spot at a place of a type, by all editions in force.</summary>
public sealed record Checklist(string PlaceType, IReadOnlyList<ChecklistItem> Items)
{
    public static Checklist Of(string placeType, IEnumerable<Edition> editions) =>
        new(
            placeType,
            [
                .. editions.SelectMany(edition =>
                    edition.Checklist(placeType).Select(located => new ChecklistItem(edition, located))
                ),
            ]
        );

    public ChecklistItem? Find(string edition, string standard) =>
        Items.FirstOrDefault(item => item.Edition.Code == edition && item.Standard.Code == standard);

    /// <summary>Each answer by its rule; the first that cannot be judged is refused.</summary>
    public Outcome<IReadOnlyList<Judged>> Judge(IEnumerable<ItemAnswer> answers)
    {
        if (Items.Count == 0)
            return new Refusal("visit.no-standards", PlaceType);
        var judged = new List<Judged>();
        foreach (var answer in answers)
        {
            if (Find(answer.Edition, answer.Standard) is not { } item)
                return new Refusal("visit.not-on-list", answer.Standard);
            var trace = item.Rule.Apply(answer.Measured);
            if (trace.Refusal is { } refusal)
                return refusal;
            judged.Add(new Judged(item, answer.Measured, trace.Value!));
        }
        return judged;
    }
}
