using CivicLoop.Core.Playbooks.Keys;
using CivicLoop.Core.Sheets;

namespace CivicLoop.Core.Playbooks.Readers;

/// <summary>Turns a CSV file into mappings, so that rows are checked like everything else. Empty cells are left out.</summary>
internal static class TableReader
{
    public static Sequence Read(string file, string text, Shape shape, Mistakes mistakes)
    {
        var rows = Csv.Read(text, out var unclosed);
        if (unclosed > 0)
            mistakes.Add(file, unclosed, MistakeCode.Syntax, "\"");
        if (rows.Count == 0)
        {
            mistakes.Add(file, 1, MistakeCode.Columns, "0", shape.Keys.Count.ToString(), Header(shape));
            return new Sequence([], file, 1, 1);
        }
        var header = rows[0];
        var columns = Columns(file, header, shape, mistakes);
        var items = new List<Node>();
        foreach (var row in rows.Skip(1))
        {
            if (row.Cells.Count != header.Cells.Count)
                mistakes.Add(
                    file,
                    row.Line,
                    MistakeCode.Columns,
                    row.Cells.Count.ToString(),
                    header.Cells.Count.ToString(),
                    string.Join(",", header.Cells)
                );
            else
                items.Add(Row(file, row, columns));
        }
        return new Sequence(items, file, 1, 1);
    }

    private static Mapping Row(string file, CsvRow row, IReadOnlyList<Key?> columns)
    {
        var entries = new List<Entry>();
        for (var column = 0; column < columns.Count; column++)
        {
            if (columns[column] is { } key && row.Cells[column].Length > 0)
                entries.Add(
                    new Entry(
                        new Scalar(key.Name, file, row.Line, column + 1),
                        new Scalar(row.Cells[column], file, row.Line, column + 1)
                    )
                );
        }
        return new Mapping(entries, file, row.Line, 1);
    }

    private static List<Key?> Columns(string file, CsvRow header, Shape shape, Mistakes mistakes)
    {
        var columns = new List<Key?>();
        foreach (var name in header.Cells)
        {
            var key = shape.Key(name);
            if (key is not null && columns.Contains(key))
            {
                mistakes.Add(file, header.Line, MistakeCode.DuplicateKey, name);
                key = null;
            }
            else if (key is null && Nearest.To(name, shape.Keys.Select(known => known.Name)) is { } near)
                mistakes.Add(file, header.Line, MistakeCode.UnknownKeyNear, name, near);
            else if (key is null)
                mistakes.Add(file, header.Line, MistakeCode.UnknownKey, name, Header(shape));
            columns.Add(key);
        }
        return columns;
    }

    private static string Header(Shape shape) => string.Join(",", shape.Keys.Select(key => key.Name));
}
