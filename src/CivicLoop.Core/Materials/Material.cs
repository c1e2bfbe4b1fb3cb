using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Standards;

namespace CivicLoop.Core.Materials;

public enum MaterialAct
{
    Ask,
    Add,
    AddPhoto,
    TakeAway,

    /// <summary>沿用: the pieces of an earlier one of the same standard and unit.</summary>
    CarryOver,
    Submit,
    Return,
    Accept,

    /// <summary>更新: it is worked on again before, or after, it has run out.</summary>
    Renew,
    Withdraw,
}

public enum MaterialStatus
{
    /// <summary>待提交.</summary>
    Asked,

    /// <summary>待审核.</summary>
    Submitted,

    /// <summary>已退回.</summary>
    Returned,

    /// <summary>符合: all that was asked for is there, and somebody else has seen it.</summary>
    Accepted,

    /// <summary>已撤销.</summary>
    Withdrawn,
}

/// <summary>A standard of one edition.</summary>
public sealed record MaterialOf(string System, string Edition, string Standard);

/// <summary>What the system knows already and a piece points to.</summary>
public enum PieceSource
{
    Case,
    Visit,
    Tally,
    List,
    Lesson,
    Material,

    /// <summary>A task of a published plan.</summary>
    Task,

    /// <summary>A run of a way of working.</summary>
    Mechanism,

    /// <summary>举一反三: what was asked of many places at once, by the number of the asking.</summary>
    SelfCheck,

    /// <summary>A contract whose letter was accepted.</summary>
    Contract,
}

public sealed record PieceLink(PieceSource Source, long Number);

/// <summary>时间、地点、人物、主题、背景、事由: who is named is a role, never a person.</summary>
public sealed record PhotoFacts(TextRef Time, TextRef Place, TextRef People, TextRef Theme, TextRef Background, TextRef Cause)
{
    public IReadOnlyList<TextRef> All => [Time, Place, People, Theme, Background, Cause];
}

public sealed record PiecePhoto(PhotoRef Photo, PhotoFacts Facts);

/// <summary>One document of a material.</summary>
/// <param name="Number">Within its material, never given twice.</param>
/// <param name="Words">Null where the links and photos say it all.</param>
public sealed record MaterialPiece(
    int Number,
    MaterialPart Part,
    TextRef Title,
    TextRef? Words,
    IReadOnlyList<PieceLink> Links,
    IReadOnlyList<PiecePhoto> Photos
);

public abstract record MaterialCommand(MaterialAct Kind);

/// <param name="Parts">What the standard asks for.</param>
/// <param name="Due">The last day on which it is in time.</param>
public sealed record AskMaterial(long Number, MaterialOf Of, string Unit, IReadOnlyList<MaterialPart> Parts, DateOnly Due)
    : MaterialCommand(MaterialAct.Ask);

public sealed record AddPiece(
    MaterialPart Part,
    TextRef Title,
    TextRef? Words,
    IReadOnlyList<PieceLink> Links,
    IReadOnlyList<PiecePhoto> Photos
) : MaterialCommand(MaterialAct.Add);

public sealed record AddPiecePhoto(int Piece, PiecePhoto Photo) : MaterialCommand(MaterialAct.AddPhoto);

public sealed record TakePieceAway(int Piece) : MaterialCommand(MaterialAct.TakeAway);

/// <param name="From">The earlier one, as it stands.</param>
/// <param name="Pieces">Of it, with texts and photos of their own.</param>
public sealed record CarryOver(MaterialState From, IReadOnlyList<AddPiece> Pieces);

public sealed record SubmitMaterial() : MaterialCommand(MaterialAct.Submit);

/// <param name="Parts">Which have to be done again; at least one.</param>
public sealed record ReturnMaterial(IReadOnlyList<MaterialPart> Parts) : MaterialCommand(MaterialAct.Return);

/// <param name="ValidUntil">The last day on which it counts.</param>
public sealed record AcceptMaterial(DateOnly ValidUntil) : MaterialCommand(MaterialAct.Accept);

public sealed record RenewMaterial() : MaterialCommand(MaterialAct.Renew);

public sealed record WithdrawMaterial() : MaterialCommand(MaterialAct.Withdraw);

/// <summary>What happened. Released kinds are stone.</summary>
public abstract record MaterialEvent(Duty? Next);

public sealed record MaterialAsked(
    long Number,
    MaterialOf Of,
    string Unit,
    IReadOnlyList<MaterialPart> Parts,
    DateOnly Due,
    Duty? Next
) : MaterialEvent(Next);

public sealed record PieceAdded(MaterialPiece Piece, Duty? Next) : MaterialEvent(Next);

public sealed record PiecePhotoAdded(int Piece, PiecePhoto Photo, Duty? Next) : MaterialEvent(Next);

public sealed record PieceTakenAway(int Piece, Duty? Next) : MaterialEvent(Next);

public sealed record MaterialSubmitted(Duty? Next) : MaterialEvent(Next);

public sealed record MaterialReturned(IReadOnlyList<MaterialPart> Parts, Duty? Next) : MaterialEvent(Next);

/// <summary>From here on the unit owes its renewal until the day on which it runs out.</summary>
public sealed record MaterialAccepted(DateOnly ValidUntil, Duty? Next) : MaterialEvent(Next);

public sealed record MaterialRenewed(Duty? Next) : MaterialEvent(Next);

public sealed record MaterialWithdrawn() : MaterialEvent((Duty?)null);

/// <summary>What one unit hands in for one standard of one edition, as its events left it.</summary>
/// <param name="Pieces">Those that are there, in the order in which they came.</param>
/// <param name="PiecesEver">How many there ever were.</param>
/// <param name="ReturnedParts">What has to be done again; empty where it was not returned last.</param>
/// <param name="ValidUntil">The last day of the last acceptance; null before the first.</param>
public sealed record MaterialState(
    int Version,
    long Number,
    MaterialOf Of,
    string Unit,
    IReadOnlyList<MaterialPart> Parts,
    DateOnly Due,
    MaterialStatus Status,
    IReadOnlyList<MaterialPiece> Pieces,
    int PiecesEver,
    IReadOnlyList<MaterialPart> ReturnedParts,
    Guid? SubmittedBy,
    DateTime? SubmittedAt,
    DateTime? AcceptedAt,
    DateOnly? ValidUntil,
    Duty? Next
) : IStreamState
{
    public bool Has(MaterialPart part) => Pieces.Any(piece => piece.Part == part);

    /// <summary>Whether a piece of this part points to all of these.</summary>
    public bool Proves(MaterialPart part, IReadOnlyList<PieceLink> links) =>
        Pieces.Any(piece => piece.Part == part && links.All(piece.Links.Contains));

    public IEnumerable<MaterialPart> Missing => Parts.Where(part => !Has(part));

    /// <summary>Whether the unit works on it.</summary>
    public bool IsOpen => Status is MaterialStatus.Asked or MaterialStatus.Returned;

    /// <summary>已到期: it was accepted and counts no more.</summary>
    public bool IsExpiredOn(DateOnly day) => Status == MaterialStatus.Accepted && ValidUntil < day;

    /// <summary>Whether an acceptance of it counts on a day; one that is being renewed counts until it runs out.</summary>
    public bool CountsOn(DateOnly day) => Status != MaterialStatus.Withdrawn && day <= ValidUntil;
}
