using CivicLoop.Core.Events;

namespace CivicLoop.Web.Sheets;

/// <summary>A column that a table may bring.</summary>
/// <param name="Code">What the program calls it.</param>
/// <param name="Names">What a header may call it, in any language; letter case, spaces and what stands in brackets do not count.</param>
public sealed record SheetField(string Code, IReadOnlyList<string> Names, bool Required = false);

/// <summary>A row by the names of its columns; a column that the table lacks is empty.</summary>
public sealed class SheetRecord(SheetRow row, IReadOnlyDictionary<string, int> columns)
{
    public int Number => row.Number;

    /// <summary>As they stand in the file, in its order.</summary>
    public IReadOnlyList<string> Cells => row.Cells;

    public string this[string code] => columns.TryGetValue(code, out var at) && at < row.Cells.Count ? row.Cells[at] : "";
}

/// <summary>
/// A table with a header somewhere in its first rows: what stands above it, a title or a note, is passed over.
/// </summary>
public sealed class SheetTable
{
    private const int HeaderWithin = 20;

    private readonly IEnumerator<SheetRow> rest;
    private readonly Dictionary<string, int> columns;

    private SheetTable(
        IEnumerator<SheetRow> rest,
        SheetRow header,
        Dictionary<string, int> columns,
        IReadOnlyList<string> unknown,
        IReadOnlyList<SheetField> missing
    )
    {
        this.rest = rest;
        this.columns = columns;
        Headers = header.Cells;
        Unknown = unknown;
        Missing = missing;
    }

    /// <summary>All headers, as the file writes them.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>Headers that no field knows, as the file writes them.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>Required columns that no header names; empty unless the table was opened leniently.</summary>
    public IReadOnlyList<SheetField> Missing { get; }

    public bool Has(string code) => columns.ContainsKey(code);

    /// <summary>What a header was taken for; null where no field knows it.</summary>
    public string? Meaning(string header) =>
        columns.FirstOrDefault(column => Headers[column.Value] == header, new("", -1)) is { Value: >= 0 } found
            ? found.Key
            : null;

    /// <param name="chosen">Header → code, where a person has said what a header means, or nothing for a column to pass over; wins over the names.</param>
    /// <param name="lenient">
    /// A person will be asked what the headers mean: what is missing is told, not thrown, and where no header is known
    /// the first row of several cells is taken for one.
    /// </param>
    /// <exception cref="SheetTroubleException">No header, a column twice, or a required column missing: said by name.</exception>
    public static SheetTable Of(
        IEnumerable<SheetRow> rows,
        IReadOnlyList<SheetField> fields,
        IReadOnlyDictionary<string, string>? chosen = null,
        bool lenient = false
    )
    {
        var byName = ByName(fields);
        foreach (var (header, code) in chosen ?? new Dictionary<string, string>())
            byName[Plain(header)] = code;

        var from = rows.GetEnumerator();
        var above = new List<SheetRow>();
        while (above.Count < HeaderWithin && from.MoveNext())
        {
            var row = from.Current;
            // A title over the table is one cell; a header names at least one column, and a lone one only where that is all.
            if (row.Cells.Count(cell => byName.ContainsKey(Plain(cell))) >= Math.Min(2, fields.Count))
                return Header(from, row, byName, fields, lenient);
            above.Add(row);
        }
        var first = above.FindIndex(row => row.Cells.Count(cell => cell.Length > 0) > 1);
        if (lenient && first >= 0)
            return Header(Again(above.Skip(first + 1), from), above[first], byName, fields, lenient);
        throw new SheetTroubleException(new Refusal("sheet.no-header", Names(fields.Where(field => field.Required))));
    }

    /// <summary>What a header says by itself; null where no field knows it.</summary>
    public static string? MeaningOf(string header, IReadOnlyList<SheetField> fields) =>
        ByName(fields).GetValueOrDefault(Plain(header));

    private static Dictionary<string, string> ByName(IReadOnlyList<SheetField> fields) =>
        fields
            .SelectMany(field => field.Names.Append(field.Code).Select(name => (Plain(name), field.Code)))
            .DistinctBy(pair => pair.Item1)
            .ToDictionary();

    /// <summary>The rows below the header, once.</summary>
    public IEnumerable<SheetRecord> Records()
    {
        using (rest)
            while (rest.MoveNext())
                yield return new SheetRecord(rest.Current, columns);
    }

    // Rows that were looked at already, and then the rest.
    private static IEnumerator<SheetRow> Again(IEnumerable<SheetRow> looked, IEnumerator<SheetRow> rest)
    {
        foreach (var row in looked)
            yield return row;
        using (rest)
            while (rest.MoveNext())
                yield return rest.Current;
    }

    private static SheetTable Header(
        IEnumerator<SheetRow> rest,
        SheetRow row,
        Dictionary<string, string> byName,
        IReadOnlyList<SheetField> fields,
        bool lenient
    )
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var unknown = new List<string>();
        for (var at = 0; at < row.Cells.Count; at++)
        {
            if (row.Cells[at].Length == 0)
                continue;
            if (!byName.TryGetValue(Plain(row.Cells[at]), out var code))
                unknown.Add(row.Cells[at]);
            else if (code.Length > 0 && !columns.TryAdd(code, at))
                throw new SheetTroubleException(new Refusal("sheet.column-twice", row.Cells[at]));
        }
        var missing = fields.Where(field => field.Required && !columns.ContainsKey(field.Code)).ToList();
        return missing.Count > 0 && !lenient
            ? throw new SheetTroubleException(new Refusal("sheet.column-missing", Names(missing)))
            : new SheetTable(rest, row, columns, unknown, missing);
    }

    private static string Names(IEnumerable<SheetField> fields) =>
        string.Join("、", fields.Select(field => field.Names.Count > 0 ? field.Names[0] : field.Code));

    // 经度（WGS84）, 经度 (WGS84) and 经度* are one name.
    private static string Plain(string name)
    {
        var end = name.AsSpan().IndexOfAny('(', '（');
        return string.Concat((end > 0 ? name[..end] : name).Where(letter => !char.IsWhiteSpace(letter) && letter != '*'))
            .ToLowerInvariant();
    }
}
