using System.Text.Json;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Rectification;

/// <summary>A row as it was read, by the codes of its columns.</summary>
public sealed record RawRow(int Number, Dictionary<string, string> Cells);

/// <summary>What taking a table in came to.</summary>
public sealed record TakenIn(int Added, int Changed, bool Repeated);

/// <summary>A list as a table: taken away, brought back, weighed against what stands, taken in whole or not at all.</summary>
public sealed class ListTable(Texts texts, Sentences t, SiteContext site)
{
    /// <summary>As many rows as are taken in at once.</summary>
    public const int MostRows = 5000;

    private static readonly Dictionary<string, int> Widths = new()
    {
        ["number"] = 8,
        ["item"] = 36,
        ["cause"] = 30,
        ["measure"] = 36,
        ["due"] = 12,
        ["promised"] = 12,
        ["unit"] = 24,
        ["responsible"] = 20,
        ["checker"] = 28,
        ["place"] = 16,
        ["status"] = 10,
        ["version"] = 8,
    };

    public TableFile File(ListRow list, IReadOnlyList<ListedItem> items, CaseRules rules)
    {
        var names = Names(rules, Enumerable.Empty<(string, NamedPlace)>().ToLookup(pair => pair.Item1, pair => pair.Item2));
        return new TableFile(
            string.Concat(list.Title.Where(letter => !"\\/:*?\"<>|".Contains(letter, StringComparison.Ordinal))),
            [
                .. ItemSheet.Columns.Select(column => new SheetColumn(
                    t[$"rectification.col.{column}"],
                    Widths.GetValueOrDefault(column, 16)
                )),
            ],
            items.Select(item => Cells(item, rules, names))
        );
    }

    private object?[] Cells(ListedItem item, CaseRules rules, ItemNames names)
    {
        var (state, values) = (item.State, item.Values);
        var caseNames = CaseNames.Of(rules);
        return
        [
            state.Number,
            values.Item,
            values.Cause,
            values.Measure,
            values.Due,
            values.Promised,
            caseNames.Unit(values.Unit, t),
            values.Responsible.Length == 0 ? null : caseNames.Post(values.Responsible),
            rules.Organisation.Post(values.Checker) is { } checker ? names.Name(checker) : null,
            values.Place.Length == 0 ? null : values.Place,
            values.Standard,
            t[$"site.itemstatus.{state.Status}"],
            state.Case?.Number,
            item.Stream.ToString(),
            state.Version,
            values.Print(),
        ];
    }

    /// <summary>The rows of a file, by column; what is no table of ours is refused with a sentence.</summary>
    public Outcome<List<RawRow>> Read(Stream file)
    {
        try
        {
            var fields = ItemSheet.Columns.Select(column => new SheetField(
                column,
                [.. Texts.Languages.Select(language => texts.In(language)[$"rectification.col.{column}"])],
                ItemSheet.Required.Contains(column)
            ));
            var rows = new List<RawRow>();
            foreach (var record in SheetTable.Of(SheetReader.Rows(file), [.. fields]).Records())
            {
                if (rows.Count == MostRows)
                    return new Refusal("sheet.too-long", $"{MostRows}");
                rows.Add(
                    new RawRow(record.Number, ItemSheet.Columns.ToDictionary(column => column, column => Plain(record[column])))
                );
            }
            return rows.Count == 0 ? new Refusal("sheet.empty") : rows;
        }
        catch (SheetTroubleException trouble)
        {
            return trouble.Refusal;
        }
    }

    public static string Write(IReadOnlyList<RawRow> rows) => JsonSerializer.Serialize(rows);

    public static List<RawRow> ReadKept(string content) => JsonSerializer.Deserialize<List<RawRow>>(content)!;

