using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Materials;

/// <summary>材料申报: asked by the office, put together by a unit, seen by somebody else, and owed again when it runs out. Pure.</summary>
public static class MaterialDecide
{
    public const string Submit = "material-submit";
    public const string Review = "material-review";

    /// <summary>Owed by the unit until the day on which the accepted one runs out.</summary>
    public const string Renew = "material-renew";

    public const int MostPieces = 60;
    public const int MostPhotos = 9;
    private const int MostYears = 5;

    public static Outcome<MaterialEvent> Decide(MaterialState? state, MaterialCommand command, Act act, CaseRules rules)
    {
        if (act.HappenedAt > act.RecordedAt)
            return new Refusal("act.future");
        if (command is AskMaterial ask)
            return state is null ? OnAsk(ask, act, rules) : new Refusal("material.exists");
        if (state is null)
            return new Refusal("material.unknown");
        if (Barred(state, command.Kind, act) is { } barred)
            return barred;
        return command switch
        {
            AddPiece add => OnAdd(state, add),
            AddPiecePhoto photo => OnPhoto(state, photo),
            TakePieceAway away => state.Pieces.Any(piece => piece.Number == away.Piece)
                ? new PieceTakenAway(away.Piece, state.Next)
                : new Refusal("material.piece-unknown", Said(away.Piece)),
            SubmitMaterial => state.Missing.ToList() is { Count: > 0 } missing
                ? new Refusal("material.part-missing", [.. missing.Select(part => part.ToString())])
                : new MaterialSubmitted(Reviewing(state, act, rules)),
            RenewMaterial => new MaterialRenewed(Renewing(state, act, rules)),
            WithdrawMaterial => new MaterialWithdrawn(),
            // Four eyes: whoever judges it is of another body.
            _ when act.By.Unit == state.Unit || act.By.Person == state.SubmittedBy => new Refusal("material.own-unit"),
            ReturnMaterial { Parts.Count: 0 } => new Refusal("material.return-parts"),
            ReturnMaterial back when back.Parts.Except(state.Parts).ToList() is [var other, ..] => new Refusal(
                "material.part-not-asked",
                other.ToString()
            ),
            ReturnMaterial back => new MaterialReturned([.. back.Parts.Distinct().Order()], Again(state, act, rules)),
            AcceptMaterial accept => OnAccept(state, accept, act, rules),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    /// <summary>The pieces of an earlier one, all of them or none: each as if it were added by hand.</summary>
    public static Outcome<IReadOnlyList<MaterialEvent>> Decide(MaterialState? state, CarryOver command, Act act)
    {
        if (act.HappenedAt > act.RecordedAt)
            return new Refusal("act.future");
        if (state is null)
            return new Refusal("material.unknown");
        if (Barred(state, MaterialAct.CarryOver, act) is { } barred)
            return barred;
        if (!CarryingOver.Fits(command.From, state))
            return new Refusal("material.carry-other", Said(command.From.Number));
        if (command.Pieces.Count == 0)
            return new Refusal("material.carry-nothing", Said(command.From.Number));
        var events = new List<MaterialEvent>();
        var then = state;
        foreach (var piece in command.Pieces)
        {
            var added = OnAdd(then, piece);
            if (added.Refusal is { } refusal)
                return refusal;
            events.Add(added.Value!);
            then = Evolve(then, added.Value!, act.Made);
        }
        return events;
    }

    private static Refusal? Barred(MaterialState state, MaterialAct kind, Act act) =>
        !May.Do(act.By, kind, state.Unit) ? new Refusal("material.not-yours")
        : !Fits(state.Status, kind) ? new Refusal("material.not-now", state.Status.ToString())
        : null;

    /// <summary>Whether a material in this status takes an act.</summary>
    public static bool Fits(MaterialStatus status, MaterialAct act) =>
        act switch
        {
            MaterialAct.Add or MaterialAct.AddPhoto or MaterialAct.TakeAway or MaterialAct.CarryOver or MaterialAct.Submit =>
                status is MaterialStatus.Asked or MaterialStatus.Returned,
            MaterialAct.Return or MaterialAct.Accept => status == MaterialStatus.Submitted,
            MaterialAct.Renew => status == MaterialStatus.Accepted,
            MaterialAct.Withdraw => status != MaterialStatus.Withdrawn,
            _ => false,
        };

    private static Outcome<MaterialEvent> OnAsk(AskMaterial ask, Act act, CaseRules rules)
    {
        if (!May.Do(act.By, MaterialAct.Ask, ask.Unit))
            return new Refusal("material.not-yours");
        if (ask.Parts.Count == 0)
            return new Refusal("material.nothing-asked", ask.Of.Standard);
        if (rules.Organisation.ClerkOf(ask.Unit) is not { } clerk)
            return new Refusal("unit.nobody", rules.Organisation.Unit(ask.Unit)?.Name ?? ask.Unit);
        return ask.Due < Today(act, rules)
            ? new Refusal("material.due-past")
            : new MaterialAsked(
                ask.Number,
                ask.Of,
                ask.Unit,
                [.. ask.Parts.Distinct().Order()],
                ask.Due,
                Until(Submit, clerk, ask.Due, act, rules)
            );
    }

    private static Outcome<MaterialEvent> OnAdd(MaterialState state, AddPiece add) =>
        !state.Parts.Contains(add.Part) ? new Refusal("material.part-not-asked", add.Part.ToString())
        : state.Pieces.Count >= MostPieces ? new Refusal("material.pieces-many", Said(MostPieces))
        : add.Photos.Count > MostPhotos ? new Refusal("photo.too-many", Said(MostPhotos), Said(add.Photos.Count))
        : add.Words is null && add.Links.Count == 0 && add.Photos.Count == 0 ? new Refusal("material.piece-empty")
        // The same case or entry once more proves nothing more.
        : add.Links.Count > 0 && add.Photos.Count == 0 && add.Words is null && state.Proves(add.Part, add.Links)
            ? new Refusal("material.piece-twice")
        : new PieceAdded(
            new MaterialPiece(state.PiecesEver + 1, add.Part, add.Title, add.Words, add.Links, add.Photos),
            state.Next
        );

    private static Outcome<MaterialEvent> OnPhoto(MaterialState state, AddPiecePhoto add) =>
        state.Pieces.FirstOrDefault(piece => piece.Number == add.Piece) is not { } piece
            ? new Refusal("material.piece-unknown", Said(add.Piece))
        : piece.Photos.Count >= MostPhotos ? new Refusal("photo.too-many", Said(MostPhotos), Said(piece.Photos.Count + 1))
        : new PiecePhotoAdded(add.Piece, add.Photo, state.Next);

    private static Outcome<MaterialEvent> OnAccept(MaterialState state, AcceptMaterial accept, Act act, CaseRules rules)
    {
        var today = Today(act, rules);
        if (accept.ValidUntil <= today)
            return new Refusal("material.valid-past");
        if (accept.ValidUntil > today.AddYears(MostYears))
            return new Refusal("material.valid-long", Said(MostYears));
        return new MaterialAccepted(
            accept.ValidUntil,
            rules.Organisation.ClerkOf(state.Unit) is { } clerk ? Until(Renew, clerk, accept.ValidUntil, act, rules) : null
        );
    }

    private static Duty? Reviewing(MaterialState state, Act act, CaseRules rules) =>
        (
            rules.Organisation.Covering(Role.OfficeClerk, null, state.Unit)
            ?? rules.Organisation.Covering(Role.Supervisor, null, state.Unit)
        )
            is { } post
            ? Open(Review, post, "check", act, rules)
            : null;

    // What came back is owed by its day, or by the limit of rework where that day is nearer or gone.
    private static Duty? Again(MaterialState state, Act act, CaseRules rules)
    {
        if (rules.Organisation.ClerkOf(state.Unit) is not { } clerk)
            return null;
        var byLimit = Open(Submit, clerk, "rework", act, rules);
        var byDay = Until(Submit, clerk, state.ValidUntil ?? state.Due, act, rules);
        return byDay.Due > byLimit.Due ? byDay : byLimit;
    }

    // One that has run out already is owed at once.
    private static Duty? Renewing(MaterialState state, Act act, CaseRules rules) =>
        rules.Organisation.ClerkOf(state.Unit) is { } clerk ? Until(Submit, clerk, state.ValidUntil!.Value, act, rules) : null;

    private static Duty Open(string kind, Post post, string stage, Act act, CaseRules rules) =>
        Duty.Open(
            kind,
            post.Code,
            null,
            act.RecordedAt,
            rules.Playbook.Limits.Stage(stage),
            rules.Playbook.Limits.YellowAt,
            rules.Calendar
        );

    private static Duty Until(string kind, Post post, DateOnly day, Act act, CaseRules rules) =>
        Duty.Until(kind, post.Code, act.RecordedAt, day, rules.Playbook.Limits.YellowAt, rules.Calendar);

    private static DateOnly Today(Act act, CaseRules rules) => rules.Calendar.DayOf(act.RecordedAt);

    private static string Said(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static MaterialState Evolve(MaterialState? before, MaterialEvent happened, Made made)
    {
        var state = happened switch
        {
            MaterialAsked asked => new MaterialState(
                0,
                asked.Number,
                asked.Of,
                asked.Unit,
                asked.Parts,
                asked.Due,
                MaterialStatus.Asked,
                Pieces: [],
                PiecesEver: 0,
                ReturnedParts: [],
                SubmittedBy: null,
                SubmittedAt: null,
                AcceptedAt: null,
                ValidUntil: null,
                Next: null
            ),
            _ when before is null => throw new InvalidOperationException("a material begins with being asked for"),
            PieceAdded added => before with { Pieces = [.. before.Pieces, added.Piece], PiecesEver = added.Piece.Number },
            PiecePhotoAdded added => before with
            {
                Pieces =
                [
                    .. before.Pieces.Select(piece =>
                        piece.Number == added.Piece ? piece with { Photos = [.. piece.Photos, added.Photo] } : piece
                    ),
                ],
            },
            PieceTakenAway away => before with { Pieces = [.. before.Pieces.Where(piece => piece.Number != away.Piece)] },
            MaterialSubmitted => before with
            {
                Status = MaterialStatus.Submitted,
                ReturnedParts = [],
                SubmittedBy = made.Person,
                SubmittedAt = made.RecordedAt,
            },
            MaterialReturned returned => before with { Status = MaterialStatus.Returned, ReturnedParts = returned.Parts },
            MaterialAccepted accepted => before with
            {
                Status = MaterialStatus.Accepted,
                AcceptedAt = made.RecordedAt,
                ValidUntil = accepted.ValidUntil,
            },
            MaterialRenewed => before with { Status = MaterialStatus.Asked },
            MaterialWithdrawn => before with { Status = MaterialStatus.Withdrawn },
            _ => throw new InvalidOperationException($"unknown kind of event '{happened.GetType().Name}'"),
        };
        return state with { Version = (before?.Version ?? 0) + 1, Next = happened.Next };
    }
}
