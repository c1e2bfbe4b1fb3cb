using System.Security.Cryptography;
using System.Text;

namespace CivicLoop.Core.Rectification;

/// <summary>The columns of an item that people write.</summary>
public enum ItemField
{
    Item,
    Cause,
    Measure,
    Due,
    Promised,
    Unit,
    Responsible,
    Checker,
    Place,
    Standard,
}

/// <summary>An item as people write it: texts in words, everything else by code; an empty code is none.</summary>
/// <param name="District">Follows from the place, or from the unit.</param>
public sealed record ItemValues(
    string Item,
    string Cause,
    string Measure,
    DateOnly Due,
    DateOnly? Promised,
    string Unit,
    string Responsible,
    string Checker,
    string Place,
    string District,
    string Standard
)
{
    /// <summary>A text as it is kept: a line ends in one way, and nothing hangs around it.</summary>
    public static string Said(string? text) =>
        (text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();

    /// <summary>The columns that differ from what stands.</summary>
    public IReadOnlyList<ItemField> Against(ItemValues now)
    {
        var fields = new List<ItemField>();
        void Add(ItemField field, bool differs)
        {
            if (differs)
                fields.Add(field);
        }
        Add(ItemField.Item, Item != now.Item);
        Add(ItemField.Cause, Cause != now.Cause);
        Add(ItemField.Measure, Measure != now.Measure);
        Add(ItemField.Due, Due != now.Due);
        Add(ItemField.Promised, Promised != now.Promised);
        Add(ItemField.Unit, Unit != now.Unit);
        Add(ItemField.Responsible, Responsible != now.Responsible);
        Add(ItemField.Checker, Checker != now.Checker);
        Add(ItemField.Place, Place != now.Place);
        Add(ItemField.Standard, Standard != now.Standard);
        return fields;
    }

    /// <summary>What a row said when it was exported, so that a row that nobody touched is known when it comes back.</summary>
    public string Print() =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\u001f',
                        Item,
                        Cause,
                        Measure,
                        Due.DayNumber,
                        Promised?.DayNumber,
                        Unit,
                        Responsible,
                        Checker,
                        Place,
                        Standard
                    )
                )
            )
        )[..16];
}
