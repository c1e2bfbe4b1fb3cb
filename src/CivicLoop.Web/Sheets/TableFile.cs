using System.Globalization;
using System.Text;
using CivicLoop.Core.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Sheets;

/// <summary>A table that a page shows, as a file: what every "export" answers with.</summary>
/// <param name="Name">Of the file, without its ending; also the name of the sheet.</param>
/// <param name="Rows">Read only while the file is written.</param>
public sealed record TableFile(string Name, IReadOnlyList<SheetColumn> Columns, IEnumerable<IReadOnlyList<object?>> Rows)
{
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>As an address ends: xlsx, or otherwise csv.</summary>
    public IResult As(string form, SiteContext site, Sentences t) => form == "xlsx" ? Xlsx(site, t) : Csv(site, t);

    /// <summary>As xlsx; a demo's file says so above the header, wherever it is carried.</summary>
    public IResult Xlsx(SiteContext site, Sentences t) => Results.File(Packed(site, t), Type, $"{Name}.xlsx");

    /// <summary>The same as a file from its beginning, gone when it is closed.</summary>
    public FileStream Packed(SiteContext site, Sentences t)
    {
        // The format is put together out of order.
        var file = TempFile.New();
        Workbook.Write(file, Name, Note(site, t), Columns, Rows);
        file.Position = 0;
        return file;
    }

    /// <summary>As CSV, row by row while it is read.</summary>
    public IResult Csv(SiteContext site, Sentences t) =>
        Results.Stream(
            async body =>
            {
                // The mark at the beginning is how a spreadsheet knows that this is UTF-8.
                await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
                if (Note(site, t) is { } note)
                    await writer.WriteAsync(CsvLine.Of(note));
                await writer.WriteAsync(CsvLine.Of([.. Columns.Select(column => column.Name)]));
                foreach (var row in Rows)
                    await writer.WriteAsync(CsvLine.Of([.. row.Select(Text)]));
            },
            "text/csv; charset=utf-8",
            $"{Name}.csv"
        );

    private static string? Note(SiteContext site, Sentences t) => site.Here.Demo ? t["site.demo"] : null;

    private static string Text(object? cell) =>
        cell switch
        {
            null => "",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable figure => figure.ToString(null, CultureInfo.InvariantCulture),
            _ => (string)cell,
        };
}
