using CivicLoop.Core.Events;

namespace CivicLoop.Core.Rectification;

/// <summary>An item that is there, with its texts in words.</summary>
/// <param name="Shown">Its status as a table may write it, in every language.</param>
public sealed record KnownItem(Guid Id, ItemState State, ItemValues Values, IReadOnlySet<string> Shown);

/// <summary>What a row would do.</summary>
/// <param name="Known">The item it speaks of; null for a new one.</param>
/// <param name="Fields">Columns that would change; empty for a new item and for one that stays.</param>
public sealed record PlannedRow(ItemRow Row, KnownItem? Known, IReadOnlyList<ItemField> Fields);

/// <summary>A table weighed against the list as it stands, before anything is done: all of it, or none.</summary>
/// <param name="Missing">How many items of the list the table does not name; they stay as they are.</param>
public sealed record SheetPlan(IReadOnlyList<PlannedRow> Rows, IReadOnlyList<RowMistake> Mistakes, int Missing)
{
    public IEnumerable<PlannedRow> Added => Rows.Where(row => row.Known is null);

    public IEnumerable<PlannedRow> Changed => Rows.Where(row => row.Fields.Count > 0);

    public int Unchanged => Rows.Count(row => row.Known is not null && row.Fields.Count == 0);

    public bool IsSound => Mistakes.Count == 0;

    /// <param name="items">The items of the list that the reader sees, by id.</param>
    /// <param name="trial">Why the act of a row would be refused; null where it would not.</param>
    public static SheetPlan Of(
        IEnumerable<ItemRow> rows,
        IEnumerable<RowMistake> unreadable,
        IReadOnlyDictionary<Guid, KnownItem> items,
        Func<PlannedRow, Refusal?> trial
    )
    {
        var planned = new List<PlannedRow>();
        var mistakes = unreadable.ToList();
        var seen = new Dictionary<Guid, int>();
        foreach (var row in rows)
        {
            if (Weigh(row, items, seen, trial) is var (plan, mistake) && mistake is not null)
                mistakes.Add(mistake);
            else
                planned.Add(plan!);
        }
        return new SheetPlan(
            planned,
            [.. mistakes.OrderBy(mistake => mistake.Row)],
            items.Keys.Count(id => !seen.ContainsKey(id))
        );
    }

    private static (PlannedRow? Plan, RowMistake? Mistake) Weigh(
        ItemRow row,
        IReadOnlyDictionary<Guid, KnownItem> items,
        Dictionary<Guid, int> seen,
        Func<PlannedRow, Refusal?> trial
    )
    {
        RowMistake Wrong(string column, Refusal why) => new(row.Row, column, why);
        KnownItem? known = null;
        if (row.Id is { } id)
        {
            if (!items.TryGetValue(id, out known))
                return (null, Wrong("id", new Refusal("row.elsewhere")));
            if (!seen.TryAdd(id, row.Row))
                return (null, Wrong("id", new Refusal("row.twice", $"{seen[id]}")));
            // A status is never written into a table: it follows from acts, each by somebody and for a reason.
            if (row.Status.Length > 0 && row.Version == known.State.Version && !known.Shown.Contains(row.Status))
                return (null, Wrong("status", new Refusal("row.status")));
            var fields = row.Values.Against(known.Values);
            // Nobody touched this row since it was exported, or it says what stands: nothing is to be done.
            if (fields.Count == 0 || row.Values.Print() == row.Print)
                return (new PlannedRow(row, known, []), null);
            if (row.Version != known.State.Version)
                return (null, Wrong("version", new Refusal("row.changed")));
            if (row.Values.Promised is null && known.Values.Promised is not null)
                return (null, Wrong("promised", new Refusal("item.promise-given")));
            return Tried(new PlannedRow(row, known, fields));
        }
        return Tried(new PlannedRow(row, null, []));

        (PlannedRow?, RowMistake?) Tried(PlannedRow plan) =>
            trial(plan) is { } refusal ? (null, Wrong(ColumnOf(refusal), refusal)) : (plan, null);
    }

    private static string ColumnOf(Refusal refusal) =>
        refusal.Code switch
        {
            "unit.unknown" or "unit.nobody" or "item.not-yours" => "unit",
            "item.responsible-elsewhere" => "responsible",
            "item.checker-unfit" or "item.checker-own" => "checker",
            "item.promise-late" => "promised",
            "item.not-now" => "status",
            _ => "item",
        };
}
