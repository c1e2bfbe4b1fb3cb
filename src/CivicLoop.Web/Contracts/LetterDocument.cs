using CivicLoop.Web.Sheets;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CivicLoop.Web.Contracts;

/// <summary>A letter as a docx on A4, to be printed and kept: its exact text and what the party said to it.</summary>
public static class LetterDocument
{
    private const int LinePitch = 560;

    private static readonly Lettering Body = new("仿宋", 32) { Indent = 640, Pitch = LinePitch };

    /// <param name="note">Stands above everything, as that the data of a demo are made up; null for none.</param>
    public static byte[] Of(string text, string answered, string? note) =>
        Paper.Of(
            new Page(Top: 2098, Right: 1474, Bottom: 1984, Left: 1588),
            paper =>
            {
                var lines = text.Split('\n');
                if (note is not null)
                    paper.Line(note, Centred("仿宋", 21));
                paper.Line(lines[0], Centred("黑体", 40));
                if (lines.Length > 1)
                    paper.Line(lines[1], Centred("仿宋", 28));
                foreach (var line in lines.Skip(2).Append(answered))
                    paper.Line(line, Body);
            }
        );

    private static Lettering Centred(string font, int halfPoints) =>
        new(font, halfPoints) { Justified = JustificationValues.Center, Pitch = LinePitch };
}
