namespace CivicLoop.Core.Materials;

/// <summary>沿用: what an earlier material of the same standard and unit had, once another body has found it whole. Pure.</summary>
public static class CarryingOver
{
    /// <summary>Whether one takes over from the other. While it is worked on again, nobody has seen what it has now.</summary>
    public static bool Fits(MaterialState from, MaterialState to) =>
        from.Number != to.Number
        && from.Of.System == to.Of.System
        && from.Of.Standard == to.Of.Standard
        && from.Unit == to.Unit
        && from.ValidUntil is not null
        && from.Status is MaterialStatus.Accepted or MaterialStatus.Withdrawn;

    /// <summary>
    /// The pieces that are taken over: of a part that is asked for, not there already, and not erased to nothing.
    /// </summary>
    /// <param name="said">Texts of the earlier one that were not erased.</param>
    /// <param name="saidHere">Those of the other.</param>
    public static IReadOnlyList<MaterialPiece> From(
        MaterialState from,
        IReadOnlyDictionary<Guid, string> said,
        MaterialState to,
        IReadOnlyDictionary<Guid, string> saidHere
    )
    {
        if (!Fits(from, to))
            return [];
        var there = to.Pieces.Select(piece => Like(piece, saidHere)).ToHashSet();
        return
        [
            .. from.Pieces.Where(piece =>
                to.Parts.Contains(piece.Part)
                && !(piece is { Links.Count: > 0, Words: null, Photos: [] } && to.Proves(piece.Part, piece.Links))
                && said.ContainsKey(piece.Title.Id)
                && (
                    piece.Links.Count > 0
                    || piece.Words is { } words && said.ContainsKey(words.Id)
                    || piece.Photos.Any(photo => IsTold(photo, said))
                )
                && there.Add(Like(piece, said))
            ),
        ];
    }

    /// <summary>Whether all six facts of a photo still stand; without them it proves nothing.</summary>
    public static bool IsTold(PiecePhoto photo, IReadOnlyDictionary<Guid, string> said) =>
        photo.Facts.All.All(fact => said.ContainsKey(fact.Id));

    // Photos may be added to a piece afterwards: it is the same one still.
    private static string Like(MaterialPiece piece, IReadOnlyDictionary<Guid, string> said) =>
        string.Join(
            '\u001f',
            piece
                .Links.Select(link => $"{link.Source} {link.Number}")
                .Prepend(piece.Words is { } words ? said.GetValueOrDefault(words.Id, "") : "")
                .Prepend(said.GetValueOrDefault(piece.Title.Id, ""))
                .Prepend($"{piece.Part}")
        );
}
