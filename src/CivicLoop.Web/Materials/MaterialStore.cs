using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Materials;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Materials;

/// <summary>A standard asked of a unit.</summary>
public sealed record MaterialWish(MaterialOf Of, string Unit, IReadOnlyList<MaterialPart> Parts);

/// <summary>A photo with what has to be said of it, in the order of <see cref="PhotoFacts"/>.</summary>
public sealed record PhotoInput(StagedPhoto Photo, IReadOnlyList<string> Facts);

/// <summary>A piece as it is typed or taken.</summary>
public sealed record PieceInput(MaterialPart Part, string Title, string Words, IReadOnlyList<PieceLink> Links, PhotoInput? Photo);

/// <summary>The only door through which materials change.</summary>
public static class MaterialStore
{
    public const int LongestTitle = 120;
    public const int LongestWords = 6_000;
    public const int LongestFact = 200;

    /// <summary>What <see cref="PhotoFacts"/> are called in a form and in the texts, in their order.</summary>
    public static readonly IReadOnlyList<string> Facts = ["time", "place", "people", "theme", "background", "cause"];

    private static readonly Dictionary<PieceSource, string> Tables = new()
    {
        [PieceSource.Case] = "cases",
        [PieceSource.Visit] = "visits",
        [PieceSource.Tally] = "tallies",
        [PieceSource.List] = "rectification_lists",
        [PieceSource.Lesson] = "lessons",
        [PieceSource.Material] = "materials",
        [PieceSource.Task] = "plan_tasks",
        [PieceSource.Mechanism] = "mechanism_runs",
        [PieceSource.SelfCheck] = "fan_outs",
        [PieceSource.Contract] = "contracts",
    };

    /// <summary>All of them or none.</summary>
    /// <returns>What was refused, by the number of the wish from 0.</returns>
    public static Task<IReadOnlyList<(int Index, Refusal Why)>> Ask(
        City city,
        CaseRules rules,
        ActForm form,
        IReadOnlyList<MaterialWish> wishes,
        DateOnly due
    ) =>
        ManyActs.All(
            city,
            form,
            wishes.Count,
            (transaction, each, index, at) => Ask(transaction, rules, each, wishes[index], due, at).Refusal
        );

    public static Outcome<Done<MaterialState>> Ask(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        MaterialWish wish,
        DateOnly due,
        DateTime recordedAt
    ) =>
        Apply(
            transaction,
            rules,
            form,
            null,
            MaterialAct.Ask,
            [wish.Of, wish.Unit, due],
            new Drafts(),
            recordedAt,
            () =>
                Standing(transaction, wish) is { } number
                    ? new Refusal("material.asked-already", wish.Of.Standard, $"{number}")
                    : new AskMaterial(MaterialStream.Kind.NextNumber(transaction), wish.Of, wish.Unit, wish.Parts, due)
        );

    public static Task<Outcome<Done<MaterialState>>> Add(
        City city,
        CaseRules rules,
        ActForm form,
        Guid stream,
        PieceInput input
    ) => StreamDoor.Open(city, (transaction, at) => Add(transaction, rules, form, stream, input, at));

    public static Outcome<Done<MaterialState>> Add(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid stream,
        PieceInput input,
        DateTime recordedAt
    )
    {
        var drafts = new Drafts();
        return Apply(
            transaction,
            rules,
            form,
            stream,
            MaterialAct.Add,
            [input.Part, input.Title, input.Words, .. input.Links, .. Fields(input.Photo)],
            drafts,
            recordedAt,
            () =>
                Unfit(transaction, input) is { } unfit
                    ? unfit
                    : new AddPiece(
                        input.Part,
                        drafts.Text(input.Title),
                        input.Words.Length > 0 ? drafts.Text(input.Words) : null,
                        input.Links,
                        input.Photo is { } photo ? [Draft(drafts, photo)] : []
                    )
        );
    }

    public static Task<Outcome<Done<MaterialState>>> AddPhoto(
        City city,
        CaseRules rules,
        ActForm form,
        Guid stream,
        int piece,
        PhotoInput photo
    ) =>
        StreamDoor.Open(
            city,
            (transaction, at) =>
            {
                var drafts = new Drafts();
                return Apply(
                    transaction,
                    rules,
                    form,
                    stream,
                    MaterialAct.AddPhoto,
                    [piece, .. Fields(photo)],
                    drafts,
                    at,
                    () => Unfit(photo) is { } unfit ? unfit : new AddPiecePhoto(piece, Draft(drafts, photo))
                );
            }
        );

    /// <summary>
    /// The pieces of an earlier one. Words and photos get rows of their own here: what is erased there stays here until it
    /// is erased here, as where the same photo shows two cases; what was erased before is not taken over.
    /// </summary>
    /// <param name="from">Number of the earlier one.</param>
    public static Task<Outcome<Done<MaterialState>>> CarryOver(City city, ActForm form, Guid stream, long from) =>
        StreamDoor.Open(city, (transaction, at) => CarryOver(transaction, form, stream, from, at));

