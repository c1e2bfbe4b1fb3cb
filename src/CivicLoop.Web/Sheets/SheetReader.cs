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
    /// <exception cref="SheetTroubleException">
    /// The file is empty, broken, locked by a password or no table; what is wrong further down is told while the rows are read.
    /// </exception>
    public static IEnumerable<SheetRow> Rows(Stream file)
    {
        Span<byte> first = stackalloc byte[8];
        var length = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (length == 0)
            throw Trouble("sheet.empty");
        return IsWorkbook(first[..length]) ? Workbook(file) : Values(file);
    }

    /// <summary>What a file is, as its bytes say: xlsx, UTF-8 or GB18030; left at its beginning.</summary>
    /// <exception cref="SheetTroubleException">It is empty, or no table.</exception>
    public static string FormOf(Stream file)
    {
        Span<byte> first = stackalloc byte[8];
        var length = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (length == 0)
            throw Trouble("sheet.empty");
        return IsWorkbook(first[..length]) ? "xlsx"
            : EncodingOf(file) is UTF8Encoding ? "UTF-8"
            : "GB18030";
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

    // What is no table is told before the first row is asked for.
    private static IEnumerable<SheetRow> Values(Stream file) => Values(file, EncodingOf(file));

    private static IEnumerable<SheetRow> Values(Stream file, Encoding encoding)
    {
        using var reader = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
        var csv = new Csv(reader);
        foreach (var row in csv.Rows())
        {
            if (row.Cells.Any(cell => !string.IsNullOrWhiteSpace(cell)))
                yield return new SheetRow(row.Line, [.. row.Cells.Select(Plain)]);
        }
        if (csv.Unclosed > 0)
            throw Trouble("sheet.quote", csv.Unclosed.ToString(CultureInfo.InvariantCulture));
    }

    // The apostrophe that our own CSV puts before what looks like a formula is not part of the text.
    private static string Plain(string cell)
    {
        cell = cell.Trim();
        return cell.Length > 1 && cell[0] == '\'' && "=+-@".Contains(cell[1], StringComparison.Ordinal) ? cell[1..] : cell;
    }

    // What is no UTF-8 is what a Chinese spreadsheet writes when asked for CSV.
    private static Encoding EncodingOf(Stream file)
    {
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var (bytes, letters) = (new byte[64 * 1024], new char[64 * 1024 + 1]);
        var isUtf8 = true;
        for (int read; (read = file.Read(bytes)) > 0; )
        {
            // No table has a zero in it; a picture or an archive does.
            if (bytes.AsSpan(0, read).Contains((byte)0))
                throw Trouble("sheet.unknown");
            try
            {
                if (isUtf8)
                    decoder.GetChars(bytes, 0, read, letters, 0, flush: false);
            }
            catch (DecoderFallbackException)
            {
                isUtf8 = false;
            }
        }
        file.Position = 0;
        return isUtf8 ? Encoding.UTF8 : Encoding.GetEncoding("GB18030");
    }

    private static SheetTroubleException Trouble(string code, params string[] args) => new(new Refusal(code, args));
}
