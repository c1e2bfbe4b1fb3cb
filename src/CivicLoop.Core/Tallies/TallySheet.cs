using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;
using CivicLoop.Core.Rectification;

namespace CivicLoop.Core.Tallies;

/// <summary>An entry as somebody says it, by form or by a row of a table; all codes looked up.</summary>
/// <param name="Place">Code of the place that was counted; null where the counter's things are no places.</param>
/// <param name="Name">Of the thing that was counted; empty for none.</param>
public sealed record TallyInput(
    Counter Counter,
    Amount Amount,
    string Unit,
    string District,
    DateOnly From,
    DateOnly To,
    string? Place,
    long? Case,
    string Name,
    string Note,
    IReadOnlyList<long> Cases,
    IReadOnlyList<long> Lists
)
{
    public string? Key => TallyOnce.Key(Place, Case, Name);
}

/// <summary>Reads an entry from cells: the very same for a form and for a row.</summary>
public static class TallySheet
{
    /// <summary>Columns that are read, in the order of the table.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "counter",
        "measure",
        "amount",
        "bound",
        "unit",
        "district",
        "from",
        "to",
        "thing",
        "note",
        "cases",
        "lists",
    ];

    public static readonly IReadOnlyList<string> Required = ["counter", "amount", "unit", "from"];

    /// <param name="cell">Text of a cell by the code of its column; empty where there is none.</param>
    /// <param name="bounds">What 余 and 近 are called in a column of their own.</param>
    public static (TallyInput? Input, IReadOnlyList<RowMistake> Mistakes) Read(
        int row,
        Func<string, string> cell,
        Playbook playbook,
        ItemNames names,
        IReadOnlyDictionary<string, Bound> bounds
    )
    {
        var wrong = new List<RowMistake>();
        string Said(string column) => cell(column).Trim();
        void Wrong(string column, Refusal why) => wrong.Add(new RowMistake(row, column, why));
        T? Known<T>(string column, Outcome<T> found)
            where T : class
        {
            if (found.Refusal is { } refusal)
                Wrong(column, refusal);
            return found.Value;
        }

        var counter = Known("counter", CounterOf(playbook, Said("counter")));
        if (counter is not null && Said("measure") is { Length: > 0 } measure && measure != counter.Measure)
            Wrong("measure", new Refusal("cell.measure", counter.Name, counter.Measure, measure));
        var amount = Known("amount", Amount.Parse(Said("amount"), counter?.Decimals ?? Amount.MostDecimals));
        if (Said("bound") is { Length: > 0 } bound && amount is not null)
        {
            // What the figure itself says is not taken back by a column that says nothing.
            if (bounds.TryGetValue(bound, out var known))
                amount = known == Bound.Exactly ? amount : amount with { Bound = known };
            else
                Wrong("bound", new Refusal("cell.bound", bound));
        }
        var unit = Known("unit", names.Unit(Said("unit"))) ?? "";
        var from = Day("from");
        var to = Said("to").Length == 0 ? from : Day("to");
        var place = counter?.Thing == ThingKind.Place ? Known("thing", names.Place(Said("thing"))) : null;
        var district = Known("district", DistrictOf(playbook, Said("district")));
        foreach (var column in new[] { "thing", "note" })
            if (Said(column).Length > ItemSheet.LongestText)
                Wrong(column, new Refusal("text.too-long", Number(ItemSheet.LongestText)));
        var cases = Numbers("cases");
        var lists = Numbers("lists");
        long? one = null;
        if (counter?.Thing == ThingKind.Case && Said("thing").Length > 0)
        {
            if (Whole(Said("thing")) is { } number)
                one = number;
            else
                Wrong("thing", new Refusal("cell.number", Said("thing")));
        }
        return wrong.Count > 0
            ? (null, wrong)
            : (
                new TallyInput(
                    counter!,
                    amount!,
                    unit,
                    place is { District.Length: > 0 } ? place.District
                        : district is { Length: > 0 } ? district
                        : names.DistrictOf(unit),
                    from!.Value,
                    to!.Value,
                    place is { Code.Length: > 0 } ? place.Code : null,
                    one,
                    counter!.Thing == ThingKind.Name ? Said("thing") : "",
                    Said("note"),
                    cases,
                    lists
                ),
                wrong
            );

        DateOnly? Day(string column)
        {
            var day = ItemSheet.ParseDay(Said(column));
            if (day is null)
                Wrong(column, Said(column).Length == 0 ? new Refusal("cell.day-missing") : new Refusal("cell.day", Said(column)));
            return day;
        }

        IReadOnlyList<long> Numbers(string column)
        {
            var read = new List<long>();
            foreach (var said in Said(column).Split([' ', ',', '，', '、'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (Whole(said) is { } number)
                    read.Add(number);
                else
                    Wrong(column, new Refusal("cell.number", said));
            }
            return [.. read.Distinct()];
        }
    }

    private static Outcome<Counter> CounterOf(Playbook playbook, string said) =>
        said.Length == 0 ? new Refusal("cell.counter-missing")
        : (playbook.Counter(said) ?? Single(playbook.Counters.Where(counter => counter.Name == said))) is { } known ? known
        : new Refusal("cell.counter", said);

    private static Counter? Single(IEnumerable<Counter> counters) => counters.ToList() is [var only] ? only : null;

    private static Outcome<string> DistrictOf(Playbook playbook, string said) =>
        said.Length == 0 ? ""
        : playbook.City.Districts.FirstOrDefault(one => one.Code == said || one.Name == said) is { } district ? district.Code
        : new Refusal("cell.district", said);

    private static long? Whole(string said) =>
        long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
