using System.Globalization;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Places;

/// <summary>The values of attributes as people write them, and as they are kept.</summary>
public static class AttributeValues
{
    public const string Yes = "yes";
    public const string No = "no";

    private static readonly HashSet<string> YesWords = new(
        ["yes", "y", "true", "1", "是", "有", "√", "✓", "具备"],
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly HashSet<string> NoWords = new(
        ["no", "n", "false", "0", "否", "无", "没有", "×", "x", "不具备"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>As it is kept; null for what the attribute cannot be.</summary>
    public static string? Read(FacilityAttribute attribute, string text)
    {
        text = text.Trim();
        return attribute.Kind switch
        {
            AttributeKind.YesNo => YesWords.Contains(text) ? Yes
            : NoWords.Contains(text) ? No
            : null,
            AttributeKind.Whole => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number.ToString(CultureInfo.InvariantCulture)
                : null,
            AttributeKind.Choice => attribute.Options.Contains(text) ? text : null,
            _ => text.Length <= 100 ? text.ReplaceLineEndings(" ") : null,
        };
    }
}
