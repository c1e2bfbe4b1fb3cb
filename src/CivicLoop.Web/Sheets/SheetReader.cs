using System.Globalization;
using System.Text;
using CivicLoop.Core.Events;
using CivicLoop.Core.Sheets;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace CivicLoop.Web.Sheets;

/// <param name="Number">Of the row as the person sees it in the file, counted from 1; empty rows count too.</param>
/// <param name="Cells">As texts: days as yyyy-MM-dd, times as yyyy-MM-dd HH:mm:ss, figures without grouping; trimmed.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells);

/// <summary>A file that is no table at all: what a row says wrong is the business of who asked for the rows.</summary>
public sealed class SheetTroubleException(Refusal refusal) : Exception(refusal.Code)
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>
/// Tables that people bring: xlsx and xls (the first sheet) and CSV in UTF-8 or GB18030. What a file is, its first
/// bytes say, never its name. Rows come one by one, so that a long table is never whole in memory.
/// </summary>
public static class SheetReader
{
    /// <summary>Longest table that is read, in rows; a spreadsheet ends there too.</summary>
    public const int MostRows = 1_048_576;

    static SheetReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="file">Can be sought; left open.</param>
    /// <exception cref="SheetTroubleException">The file is empty, broken, locked by a password or no table.</exception>
    public static IEnumerable<SheetRow> Rows(Stream file)
    {
        Span<byte> first = stackalloc byte[8];
        var length = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (length == 0)
            throw Trouble("sheet.empty");
        return IsWorkbook(first[..length]) ? Workbook(file) : Values(file);
    }

    private static bool IsWorkbook(ReadOnlySpan<byte> first) =>
        first.StartsWith("PK\x03\x04"u8) || first.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]);

    private static IEnumerable<SheetRow> Workbook(Stream file)
    {
        using var reader = Guarded(() => ExcelReaderFactory.CreateReader(file, new() { LeaveOpen = true }));
        for (var number = 1; Guarded(reader.Read); number++)
        {
            if (number > MostRows)
                throw Trouble("sheet.too-long", MostRows.ToString(CultureInfo.InvariantCulture));
            var cells = new string[reader.FieldCount];
            for (var at = 0; at < cells.Length; at++)
                cells[at] = Text(reader.GetValue(at));
            if (Array.Exists(cells, cell => cell.Length > 0))
                yield return new SheetRow(number, cells);
        }
    }

    // What is inside a workbook may be anything: whatever its parts do not hold together is one sentence.
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException)
        {
            throw Trouble("sheet.locked");
        }
        catch (Exception exception) when (exception is not (IOException or OutOfMemoryException))
        {
            throw Trouble("sheet.broken");
        }
    }

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            string text => text.Trim(),
            DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            double figure => figure.ToString("0.###############", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!.Trim(),
        };

    private static IEnumerable<SheetRow> Values(Stream file)
    {
        using var reader = new StreamReader(file, EncodingOf(file), leaveOpen: true);
        var text = reader.ReadToEnd();
        // No table has a zero in it; a picture or an archive does.
        if (text.Contains('\0', StringComparison.Ordinal))
            throw Trouble("sheet.unknown");
        var rows = Csv.Read(text, out var unclosed);
        if (unclosed > 0)
            throw Trouble("sheet.quote", unclosed.ToString(CultureInfo.InvariantCulture));
        return rows.Where(row => row.Cells.Any(cell => !string.IsNullOrWhiteSpace(cell)))
            .Select(row => new SheetRow(row.Line, [.. row.Cells.Select(cell => cell.Trim())]));
    }

    // What is no UTF-8 is what a Chinese spreadsheet writes when asked for CSV.
    private static Encoding EncodingOf(Stream file)
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        try
        {
            using var reader = new StreamReader(file, strict, leaveOpen: true);
            Span<char> some = stackalloc char[4096];
            while (reader.Read(some) > 0) { }
            return Encoding.UTF8;
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding("GB18030");
        }
        finally
        {
            file.Position = 0;
        }
    }

    private static SheetTroubleException Trouble(string code, params string[] args) => new(new Refusal(code, args));
}
