using CivicLoop.Core.Events;
using CivicLoop.Core.Materials;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Materials;

/// <summary>Materials as streams of the one history.</summary>
public sealed class MaterialStream : StreamKind<MaterialState, MaterialEvent>
{
    private MaterialStream()
        : base(
            "material",
            "materials",
            MaterialEventJson.Kinds,
            MaterialEventContext.Default.MaterialState,
            [
                new("system", state => state.Of.System),
                new("edition", state => state.Of.Edition),
                new("standard", state => state.Of.Standard),
                new("unit", state => state.Unit),
                // Paper lies nowhere: its photos are seen by unit.
                new("district", _ => ""),
                new("status", state => state.Status),
                new("valid_until", state => state.ValidUntil),
                new("due", state => state.Next?.Due),
            ]
        ) { }

    public static MaterialStream Kind { get; } = new();

    public override MaterialState Evolve(MaterialState? before, MaterialEvent happened, Made made) =>
        MaterialDecide.Evolve(before, happened, made);

    public override IEnumerable<TextRef> Texts(MaterialEvent happened) =>
        happened switch
        {
            PieceAdded { Piece: var piece } =>
            [
                piece.Title,
                .. piece.Words is { } words ? [words] : Array.Empty<TextRef>(),
                .. piece.Photos.SelectMany(photo => photo.Facts.All),
            ],
            PiecePhotoAdded added => added.Photo.Facts.All,
            _ => [],
        };

    public override IEnumerable<PhotoRef> Photos(MaterialEvent happened) =>
        happened switch
        {
            PieceAdded added => added.Piece.Photos.Select(photo => photo.Photo),
            PiecePhotoAdded added => [added.Photo.Photo],
            _ => [],
        };
}
