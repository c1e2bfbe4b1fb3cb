using System.Globalization;
using CivicLoop.Core.Rectification;

namespace CivicLoop.Web.Rectification;

/// <summary>An item as it is being typed, by the codes of a table's columns: read by the very rules that read a row.</summary>
public sealed record ItemForm(
    Guid Id,
    int Version,
    IReadOnlyDictionary<string, string> Cells,
    string Suggested,
    string Own,
    string Reason
)
{
    public string this[string column] => Cells.GetValueOrDefault(column, "");

    public static ItemForm Blank() => new(Guid.CreateVersion7(), 0, new Dictionary<string, string>(), "", "", "");

    public static ItemForm Of(ListedItem item) => Blank() with { Version = item.State.Version, Cells = CellsOf(item.Values) };

    /// <param name="now">What stands, for the columns that the form does not show; null for a new item.</param>
    public static ItemForm Read(IFormCollection sent, ItemValues? now)
    {
        var cells = now is null ? [] : CellsOf(now);
        foreach (var column in ItemSheet.Columns.Where(column => sent.ContainsKey(column)))
            cells[column] = sent[column].ToString().Trim();
        return new ItemForm(
            Guid.TryParse(sent["act"], out var id) ? id : Guid.Empty,
            int.TryParse(sent["expected"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0,
            cells,
            sent["suggested"].ToString().Trim(),
            sent["reason"].ToString().Trim(),
            ReasonStated(sent)
        );
    }

    private static string ReasonStated(IFormCollection sent) => Site.ReasonField.Stated(sent);

    private static Dictionary<string, string> CellsOf(ItemValues values) =>
        new()
        {
            ["item"] = values.Item,
            ["cause"] = values.Cause,
            ["measure"] = values.Measure,
            ["due"] = Day(values.Due),
            ["promised"] = values.Promised is { } promised ? Day(promised) : "",
            ["unit"] = values.Unit,
            ["responsible"] = values.Responsible,
            ["checker"] = values.Checker,
            ["place"] = values.Place,
            ["standard"] = values.Standard,
        };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