    public static Outcome<Done<MaterialState>> CarryOver(
        CityTransaction transaction,
        ActForm form,
        Guid stream,
        long from,
        DateTime recordedAt
    )
    {
        var drafts = new Drafts();
        return StreamDoor.Apply<MaterialState, MaterialEvent>(
            transaction,
            MaterialStream.Kind,
            stream,
            form,
            form.Fingerprint(stream, $"material.{MaterialAct.CarryOver}", from),
            drafts,
            recordedAt,
            (state, made) =>
                transaction.Many("select stream, state from materials where number = $1", MaterialReads.Row, from)
                    is [var earlier]
                    ? MaterialDecide.Decide(
                        state,
                        new CarryOver(earlier.State, Carried(transaction, earlier, stream, state!, drafts)),
                        made
                    )
                    : new Refusal("material.unknown")
        );
    }

    private static List<AddPiece> Carried(
        CityTransaction transaction,
        Material from,
        Guid stream,
        MaterialState to,
        Drafts drafts
    )
    {
        var said = TextStore.Of(transaction, from.Stream);
        var photos = PhotoRows.Staged(transaction, from.Stream);
        return
        [
            .. CarryingOver
                .From(from.State, said, to, TextStore.Of(transaction, stream))
                .Select(piece => new AddPiece(
                    piece.Part,
                    drafts.Text(said[piece.Title.Id]),
                    piece.Words is { } words && said.TryGetValue(words.Id, out var text) ? drafts.Text(text) : null,
                    piece.Links,
                    [
                        .. piece
                            .Photos.Where(photo => CarryingOver.IsTold(photo, said) && photos.ContainsKey(photo.Photo.Id))
                            .Select(photo =>
                                Draft(
                                    drafts,
                                    new PhotoInput(photos[photo.Photo.Id], [.. photo.Facts.All.Select(fact => said[fact.Id])])
                                )
                            ),
                    ]
                ))
                // Its photos alone may be gone.
                .Where(piece => piece.Words is not null || piece.Links.Count > 0 || piece.Photos.Count > 0),
        ];
    }

    /// <summary>The acts that need no texts or photos of their own.</summary>
    /// <param name="said">What the form said besides.</param>
    public static Task<Outcome<Done<MaterialState>>> Act(
        City city,
        CaseRules rules,
        ActForm form,
        Guid stream,
        MaterialCommand command,
        params IEnumerable<object?> said
    ) => StreamDoor.Open(city, (transaction, at) => Act(transaction, rules, form, stream, command, at, said));

    public static Outcome<Done<MaterialState>> Act(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid stream,
        MaterialCommand command,
        DateTime recordedAt,
        params IEnumerable<object?> said
    ) => Apply(transaction, rules, form, stream, command.Kind, said, new Drafts(), recordedAt, () => command);

    private static IEnumerable<object?> Fields(PhotoInput? photo) =>
        photo is null ? [] : photo.Facts.Prepend<object?>(photo.Photo.Blob);

    private static PiecePhoto Draft(Drafts drafts, PhotoInput input)
    {
        var facts = input.Facts.Select(drafts.Text).ToList();
        return new PiecePhoto(
            drafts.Photos([input.Photo])[0],
            new PhotoFacts(facts[0], facts[1], facts[2], facts[3], facts[4], facts[5])
        );
    }

    private static Refusal? Unfit(CityTransaction transaction, PieceInput input)
    {
        if (input.Title.Length == 0)
            return new Refusal("material.title-missing");
        if (input.Title.Length > LongestTitle)
            return new Refusal("text.too-long", $"{LongestTitle}");
        if (input.Words.Length > LongestWords)
            return new Refusal("text.too-long", $"{LongestWords}");
        // What it points to is there, or it points to nothing.
        foreach (var link in input.Links)
            if (transaction.Number($"select count(*) from {Tables[link.Source]} where number = $1", link.Number) == 0)
                return new Refusal("material.link-unknown", $"{link.Number}");
        return input.Photo is { } photo ? Unfit(photo) : null;
    }

    private static Refusal? Unfit(PhotoInput photo) =>
        photo.Facts.Count != Facts.Count || photo.Facts.Any(fact => fact.Length == 0) ? new Refusal("material.facts-missing")
        : photo.Facts.Any(fact => fact.Length > LongestFact) ? new Refusal("text.too-long", $"{LongestFact}")
        : null;

    private static long? Standing(CityTransaction transaction, MaterialWish wish) =>
        transaction
            .Many(
                "select number from materials where system = $1 and edition = $2 and standard = $3 and unit = $4 and status <> 'Withdrawn'",
                row => (long?)row.GetInt64(0),
                wish.Of.System,
                wish.Of.Edition,
                wish.Of.Standard,
                wish.Unit
            )
            .FirstOrDefault();

    private static Outcome<Done<MaterialState>> Apply(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid? stream,
        MaterialAct act,
        IEnumerable<object?> fields,
        Drafts drafts,
        DateTime recordedAt,
        Func<Outcome<MaterialCommand>> command
    ) =>
        StreamDoor.ApplyOne<MaterialState, MaterialEvent>(
            transaction,
            MaterialStream.Kind,
            stream,
            form,
            form.Fingerprint(stream, $"material.{act}", fields),
            drafts,
            recordedAt,
            (state, made) => command().Then(wanted => MaterialDecide.Decide(state, wanted, made, rules))
        );
}
