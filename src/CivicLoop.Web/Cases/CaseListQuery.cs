using System.Globalization;
using System.Text;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Organisation;

namespace CivicLoop.Web.Cases;

/// <summary>What a filter is asked against: who asks, under which rules, when.</summary>
/// <param name="Since">Beginning of the filter's days, UTC.</param>
/// <param name="Words">What the filter's words come to; null where it has none.</param>
/// <param name="OfZone">The reader's own unit is a zone: what it has was given to it by the unit that it is a part of.</param>
public sealed record CaseListAsk(
    Actor Reader,
    Playbook Playbook,
    DateTime Now,
    DateTime Since,
    AskedWords? Words,
    bool OfZone = false
);

/// <summary>
/// The SQL of one filter, in two halves: the lead, which an index answers in the order of the list, and the rest,
/// which is looked at row by row. The lead is cut at <see cref="Reach"/> rows, so that no combination of filters,
/// however empty its answer, reads a city's whole history; the page says so and offers to look on.
/// </summary>
public sealed class CaseListQuery
{
    /// <summary>How many rows of the lead one page looks through.</summary>
    public const int Reach = 2_000;

    // Found words that do not lead are looked up beforehand: as many as a page can still look through.
    private const int FoundBeside = 20_000;

    private const string Nothing = "number < 0";

    // Each condition has a ? for each of its values; they are numbered when the SQL is written.
    private readonly List<(string Sql, object?[] Args)> lead = [];
    private readonly List<(string Sql, object?[] Args)> rest = [];

    // Words lead by numbers, newest first; the cursor goes into them.
    private AskedWords? words;
    private CaseCursor? from;

    private CaseListQuery(bool burnsFirst) => BurnsFirst = burnsFirst;

    public bool BurnsFirst { get; }

    public bool HasRest => rest.Count > 0;

    public static CaseListQuery Of(CaseFilter filter, CaseListAsk ask)
    {
        var query = new CaseListQuery(filter.BurnsFirst);
        query.AddLead(filter, ask);
        query.AddRest(filter, ask);
        return query;
    }

    /// <summary>The same list from behind or before one of its rows.</summary>
    public CaseListQuery From(CaseCursor? cursor)
    {
        var query = new CaseListQuery(BurnsFirst) { words = words, from = cursor };
        query.lead.AddRange(lead);
        query.rest.AddRange(rest);
        if (cursor is { } at)
        {
            var direction = at.Backwards == BurnsFirst ? "<" : ">";
            query.lead.Add(
                BurnsFirst
                    ? ($"(next_due, number) {direction} (?, ?)", [at.Due, at.Number])
                    : ($"number {direction} ?", [at.Number])
            );
        }
        return query;
    }

    /// <summary>The rows of the lead in order, at most <paramref name="limit"/> of them.</summary>
    public (string Sql, object?[] Args) Lead(string columns, bool backwards, int limit)
    {
        var led = Led(backwards, HasRest ? Reach : limit);
        return Numbered($"select {columns} from cases{Where(led)} {Order(backwards)} limit {limit}", led);
    }

    /// <summary>Of the first <see cref="Reach"/> rows of the lead, those that the rest lets through.</summary>
    public (string Sql, object?[] Args) Rows(string columns, bool backwards, int limit)
    {
        if (!HasRest)
            return Lead(columns, backwards, limit);
        var led = Led(backwards, Reach);
        // Of the many that are looked at only what is asked about is read, of the few that are found everything.
        string[] sorted = BurnsFirst ? ["number", "next_due"] : ["number"];
        var asked = string.Join(", ", sorted.Union(rest.SelectMany(one => Columns(one.Sql))));
        return Numbered(
            $"select {columns} from cases where number in (select number from (select {asked} from cases{Where(led)} "
                + $"{Order(backwards)} limit {Reach}) near{Where(rest)} {Order(backwards)} limit {limit}) {Order(backwards)}",
            [.. led, .. rest]
        );
    }