    /// <summary>What the table would do to the list as it stands now.</summary>
    public SheetPlan Weigh(City city, CaseRules rules, ListRow list, IReadOnlyList<RawRow> rows)
    {
        var (items, places) = city.Database.Read(connection =>
            (
                ItemReads.Of(connection, list.Id, site.Who.Actor),
                ItemReads.Places(connection, rows.Select(row => row.Cells["place"]))
            )
        );
        var names = Names(rules, places);
        var read = rows.Select(row => ItemSheet.Read(row.Number, column => row.Cells[column], names)).ToList();
        var shown = Enum.GetValues<ItemStatus>()
            .ToDictionary(
                status => status,
                IReadOnlySet<string> (status) =>
                    Texts.Languages.Select(language => texts.In(language)[$"site.itemstatus.{status}"]).ToHashSet()
            );
        return SheetPlan.Of(
            read.Select(one => one.Row).OfType<Core.Rectification.ItemRow>(),
            read.SelectMany(one => one.Mistakes),
            items.ToDictionary(
                item => item.Stream,
                item => new KnownItem(item.Stream, item.State, item.Values, shown[item.State.Status])
            ),
            plan => Trial(plan, list, rules)
        );
    }

    /// <summary>All of the table in one transaction, or none of it: somebody may have been there since it was looked at.</summary>
    public async Task<(TakenIn? Done, SheetPlan? Plan, Refusal? Refusal)> TakeIn(
        City city,
        CaseRules rules,
        ListRow list,
        Upload upload,
        ActForm form
    )
    {
        var plan = Weigh(city, rules, list, ReadKept(upload.Content));
        if (!plan.IsSound)
            return (null, plan, null);
        var outcome = await StreamDoor.Open<TakenIn>(
            city,
            (transaction, recordedAt) =>
            {
                var fingerprint = form.Fingerprint(list.Id, "take-in", upload.Id);
                var (first, reused) = ActStore.Find(transaction, form.Id, fingerprint);
                if (reused is not null)
                    return reused;
                if (first is not null)
                    return new TakenIn(0, first.Version, Repeated: true);
                foreach (var row in plan.Rows.Where(row => row.Known is null || row.Fields.Count > 0))
                {
                    var act = form with { Id = Guid.CreateVersion7(recordedAt), Expected = row.Known?.State.Version };
                    var made = row.Known is { } known
                        ? ItemStore.Change(transaction, rules, act, known.Id, row.Row.Values, null, recordedAt)
                        : ItemStore.Add(transaction, rules, act, list.Id, row.Row.Values, null, recordedAt);
                    if (made.Refusal is { } refusal)
                        throw new UndoneException(refusal);
                }
                var (added, changed) = (plan.Added.Count(), plan.Changed.Count());
                ListStore.Forget(transaction, upload.Id);
                ActStore.Remember(transaction, form.Id, fingerprint, new Accepted(list.Id, added + changed));
                return new TakenIn(added, changed, Repeated: false);
            }
        );
        return (
            outcome.Value,
            outcome.Refusal is null ? plan : Weigh(city, rules, list, ReadKept(upload.Content)),
            outcome.Refusal
        );
    }

    private Refusal? Trial(PlannedRow plan, ListRow list, CaseRules rules)
    {
        var none = new TextRef(Guid.Empty, "");
        var act = new Act(Guid.Empty, site.Who.Actor, site.Now, site.Now, "desk", none);
        ItemCommand command = plan.Known is null
            ? ItemStore.Adding(list.Id, 0, plan.Row.Values, _ => none, null)
            : ItemStore.Changing(plan.Row.Values, plan.Fields, _ => none);
        return ItemDecide.Decide(plan.Known?.State, command, act, rules).Refusal;
    }

    internal static ItemNames Names(CaseRules rules, ILookup<string, NamedPlace> places) =>
        new(rules.Organisation, rules.Playbook, places);

    // A CSV keeps a text that begins as a formula does from being run by an apostrophe; that is no part of the text.
    private static string Plain(string cell) => cell is ['\'', '=' or '+' or '-' or '@', ..] ? cell[1..] : cell;
}
