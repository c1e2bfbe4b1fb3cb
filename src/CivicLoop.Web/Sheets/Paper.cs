using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using Pic = DocumentFormat.OpenXml.Drawing.Pictures;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace CivicLoop.Web.Sheets;

/// <summary>How a line is set.</summary>
/// <param name="HalfPoints">Size of the letters.</param>
internal sealed record Lettering(string Font, int HalfPoints)
{
    public bool Bold { get; init; }

    public JustificationValues? Justified { get; init; }

    /// <summary>Of the first line, in twentieths of a point.</summary>
    public int Indent { get; init; }

    /// <summary>From line to line, in twentieths of a point; null as the letters need it.</summary>
    public int? Pitch { get; init; }

    public bool OnNewPage { get; init; }
}

/// <summary>A4 and its margins in twentieths of a point.</summary>
internal sealed record Page(int Top, uint Right, int Bottom, uint Left, bool Lying = false)
{
    public const uint Short = 11906;
    public const uint Long = 16838;

    public uint Width => (Lying ? Long : Short) - Left - Right;
}

/// <summary>A Word document on A4, line by line, to be printed, signed and sent on.</summary>
internal sealed class Paper
{
    public const string Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const long EmuPerTwentieth = 635;

    private readonly MainDocumentPart main;
    private readonly Page page;
    private readonly Body body = new();
    private uint pictures;

    private Paper(MainDocumentPart main, Page page) => (this.main, this.page) = (main, page);

    public static byte[] Of(Page page, Action<Paper> fill)
    {
        using var file = new MemoryStream();
        Write(file, page, fill);
        return file.ToArray();
    }

    /// <param name="to">Can be sought and read: a file or memory, never a response.</param>
    public static void Write(Stream to, Page page, Action<Paper> fill)
    {
        using var document = WordprocessingDocument.Create(to, WordprocessingDocumentType.Document);
        var paper = new Paper(document.AddMainDocumentPart(), page);
        fill(paper);
        paper.body.Append(Section(page));
        paper.main.Document = new Document(paper.body);
    }

    public void Line(string text, Lettering how) => body.Append(Paragraph(text, how));

    /// <param name="widths">Of the columns, in twentieths of a point.</param>
    /// <param name="head">Stands again on every page; null for none.</param>
    public void Table(
        IReadOnlyList<int> widths,
        IReadOnlyList<string>? head,
        IEnumerable<IReadOnlyList<string>> rows,
        Lettering how
    )
    {
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
            new TableGrid(widths.Select(width => new GridColumn { Width = $"{width}" }))
        );
        if (head is not null)
            table.Append(
                new TableRow([new TableRowProperties(new TableHeader()), .. Cells(head, widths, how with { Bold = true })])
            );
        foreach (var row in rows)
            table.Append(new TableRow(Cells(row, widths, how)));
        body.Append(table);
    }

    /// <summary>A picture as wide as the page, or as high as is said.</summary>
    /// <param name="type">image/jpeg or image/png.</param>
    /// <param name="high">At most, in twentieths of a point.</param>
    /// <param name="says">For whoever does not see it.</param>
    public void Picture(Stream bytes, string type, int width, int height, int high, string says)
    {
        var part = main.AddImagePart(type == "image/png" ? ImagePartType.Png : ImagePartType.Jpeg);
        part.FeedData(bytes);
        var scale = Math.Min((double)page.Width / width, (double)high / height) * EmuPerTwentieth;
        var (cx, cy) = ((long)(width * scale), (long)(height * scale));
        var id = ++pictures;
        body.Append(
            new Paragraph(
                new ParagraphProperties(new KeepNext(), new Justification { Val = JustificationValues.Center }),
                new Run(
                    new Drawing(
                        new Wp.Inline(
                            new Wp.Extent { Cx = cx, Cy = cy },
                            new Wp.DocProperties
                            {
                                Id = id,
                                Name = $"{id}",
                                Description = XmlText.Of(says),
                            },
                            new A.Graphic(
                                new A.GraphicData(
                                    new Pic.Picture(
                                        new Pic.NonVisualPictureProperties(
                                            new Pic.NonVisualDrawingProperties { Id = id, Name = $"{id}" },
                                            new Pic.NonVisualPictureDrawingProperties()
                                        ),
                                        new Pic.BlipFill(
                                            new A.Blip { Embed = main.GetIdOfPart(part) },
                                            new A.Stretch(new A.FillRectangle())
                                        ),
                                        new Pic.ShapeProperties(
                                            new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = cx, Cy = cy }),
                                            new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle }
                                        )
                                    )
                                )
                                {
                                    Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture",
                                }
                            )
                        )
                        {
                            DistanceFromTop = 0,
                            DistanceFromBottom = 0,
                            DistanceFromLeft = 0,
                            DistanceFromRight = 0,
                        }
                    )
                )
            )
        );
    }

    private static IEnumerable<TableCell> Cells(IReadOnlyList<string> texts, IReadOnlyList<int> widths, Lettering how) =>
        texts.Zip(
            widths,
            (text, width) =>
                new TableCell(
                    new TableCellProperties(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa }),
                    Paragraph(text, how)
                )
        );

    private static Paragraph Paragraph(string text, Lettering how)
    {
        var paragraph = new ParagraphProperties();
        if (how.OnNewPage)
            paragraph.Append(new PageBreakBefore());
        if (how.Pitch is { } pitch)
            paragraph.Append(new SpacingBetweenLines { Line = $"{pitch}", LineRule = LineSpacingRuleValues.Exact });
        if (how.Indent > 0)
            paragraph.Append(new Indentation { FirstLine = how.Indent.ToString(CultureInfo.InvariantCulture) });
        if (how.Justified is { } justified)
            paragraph.Append(new Justification { Val = justified });
        var letters = new RunProperties(
            // Quotation marks belong to both scripts: here they are Chinese.
            new RunFonts
            {
                Hint = FontTypeHintValues.EastAsia,
                Ascii = "Times New Roman",
                HighAnsi = "Times New Roman",
                EastAsia = how.Font,
            }
        );
        if (how.Bold)
            letters.Append(new Bold());
        letters.Append(new FontSize { Val = how.HalfPoints.ToString(CultureInfo.InvariantCulture) });
        var run = new Run(letters);
        foreach (var (at, line) in XmlText.Of(text).ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (at > 0)
                run.Append(new Break());
            run.Append(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
        }
        return new Paragraph(paragraph, run);
    }

    private static SectionProperties Section(Page page)
    {
        var size = page.Lying
            ? new PageSize
            {
                Width = Page.Long,
                Height = Page.Short,
                Orient = PageOrientationValues.Landscape,
            }
            : new PageSize { Width = Page.Short, Height = Page.Long };
        return new SectionProperties(
            size,
            new PageMargin
            {
                Top = page.Top,
                Bottom = page.Bottom,
                Left = page.Left,
                Right = page.Right,
                Header = 851,
                Footer = 992,
                Gutter = 0,
            }
        );
    }
}