    // Each condition begins with the column that it is about; a ground, in brackets, is about two.
    private static string[] Columns(string condition) =>
        condition[0] == '(' ? ["district", "street"] : [condition[..condition.IndexOf(' ', StringComparison.Ordinal)]];

    private List<(string Sql, object?[] Args)> Led(bool backwards, int most)
    {
        if (words is not { Match: { } match })
            return lead;
        var (above, below) = from is { } at
            ? at.Backwards
                ? (at.Number, long.MaxValue)
                : (-1L, at.Number)
            : (-1L, long.MaxValue);
        return [($"number in ({words.Numbers(!backwards, most)})", [match, above, below]), .. lead];
    }

    private string Order(bool backwards) =>
        (BurnsFirst, backwards) switch
        {
            (false, false) => "order by number desc",
            (false, true) => "order by number",
            (true, false) => "order by next_due, number",
            (true, true) => "order by next_due desc, number desc",
        };

    // How far a reader sees: a unit its own cases, a zone those that it was given, an inspector the own district's, and
    // what they reported themselves.
    internal static (string? Unit, string? Zone, string? District) Within(CaseFilter filter, CaseListAsk ask) =>
        filter.Mine
            ? (filter.Unit, filter.Zone, filter.District)
            : May.Read(ask.Reader.Role) switch
            {
                Scope.City => (filter.Unit, filter.Zone, filter.District),
                Scope.OwnDistrict => (filter.Unit, filter.Zone, ask.Reader.District ?? filter.District),
                Scope.OwnUnit when filter.Helping => (null, filter.Zone, filter.District),
                Scope.OwnUnit when ask.OfZone => (filter.Unit, ask.Reader.Unit, filter.District),
                Scope.OwnUnit => (ask.Reader.Unit, filter.Zone, filter.District),
                // The ground is a condition of its own: it may be several districts and streets.
                Scope.OwnGround => (filter.Unit, filter.Zone, filter.District),
                _ => ("", null, ""),
            };

    // Conditions that an index serves, the one that names the fewest cases first: it leads, the others follow in the rest.
    private void AddLead(CaseFilter filter, CaseListAsk ask)
    {
        var (unit, zone, district) = Within(filter, ask);
        var found = new List<(string, object?[])>();
        var status = filter.Status is null or CaseFilter.Open or CaseFilter.Ended
            ? (CaseStatus?)null
            : Enum.Parse<CaseStatus>(filter.Status);
        if (status is { } open && open.IsOpen())
            found.Add(("status = ?", [open]));
        if (filter.Status == CaseFilter.Open)
            found.Add(("closed_at is null", []));
        if (filter.Words is { } typed && Named(typed, ask.Words) is { } named)
            found.Insert(0, named);
        else if (filter.Words is not null && !BurnsFirst && filter.Trouble is null)
            words = ask.Words;
        else if (filter.Words is not null)
            found.Add(($"number in ({ask.Words!.Numbers(true, FoundBeside)})", [ask.Words.Match, -1L, long.MaxValue]));
        if (filter.Mine)
            found.Add(("reported_by = ?", [ask.Reader.Person]));
        if (filter.Helping)
            found.Add(("helpers is not null", []));
        if (zone is not null)
            found.Add(("zone = ?", [zone]));
        if (unit is not null)
            found.Add(("unit = ?", [unit]));
        if (filter.Street is not null)
            found.Add(("street = ?", [filter.Street]));
        if (filter.Category is not null)
            found.Add(("category = ?", [filter.Category]));
        if (district is not null)
            found.Add(("district = ?", [district]));
        if (status is { } ended && !ended.IsOpen())
            found.Add(("status = ?", [ended]));
        if (filter.Status == CaseFilter.Ended)
            found.Add(("closed_at is not null", []));

        // No index leads to several districts and streets at once: they are looked at row by row.
        if (!filter.Mine && GroundWhere.Of(ask.Reader, "district", "street") is { } ground)
            rest.Add(ground);

        // What burns is led by when it is due, within a unit or a district where one is asked for.
        var leads =
            BurnsFirst ? found.FindIndex(one => one.Item1 is "zone = ?" or "unit = ?" or "district = ?")
            : words is null ? Math.Min(0, found.Count - 1)
            : -1;
        if (BurnsFirst)
            lead.Add(("closed_at is null and next_due is not null", []));
        // Failed and reopened cases are few, and indexed by district: they lead before everything else.
        if (filter.Trouble is { } trouble && !BurnsFirst)
        {
            lead.Add((OfTrouble(trouble), []));
            leads = found.FindIndex(one => one.Item1 == "district = ?");
        }
        if (leads >= 0)
        {
            lead.Add(found[leads]);
            found.RemoveAt(leads);
        }
        rest.AddRange(found);
    }

