using CivicLoop.Core.Materials;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CivicLoop.Web.Materials;

/// <summary>
/// A material as a Word document, as its print set has it: the submission sheet, the words and evidence of each piece, and
/// every photo on a page of its own with its six facts.
/// </summary>
internal sealed class MaterialDocument(MaterialView view, SiteContext site, Sentences t, BlobStore blobs)
{
    // In twentieths of a point. What the facts need, the photo leaves: all of it stays on one page.
    private const int HighestPhoto = 8_800;
    private const int LowestPhoto = 2_400;
    private const int ForBoth = 12_600;
    private const int FactLine = 320;
    private const int FactLetters = 28;
    private const int LongestSide = 2_000;

    private static readonly Lettering Text = new("仿宋", 24);
    private static readonly Lettering Heading = new("黑体", 32);
    private static readonly Page Sheet = new(Top: 1304, Right: 1304, Bottom: 1304, Left: 1304);
    private static readonly int[] TwoColumns = [2_000, 7_298];
    private static readonly int[] Contents = [900, 1_500, 5_598, 1_300];

    public void Write(Stream to, IReadOnlyList<PackedPhoto> photos) => Paper.Write(to, Sheet, paper => Fill(paper, photos));

    private void Fill(Paper paper, IReadOnlyList<PackedPhoto> photos)
    {
        var (state, located) = (view.State, view.Located);
        if (site.Here.Demo)
            paper.Line(t["site.demo"], Text);
        paper.Line(t["materials.sheet"], Heading with { HalfPoints = 40, Justified = JustificationValues.Center });
        paper.Table(
            TwoColumns,
            null,
            [
                [t["materials.edition"], view.Edition.Name],
                [t["materials.sheet.project"], located.Project.Name],
                [t["materials.sheet.indicator"], located.Indicator.Name],
                [t["materials.sheet.content"], located.Content.Name],
                [t["materials.col.standard"], $"{located.Standard.Code} {located.Standard.Text}"],
                [t["materials.col.unit"], CaseNames.Of(view.Rules).Unit(state.Unit, t)],
                [t["materials.col.number"], $"{state.Number}"],
                [t["materials.col.state"], t[$"materials.standing.{new MaterialLine(located, state, null).On(site.Today)}"]],
                [t["materials.col.valid-until"], state.ValidUntil is { } until ? Day(until) : "—"],
            ],
            Text
        );
        paper.Line(t["materials.sheet.pieces"], Heading);
        paper.Table(
            Contents,
            [t["materials.sheet.order"], t["materials.sheet.part"], t["materials.piece.title"], t["materials.sheet.photos"]],
            view.Pieces.Select(
                    IReadOnlyList<string> (piece, at) =>
                        [
                            $"{at + 1}",
                            Part(piece.Part),
                            Said(piece.Title),
                            $"{photos.Count(photo => photo.Piece == piece.Number && photo.File is not null)}",
                        ]
                )
                .Concat(state.Missing.Select(IReadOnlyList<string> (part) => ["—", Part(part), t["materials.missing"], "0"])),
            Text
        );
        foreach (var sign in new[] { "unit-signs", "checker-signs", "day" })
            paper.Line($"\n{t[$"materials.sheet.{sign}"]}", Text);
        foreach (var (at, piece) in view.Pieces.Index())
            Piece(paper, at + 1, piece, photos.Where(photo => photo.Piece == piece.Number));
    }

    private void Piece(Paper paper, int order, MaterialPiece piece, IEnumerable<PackedPhoto> photos)
    {
        var title = $"{order}. {Said(piece.Title)}";
        if (piece.Words is not null || piece.Links.Count > 0)
        {
            paper.Line($"{title}（{Part(piece.Part)}）", Heading with { OnNewPage = true });
            if (piece.Words is { } words)
                foreach (var line in Said(words).Split('\n'))
                    paper.Line(line, Text with { HalfPoints = 28, Indent = 560 });
            foreach (var link in piece.Links)
                paper.Line(
                    t["materials.evidence", t[$"materials.source.{link.Source}"], view.Linked[link].Title ?? $"{link.Number}"],
                    Text with
                    {
                        HalfPoints = 28,
                    }
                );
        }
        foreach (var photo in photos)
        {
            paper.Line($"{view.Standard.Code} {title}", Text with { OnNewPage = true });
            if (Picture(paper, photo) is { } instead)
                paper.Line(instead, Text);
            paper.Table(
                TwoColumns,
                null,
                MaterialStore.Facts.Zip(
                    photo.Facts,
                    IReadOnlyList<string> (fact, said) => [t[$"materials.fact.{fact}"], said ?? t["cases.erased"]]
                ),
                Text
            );
        }
    }

    /// <summary>What is said where there can be no picture; null where there is one.</summary>
    private string? Picture(Paper paper, PackedPhoto photo)
    {
        if (photo.Gone is { } why)
            return t[why];
        var stored = photo.Stored!;
        using var bytes = blobs.Open(stored.Blob);
        if (bytes is null)
            return t["cases.photo.erased"];
        using var shown = stored.Type == "image/webp" ? Jpeg(bytes) : bytes;
        if (shown is null)
            return t["materials.zip.photo-in-file", photo.File!];
        var type = stored.Type == "image/webp" ? "image/jpeg" : stored.Type;
        paper.Picture(shown, type, stored.Width, stored.Height, High(photo), photo.Facts[3] ?? "");
        return null;
    }

    private static int High(PackedPhoto photo) =>
        Math.Clamp(
            ForBoth - FactLine * photo.Facts.Sum(fact => 1 + (fact?.Length ?? 0) / FactLetters),
            LowestPhoto,
            HighestPhoto
        );

    // A word processor knows no WebP; where this machine cannot turn it into a JPEG, the file beside stands for it.
    private static MemoryStream? Jpeg(Stream webp)
    {
        if (!Vips.IsHere)
            return null;
        var bytes = new byte[webp.Length];
        webp.ReadExactly(bytes);
        return Vips.Decode(bytes, LongestSide) is { } pixels && Vips.Jpeg(pixels) is { } jpeg ? new MemoryStream(jpeg) : null;
    }

    private string Said(Core.Events.TextRef text) => view.Said(text) ?? t["cases.erased"];

    private string Part(Core.Standards.MaterialPart part) => t[$"site.material-part.{part}"];

    private static string Day(DateOnly day) => Data.Values.Day(day);
}
