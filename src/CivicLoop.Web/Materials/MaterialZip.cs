using CivicLoop.Core.Materials;
using CivicLoop.Core.Sheets;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Materials;

/// <summary>A photo of a piece and the file that it becomes.</summary>
/// <param name="Stored">Null where it was erased.</param>
/// <param name="File">Null where there is nothing left of it.</param>
internal sealed record PackedPhoto(int Piece, IReadOnlyList<string?> Facts, StagedPhoto? Stored, string? File)
{
    /// <summary>Key of the sentence that says why there is no file; null where there is one.</summary>
    public string? Gone =>
        File is not null ? null
        : Stored is null ? "cases.photo.erased"
        : "materials.zip.photo-lost";
}

/// <summary>A material and the files that it becomes, all of them named before the first is written.</summary>
internal sealed record PackedMaterial(long Number, string Document, IReadOnlyList<PackedPhoto> Photos);

/// <summary>
/// Materials as one zip: an index of all, then for each its document and its photos. One file after the other goes to
/// whoever fetches it, so that the whole lies nowhere.
/// </summary>
public sealed class MaterialZip(SiteContext site, MaterialViews views, MaterialPages pages, Sentences t)
{
    private const string Type = "application/zip";

    private readonly City city = site.Here.City;

    private BlobStore Blobs => new(city.PhotoFolder);

    public IResult Whole(IQueryCollection asked, CancellationToken stop) =>
        pages.Shown(asked) is var (edition, lines) ? Result(lines, edition.Code, stop) : Results.NotFound();

    public IResult One(long number, CancellationToken stop) =>
        views.Find(number) is { } view
            ? Result([new MaterialLine(view.Located, view.State, null)], $"{view.Standard.Code}-{number}", stop)
            : Results.NotFound();

    private IResult Result(IReadOnlyList<MaterialLine> lines, string of, CancellationToken stop) =>
        Results.Stream(
            body => Write(body, lines, stop),
            Type,
            FileNames.Safe($"{site.Here.Code}-{t["materials.title"]}-{of}-{Values.Day(site.Today)}") + ".zip"
        );

    private Task Write(Stream to, IReadOnlyList<MaterialLine> lines, CancellationToken stop) =>
        ZipOut.Write(
            to,
            site.ToLocal(site.Now),
            async zip =>
            {
                var packed = new List<PackedMaterial>();
                await using (var index = Index(lines, packed).Packed(site, t))
                    await zip.Add(t["materials.zip.index"] + ".xlsx", index);
                foreach (var material in packed)
                    await Add(zip, material);
            },
            stop
        );

    private async Task Add(ZipOut zip, PackedMaterial material)
    {
        // Whoever may see no more of it meanwhile gets no more of it.
        if (views.Find(material.Number) is not { } view)
            return;
        await using (var document = TempFile.New())
        {
            new MaterialDocument(view, site, t, Blobs).Write(document, material.Photos);
            document.Position = 0;
            await zip.Add(material.Document, document);
        }
        foreach (var photo in material.Photos)
            if (photo is { File: { } file, Stored: { } stored } && Blobs.Open(stored.Blob) is { } bytes)
                await using (bytes)
                    await zip.Add(file, bytes);
    }

    // ---- the index: what there is, read while it is written, and what each becomes

    private TableFile Index(IReadOnlyList<MaterialLine> lines, List<PackedMaterial> packed)
    {
        string[] before = ["code", "standard", "unit", "number", "state", "valid-until"];
        return new TableFile(
            t["materials.zip.index"],
            [
                .. before.Select(column => new SheetColumn(t[$"materials.col.{column}"], column == "standard" ? 50 : 16)),
                new SheetColumn(t["materials.sheet.part"]),
                new SheetColumn(t["materials.piece.title"], 40),
                new SheetColumn(t["materials.zip.file"], 60),
                .. MaterialStore.Facts.Select(fact => new SheetColumn(t[$"materials.fact.{fact}"], 24)),
                new SheetColumn(t["materials.zip.note"], 24),
            ],
            Rows(lines, packed)
        );
    }

    private IEnumerable<IReadOnlyList<object?>> Rows(IReadOnlyList<MaterialLine> lines, List<PackedMaterial> packed)
    {
        var names = new FileNames();
        var units = CaseNames.Of(views.Rules);
        names.Give("", t["materials.zip.index"], ".xlsx");
        foreach (var standard in lines.GroupBy(line => line.Located.Standard))
        {
            var folder = standard.Any(line => line.State is not null)
                ? names.Give("", $"{standard.Key.Code} {standard.Key.Text}")
                : "";
            foreach (var line in standard)
            {
                IReadOnlyList<object?> Row(MaterialPart? part, string? title, string? file, PackedPhoto? photo, string? note) =>
                    [
                        standard.Key.Code,
                        standard.Key.Text,
                        (line.State?.Unit ?? line.Lead) is { } unit ? units.Unit(unit, t) : null,
                        line.State?.Number,
                        t[$"materials.standing.{line.On(site.Today)}"],
                        line.State?.ValidUntil,
                        part is { } of ? t[$"site.material-part.{of}"] : null,
                        title,
                        file,
                        .. photo?.Facts.Select(fact => fact ?? t["cases.erased"])
                            ?? Enumerable.Repeat<string?>(null, MaterialStore.Facts.Count),
                        note,
                    ];

                if (line.State is not { } state || views.Find(state.Number) is not { } view)
                {
                    yield return Row(null, null, null, null, null);
                    continue;
                }
                var at = standard.Count(one => one.State is not null) > 1 ? names.Give(folder, units.Unit(state.Unit)) : folder;
                var document = names.Give(at, $"{standard.Key.Code} {t["materials.sheet"]}", ".docx");
                var photos = Photos(view, at, names);
                packed.Add(new PackedMaterial(state.Number, document, photos));
                yield return Row(null, t["materials.sheet"], document, null, null);
                foreach (var piece in view.Pieces)
                {
                    var title = view.Said(piece.Title) ?? t["cases.erased"];
                    yield return Row(piece.Part, title, document, null, null);
                    foreach (var photo in photos.Where(photo => photo.Piece == piece.Number))
                        yield return Row(piece.Part, title, photo.File, photo, photo.Gone is { } why ? t[why] : null);
                }
                foreach (var part in state.Missing)
                    yield return Row(part, null, null, null, t["materials.missing"]);
            }
        }
    }

    // In the order of print, each with the number of its standard; what is gone keeps its place in the index.
    private List<PackedPhoto> Photos(MaterialView view, string folder, FileNames names)
    {
        var all = view.Pieces.SelectMany(piece => view.AllPhotosOf(piece).Select(photo => (piece.Number, Photo: photo))).ToList();
        var stored = city.Database.Read(connection => PhotoReads.Stored(connection, [.. all.Select(one => one.Photo.Id)]));
        var blobs = Blobs;
        return
        [
            .. all.Select(
                (one, at) =>
                {
                    var photo = stored.GetValueOrDefault(one.Photo.Id);
                    var file =
                        photo is not null && blobs.Has(photo.Blob)
                            ? names.Give(folder, $"{view.Standard.Code}-{at + 1:00}", photo.Ending)
                            : null;
                    return new PackedPhoto(one.Number, one.Photo.Facts, photo, file);
                }
            ),
        ];
    }
}
