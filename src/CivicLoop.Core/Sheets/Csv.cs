using System.Text;

namespace CivicLoop.Core.Sheets;

/// <param name="Line">Line on which the row begins, counted from 1.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Cells);

/// <summary>Comma-separated values as RFC 4180 has them, with the line of each row; LF and a lone CR end a row too.</summary>
public sealed class Csv(TextReader text)
{
    private readonly StringBuilder cell = new();
    private List<string> cells = [];
    private int line = 1;
    private bool wasQuoted;

    /// <summary>After the last row: the line of a quote that never ends, or 0; the rest of the text is then the last cell.</summary>
    public int Unclosed { get; private set; }

    /// <summary>The rows of a text that is whole in memory.</summary>
    public static IReadOnlyList<CsvRow> Read(string text, out int unclosed)
    {
        var csv = new Csv(new StringReader(text));
        List<CsvRow> rows = [.. csv.Rows()];
        unclosed = csv.Unclosed;
        return rows;
    }

    /// <summary>Row by row, once. Empty lines are no rows. A byte order mark is skipped.</summary>
    public IEnumerable<CsvRow> Rows()
    {
        var (begun, quoteLine, quoted) = (1, 0, false);
        if (text.Peek() == '\uFEFF')
            text.Read();
        while (text.Read() is >= 0 and var read)
        {
            var letter = (char)read;
            if (quoted)
                quoted = Quoted(letter);
            else if (letter == '"' && cell.Length == 0)
                (quoted, wasQuoted, quoteLine) = (true, true, line);
            else if (letter == ',')
                EndCell();
            else if (letter is '\n' or '\r')
            {
                if (letter == '\r' && text.Peek() == '\n')
                    text.Read();
                if (Row(begun) is { } row)
                    yield return row;
                begun = ++line;
            }
            else
                cell.Append(letter);
        }
        Unclosed = quoted ? quoteLine : 0;
        if (Row(begun) is { } last)
            yield return last;
    }

    // Whether the cell is still within its quotes after this letter.
    private bool Quoted(char letter)
    {
        var next = text.Peek();
        if (letter == '"' && next != '"')
            return false;
        if (letter == '"')
            text.Read();
        else
            line += letter == '\n' || (letter == '\r' && next != '\n') ? 1 : 0;
        cell.Append(letter);
        return true;
    }

    private void EndCell()
    {
        cells.Add(cell.ToString());
        cell.Clear();
        wasQuoted = false;
    }

    private CsvRow? Row(int begun)
    {
        if (cells.Count == 0 && cell.Length == 0 && !wasQuoted)
            return null;
        EndCell();
        var row = new CsvRow(begun, cells);
        cells = new List<string>(cells.Count);
        return row;
    }
}
