using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Materials;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Rectification;
using CivicLoop.Web.Site;
using CivicLoop.Web.Standards;

namespace CivicLoop.Web.Materials;

/// <summary>A material with its standard, its words and what its pieces point to.</summary>
/// <param name="Texts">By id; an erased text is not in it.</param>
/// <param name="Photos">Ids of the photos that are still there.</param>
/// <param name="Linked">What the pieces point to.</param>
public sealed record MaterialView(
    Material Material,
    Edition Edition,
    Located Located,
    IReadOnlyDictionary<Guid, string> Texts,
    IReadOnlySet<Guid> Photos,
    IReadOnlyDictionary<PieceLink, Shown> Linked,
    CaseRules Rules
)
{
    public MaterialState State => Material.State;

    /// <summary>In the order of print: part by part.</summary>
    public IEnumerable<MaterialPiece> Pieces => State.Pieces.OrderBy(piece => piece.Part).ThenBy(piece => piece.Number);

    public Standard Standard => Located.Standard;

    public string? Said(TextRef? text) => text is null ? null : Texts.GetValueOrDefault(text.Id);

    /// <summary>The photos of a piece with their facts: its own, erased ones too, and those of what it points to.</summary>
    public IEnumerable<ShownPhoto> AllPhotosOf(MaterialPiece piece) =>
        piece
            .Photos.Select(photo => new ShownPhoto(photo.Photo.Id, [.. photo.Facts.All.Select(Said)]))
            .Concat(piece.Links.SelectMany(link => Linked.TryGetValue(link, out var shown) ? shown.Photos : []));

    /// <summary>Those of them that are still there.</summary>
    public IEnumerable<ShownPhoto> PhotosOf(MaterialPiece piece)
    {
        var gone = piece.Photos.Select(photo => photo.Photo.Id).Where(photo => !Photos.Contains(photo)).ToHashSet();
        return AllPhotosOf(piece).Where(photo => !gone.Contains(photo.Id));
    }
}

/// <summary>Materials as the one who asks sees them, on a page, on paper and in a zip.</summary>
public sealed class MaterialViews(SiteContext site, RulesNow rulesNow, EditionReads editions, Sentences t, Wording wording)
{
    private readonly City city = site.Here.City;

    public CaseRules Rules => rulesNow.Of(city);

    /// <summary>Null where there is none, or the reader does not see it.</summary>
    public MaterialView? Find(long number) =>
        city.Database.Read(connection =>
            MaterialReads.Find(connection, number, site.Who.Actor) is { } found ? Of(connection, found) : null
        );

    public Evidence Evidence(DbConnection connection, Standard standard) =>
        new(connection, Rules, site.Who.Actor, t, wording, standard.Text);

    private MaterialView? Of(DbConnection connection, Material material)
    {
        var of = material.State.Of;
        if (
            editions.Find(connection, of.System, of.Edition) is not var (_, edition)
            || edition.Find(of.Standard) is not { } located
        )
            return null;
        var evidence = Evidence(connection, located.Standard);
        return new MaterialView(
            material,
            edition,
            located,
            ItemReads.Texts(connection, material.Stream),
            PhotoReads.Kept(connection, material.Stream),
            material.State.Pieces.SelectMany(piece => piece.Links).Distinct().ToDictionary(link => link, evidence.Show),
            Rules
        );
    }
}
