using CivicLoop.Core.Cases;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CivicLoop.Web.Rectification;

/// <summary>A list as a table on A4 lying on its side, to be printed or sent on as paper.</summary>
internal static class ListDocument
{
    private static readonly string[] Columns =
    [
        "number",
        "item",
        "cause",
        "measure",
        "due",
        "unit",
        "responsible",
        "checker",
        "status",
    ];
    private static readonly int[] Widths = [700, 2600, 2300, 2900, 1300, 1900, 1500, 1500, 1000];

    public static byte[] Of(ListRow list, IReadOnlyList<ListedItem> items, CaseRules rules, SiteContext site, Sentences t)
    {
        var names = CaseNames.Of(rules);
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var body = new Body();
            if (site.Here.Demo)
                body.Append(Line(t["site.demo"], 18));
            body.Append(Line(list.Title, 32, bold: true));
            if (list.Source.Length + list.Letter.Length > 0)
                body.Append(Line($"{list.Source} {list.Letter}".Trim(), 20));
            var table = new Table(
                new TableProperties(
                    new TableBorders(
                        new TopBorder { Val = BorderValues.Single, Size = 4 },
                        new LeftBorder { Val = BorderValues.Single, Size = 4 },
                        new BottomBorder { Val = BorderValues.Single, Size = 4 },
                        new RightBorder { Val = BorderValues.Single, Size = 4 },
                        new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 },
                        new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 }
                    ),
                    new TableLayout { Type = TableLayoutValues.Fixed }
                ),
                new TableGrid(Widths.Select(width => new GridColumn { Width = $"{width}" })),
                // The head of the table stands again on every page.
                new TableRow([
                    new TableRowProperties(new TableHeader()),
                    .. Columns.Select((column, at) => Cell(t[$"rectification.col.{column}"], at, bold: true)),
                ])
            );
            foreach (var item in items)
                table.Append(
                    new TableRow(
                        new[]
                        {
                            $"{item.State.Number}",
                            item.Values.Item,
                            item.Values.Cause,
                            item.Values.Measure,
                            item.Values.Due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                            names.Unit(item.Values.Unit, t),
                            item.Values.Responsible.Length == 0 ? "" : names.Post(item.Values.Responsible),
                            item.Values.Checker.Length == 0 ? "" : names.Post(item.Values.Checker),
                            t[$"site.itemstatus.{item.State.Status}"],
                        }.Select((text, at) => Cell(text, at))
                    )
                );
            body.Append(
                table,
                new SectionProperties(
                    new PageSize
                    {
                        Width = 16838,
                        Height = 11906,
                        Orient = PageOrientationValues.Landscape,
                    },
                    new PageMargin
                    {
                        Top = 1000,
                        Bottom = 1000,
                        Left = 850,
                        Right = 850,
                    }
                )
            );
            document.AddMainDocumentPart().Document = new Document(body);
        }
        return file.ToArray();
    }

    private static TableCell Cell(string text, int at, bool bold = false) =>
        new(
            new TableCellProperties(new TableCellWidth { Width = $"{Widths[at]}", Type = TableWidthUnitValues.Dxa }),
            Line(text, 18, bold)
        );

    /// <param name="size">In half points.</param>
    private static Paragraph Line(string text, int size, bool bold = false)
    {
        var properties = new RunProperties(
            new RunFonts
            {
                Ascii = "SimSun",
                EastAsia = "SimSun",
                HighAnsi = "SimSun",
            }
        );
        if (bold)
            properties.Append(new Bold());
        properties.Append(new FontSize { Val = $"{size}" });
        var run = new Run(properties);
        var lines = text.Where(letter => letter == '\n' || System.Xml.XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter));
        foreach (var (line, index) in string.Concat(lines).Split('\n').Select((line, index) => (line, index)))
        {
            if (index > 0)
                run.Append(new Break());
            run.Append(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
        }
        return new Paragraph(run);
    }
}