    // Word for word the condition of the partial indexes: that is how both databases know them.
    private static string OfTrouble(string trouble) => CaseFilter.Troubles[trouble];

    private void AddRest(CaseFilter filter, CaseListAsk ask)
    {
        if (filter.Theme is { } theme)
        {
            object?[] codes =
            [
                .. ask
                    .Playbook.Problems.Categories.Select(category => category.Code)
                    .Where(code => ask.Playbook.ThemeOf(code)?.Code == theme),
            ];
            rest.Add(AmongThem("category", codes));
        }
        if (filter.Helping)
            rest.Add(("helpers like ?", [CaseColumns.Helped(ask.Reader.Unit)]));
        if (filter.FoundBy is not null)
            rest.Add(("found_by = ?", [filter.FoundBy]));
        if (filter.Trouble is { } trouble && BurnsFirst)
            rest.Add((OfTrouble(trouble), []));
        if (filter.Days is not null)
        {
            rest.Add(("reported_at >= ?", [ask.Since]));
            // Numbers rise with time: nothing below the lowest number of those days can be one of them. "+ 0" has the
            // days looked up, where SQLite would walk the numbers from the first one on.
            if (!BurnsFirst)
                lead.Add(("number >= (select coalesce(min(number + 0), 0) from cases where reported_at >= ?)", [ask.Since]));
        }
        if (filter.Light is { } light)
        {
            lead.Add((light == Light.Red ? "next_due < ?" : "next_due >= ?", [ask.Now]));
            if (light != Light.Red)
                rest.Add((light == Light.Yellow ? "next_yellow <= ?" : "next_yellow > ?", [ask.Now]));
        }
    }

    // A number is one case, and words that nothing can have are none; other words are looked up.
    private static (string, object?[])? Named(string typed, AskedWords? asked) =>
        IsNumber(typed, out var number) ? ("number = ?", [number])
        : asked?.Match is null ? (Nothing, [])
        : null;

    private static (string, object?[]) AmongThem(string column, object?[] values) =>
        values.Length == 0 ? (Nothing, []) : ($"{column} in ({string.Join(", ", values.Select(_ => "?"))})", values);

    internal static bool IsNumber(string words, out long number) =>
        long.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Where(List<(string Sql, object?[])> conditions) =>
        conditions.Count == 0 ? "" : " where " + string.Join(" and ", conditions.Select(condition => condition.Sql));

    private static (string, object?[]) Numbered(string sql, List<(string, object?[] Args)> conditions)
    {
        var numbered = new StringBuilder();
        var count = 0;
        foreach (var letter in sql)
            _ = letter == '?' ? numbered.Append(CultureInfo.InvariantCulture, $"${++count}") : numbered.Append(letter);
        return (numbered.ToString(), [.. conditions.SelectMany(condition => condition.Args)]);
    }
}

/// <summary>A row of the list that another page begins behind, or ends before, as it stands in the address.</summary>
public readonly record struct CaseCursor(long Number, long Due, bool Backwards)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}-{Due}");

    public static CaseCursor? Of(IQueryCollection query) =>
        Parse(query["behind"], backwards: false) ?? Parse(query["before"], backwards: true);

    private static CaseCursor? Parse(string? text, bool backwards) =>
        text?.Split('-') is [var number, var due]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && long.TryParse(due, NumberStyles.None, CultureInfo.InvariantCulture, out var d)
            ? new CaseCursor(n, d, backwards)
            : null;
}
