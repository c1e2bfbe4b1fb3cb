using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CivicLoop.Web.Sheets;

/// <param name="Width">In characters; about twice the number of Chinese ones.</param>
public sealed record SheetColumn(string Name, int Width = 16);

/// <summary>
/// Writes tables as xlsx, row by row, so that a long one is never whole in memory. Cells are texts, whole numbers,
/// figures, days or nothing; a text is always a text, whatever it begins with.
/// </summary>
public static class Workbook
{
    private const uint Plain = 0;
    private const uint Bold = 1;
    private const uint Wrapped = 2;
    private const uint Day = 3;

    /// <summary>Longest text of a cell, by the format.</summary>
    private const int LongestCell = 32_767;

    /// <param name="to">Can be sought and read: a file or memory, never a response.</param>
    /// <param name="note">Stands above the header, as that the data of a demo are made up; null for none.</param>
    public static void Write(
        Stream to,
        string sheet,
        string? note,
        IReadOnlyList<SheetColumn> columns,
        IEnumerable<IReadOnlyList<object?>> rows
    )
    {
        using var document = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        var part = workbook.AddNewPart<WorksheetPart>();
        Styles(workbook.AddNewPart<WorkbookStylesPart>());
        workbook.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(
            new DocumentFormat.OpenXml.Spreadsheet.Sheets(
                new Sheet
                {
                    Id = workbook.GetIdOfPart(part),
                    SheetId = 1,
                    Name = Title(sheet),
                }
            )
        );
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        // The header stays in sight while the rows move.
        var frozen = note is null ? 1 : 2;
        writer.WriteElement(
            new SheetViews(
                new SheetView(
                    new Pane
                    {
                        VerticalSplit = frozen,
                        TopLeftCell = $"A{frozen + 1}",
                        ActivePane = PaneValues.BottomLeft,
                        State = PaneStateValues.Frozen,
                    }
                )
                {
                    WorkbookViewId = 0,
                }
            )
        );
        writer.WriteElement(
            new Columns(
                columns.Select(
                    (column, at) =>
                        new Column
                        {
                            Min = (uint)at + 1,
                            Max = (uint)at + 1,
                            Width = column.Width,
                            CustomWidth = true,
                        }
                )
            )
        );
        writer.WriteStartElement(new SheetData());
        if (note is not null)
            Row(writer, [note], Bold);
        Row(writer, [.. columns.Select(column => (object?)column.Name)], Bold);
        foreach (var row in rows)
            Row(writer, row, Wrapped);
        writer.WriteEndElement();
        writer.WriteElement(
            new PageSetup
            {
                Orientation = OrientationValues.Landscape,
                PaperSize = 9,
                FitToHeight = 0,
            }
        );
        writer.WriteEndElement();
    }

    private static void Row(OpenXmlWriter writer, IReadOnlyList<object?> cells, uint style)
    {
        writer.WriteStartElement(new Row());
        foreach (var cell in cells)
            writer.WriteElement(Of(cell, style));
        writer.WriteEndElement();
    }

    private static Cell Of(object? value, uint style) =>
        value switch
        {
            null => new Cell { StyleIndex = style },
            int or long => Figure(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), Plain),
            double figure => Figure(figure.ToString("R", CultureInfo.InvariantCulture), Plain),
            DateOnly day => Figure(day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture), Day),
            string text => new Cell
            {
                DataType = CellValues.InlineString,
                StyleIndex = style,
                InlineString = new InlineString(new Text(Printable(text)) { Space = SpaceProcessingModeValues.Preserve }),
            },
            _ => throw new ArgumentException($"a cell cannot hold a {value.GetType().Name}", nameof(value)),
        };

    private static Cell Figure(string figure, uint style) =>
        new()
        {
            DataType = CellValues.Number,
            StyleIndex = style,
            CellValue = new CellValue(figure),
        };

    private static string Printable(string text) => XmlText.Of(text.Length > LongestCell ? text[..LongestCell] : text);

    // A sheet's name has 31 characters and none of these.
    private static string Title(string name)
    {
        var title = string.Concat(name.Where(letter => !":\\/?*[]".Contains(letter, StringComparison.Ordinal)));
        return title.Length > 31 ? title[..31] : title;
    }

    private static void Styles(WorkbookStylesPart part) =>
        part.Stylesheet = new Stylesheet(
            new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy-mm-dd" }),
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 })
            ),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat(),
                new CellFormat { FontId = 1, ApplyFont = true },
                new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top })
                {
                    ApplyAlignment = true,
                },
                new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true }
            )
        );
}
