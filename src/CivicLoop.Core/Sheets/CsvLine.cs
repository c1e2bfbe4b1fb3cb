using System.Globalization;
using System.Text;

namespace CivicLoop.Core.Sheets;

/// <summary>Writes one row of comma-separated values as RFC 4180 has it, safe to open in a spreadsheet.</summary>
public static class CsvLine
{
    public static string Of(params ReadOnlySpan<string> cells)
    {
        var line = new StringBuilder();
        for (var at = 0; at < cells.Length; at++)
        {
            if (at > 0)
                line.Append(',');
            line.Append(Cell(cells[at]));
        }
        return line.Append("\r\n").ToString();
    }

    /// <summary>A cell that begins as a formula does would be run by a spreadsheet: an apostrophe keeps it a text.</summary>
    public static string Cell(string text)
    {
        if (text.Length > 0 && "=+-@\t\r\n".Contains(text[0], StringComparison.Ordinal) && !IsFigure(text))
            text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static bool IsFigure(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
