using System.Globalization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Rectification;

/// <summary>A row of a table that is to become an item, or to change one.</summary>
/// <param name="Row">As the person sees it in the file.</param>
/// <param name="Id">Stream of the item; null for a new one.</param>
/// <param name="Version">Of the item when it was exported.</param>
/// <param name="Print">What the row said then.</param>
public sealed record ItemRow(int Row, Guid? Id, int Version, string Print, string Status, ItemValues Values);

/// <summary>What is wrong in one cell, and how to mend it.</summary>
/// <param name="Column">Code of the column.</param>
public sealed record RowMistake(int Row, string Column, Refusal Why);

/// <summary>The table of a list as people carry it away and bring it back.</summary>
public static class ItemSheet
{
    /// <summary>Columns in their order: what is written, what is only shown, and at the end what finds the item again.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "number",
        "item",
        "cause",
        "measure",
        "due",
        "promised",
        "unit",
        "responsible",
        "checker",
        "place",
        "standard",
        "status",
        "case",
        "id",
        "version",
        "print",
    ];

    /// <summary>Without these a table is none of ours.</summary>
    public static readonly IReadOnlyList<string> Required = ["item", "due", "unit"];

    /// <summary>Longest text, in characters.</summary>
    public const int LongestText = 1000;

    /// <param name="cell">Text of a cell by the code of its column; empty where the table has no such column.</param>
    public static (ItemRow? Row, IReadOnlyList<RowMistake> Mistakes) Read(int row, Func<string, string> cell, ItemNames names)
    {
        var wrong = new List<RowMistake>();
        string Text(string column)
        {
            var text = ItemValues.Said(cell(column));
            if (text.Length > LongestText)
                wrong.Add(new RowMistake(row, column, new Refusal("text.too-long", Number(LongestText))));
            return text;
        }
        T? Known<T>(string column, Outcome<T> found)
            where T : class
        {
            if (found.Refusal is { } refusal)
                wrong.Add(new RowMistake(row, column, refusal));
            return found.Value;
        }

        var item = Text("item");
        if (item.Length == 0)
            wrong.Add(new RowMistake(row, "item", new Refusal("cell.item-missing")));
        var unit = Known("unit", names.Unit(cell("unit").Trim())) ?? "";
        var place = Known("place", names.Place(cell("place").Trim()));
        var values = new ItemValues(
            item,
            Text("cause"),
            Text("measure"),
            Day(row, "due", cell, wrong, required: true) ?? DateOnly.MinValue,
            Day(row, "promised", cell, wrong, required: false),
            unit,
            unit.Length == 0 ? "" : Known("responsible", names.Responsible(unit, cell("responsible").Trim())) ?? "",
            Known("checker", names.Checker(cell("checker").Trim())) ?? "",
            place?.Code ?? "",
            place is { District.Length: > 0 } ? place.District : names.DistrictOf(unit),
            Text("standard")
        );
        var (id, version) = Found(row, cell, wrong);
        return wrong.Count > 0
            ? (null, wrong)
            : (new ItemRow(row, id, version, cell("print").Trim(), cell("status").Trim(), values), wrong);
    }

    /// <summary>2021-03-01, 2021/3/1, 2021.3.1 and 2021年3月1日 are one day.</summary>
    public static DateOnly? ParseDay(string text)
    {
        var plain = text.Trim().Replace('/', '-').Replace('.', '-').Replace('年', '-').Replace('月', '-').TrimEnd('日');
        return
            DateOnly.TryParseExact(plain, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 2000 and < 2100
            ? day
            : null;
    }

    private static DateOnly? Day(int row, string column, Func<string, string> cell, List<RowMistake> wrong, bool required)
    {
        var text = cell(column).Trim();
        if (text.Length == 0)
        {
            if (required)
                wrong.Add(new RowMistake(row, column, new Refusal("cell.day-missing")));
            return null;
        }
        var day = ParseDay(text);
        if (day is null)
            wrong.Add(new RowMistake(row, column, new Refusal("cell.day", text)));
        return day;
    }

    private static (Guid? Id, int Version) Found(int row, Func<string, string> cell, List<RowMistake> wrong)
    {
        var said = cell("id").Trim();
        if (said.Length == 0)
            return (null, 0);
        var whole = int.TryParse(cell("version").Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        if (Guid.TryParse(said, out var id) && whole)
            return (id, version);
        wrong.Add(new RowMistake(row, "id", new Refusal("cell.id")));
        return (null, 0);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
