using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CivicLoop.Web.Contracts;

/// <summary>A letter as a docx on A4, to be printed and kept: its exact text and what the party said to it.</summary>
public static class LetterDocument
{
    // Twentieths of a point: A4 and its margins.
    private const uint Wide = 11906;
    private const uint High = 16838;
    private const int Margin = 1588;

    /// <param name="note">Stands above everything, as that the data of a demo are made up; null for none.</param>
    public static byte[] Of(string text, string answered, string? note)
    {
        var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var lines = text.Split('\n');
            var body = new Body();
            if (note is not null)
                body.Append(Line(note, "仿宋", 21, JustificationValues.Center));
            body.Append(Line(lines[0], "黑体", 40, JustificationValues.Center));
            if (lines.Length > 1)
                body.Append(Line(lines[1], "仿宋", 28, JustificationValues.Center));
            body.Append(
                lines.Skip(2).Append(answered).Select(line => Line(line, "仿宋", 32, JustificationValues.Left, indent: 640))
            );
            body.Append(
                new SectionProperties(
                    new PageSize { Width = Wide, Height = High },
                    new PageMargin
                    {
                        Top = 2098,
                        Bottom = 1984,
                        Left = Margin,
                        Right = 1474,
                        Header = 851,
                        Footer = 992,
                        Gutter = 0,
                    }
                )
            );
            document.AddMainDocumentPart().Document = new Document(body);
        }
        return file.ToArray();
    }

    /// <param name="indent">Of the first line, in twentieths of a point: two characters of a body.</param>
    private static Paragraph Line(string text, string font, int halfPoints, JustificationValues justified, int indent = 0) =>
        new(
            new ParagraphProperties(
                new SpacingBetweenLines { Line = "560", LineRule = LineSpacingRuleValues.Exact },
                new Indentation { FirstLine = indent.ToString(CultureInfo.InvariantCulture) },
                new Justification { Val = justified }
            ),
            new Run(
                new RunProperties(
                    // Quotation marks belong to both scripts: here they are Chinese.
                    new RunFonts
                    {
                        Hint = FontTypeHintValues.EastAsia,
                        Ascii = "Times New Roman",
                        HighAnsi = "Times New Roman",
                        EastAsia = font,
                    },
                    new FontSize { Val = halfPoints.ToString(CultureInfo.InvariantCulture) }
                ),
                new Text(text) { Space = SpaceProcessingModeValues.Preserve }
            )
        );
}
