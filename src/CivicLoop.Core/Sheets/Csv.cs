using System.Text;

namespace CivicLoop.Core.Sheets;

/// <param name="Line">Line on which the row begins, counted from 1.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Cells);

/// <summary>Comma-separated values as RFC 4180 has them, with the line of each row; LF and a lone CR end a row too.</summary>
public static class Csv
{
    /// <summary>
    /// Empty lines are no rows. A byte order mark is skipped. <paramref name="unclosed"/> is the line of a quote that
    /// never ends, or 0; the rest of the text is then the last cell.
    /// </summary>
    public static IReadOnlyList<CsvRow> Read(string text, out int unclosed)
    {
        var rows = new List<CsvRow>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (line, begun, quoteLine) = (1, 1, 0);
        var (quoted, wasQuoted) = (false, false);

        for (var at = text.StartsWith('\uFEFF') ? 1 : 0; at < text.Length; at++)
        {
            var letter = text[at];
            var next = at + 1 < text.Length ? text[at + 1] : '\0';
            if (quoted)
            {
                if (letter == '"' && next == '"')
                {
                    cell.Append('"');
                    at++;
                }
                else if (letter == '"')
                    quoted = false;
                else
                {
                    cell.Append(letter);
                    line += letter == '\n' || (letter == '\r' && next != '\n') ? 1 : 0;
                }
            }
            else if (letter == '"' && cell.Length == 0)
                (quoted, wasQuoted, quoteLine) = (true, true, line);
            else if (letter == ',')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                wasQuoted = false;
            }
            else if (letter is '\n' or '\r')
            {
                at += letter == '\r' && next == '\n' ? 1 : 0;
                EndRow();
                line++;
                begun = line;
            }
            else
                cell.Append(letter);
        }
        unclosed = quoted ? quoteLine : 0;
        EndRow();
        return rows;

        void EndRow()
        {
            if (cells.Count > 0 || cell.Length > 0 || wasQuoted)
            {
                cells.Add(cell.ToString());
                rows.Add(new CsvRow(begun, [.. cells]));
            }
            cells.Clear();
            cell.Clear();
            wasQuoted = false;
        }
    }
}
