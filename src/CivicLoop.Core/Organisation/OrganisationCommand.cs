using System.Text.Json;
using System.Text.Json.Serialization;

namespace CivicLoop.Core.Organisation;

/// <summary>What somebody wants to change in the organisation. Who, when and why stand beside it.</summary>
[JsonDerivedType(typeof(AddUnit), "add-unit")]
[JsonDerivedType(typeof(RenameUnit), "rename-unit")]
[JsonDerivedType(typeof(MoveUnit), "move-unit")]
[JsonDerivedType(typeof(CloseUnit), "close-unit")]
[JsonDerivedType(typeof(AddPost), "add-post")]
[JsonDerivedType(typeof(RenamePost), "rename-post")]
[JsonDerivedType(typeof(ClosePost), "close-post")]
[JsonDerivedType(typeof(HandOver), "hand-over")]
[JsonDerivedType(typeof(SignHandover), "sign")]
[JsonDerivedType(typeof(Second), "second")]
[JsonDerivedType(typeof(ExtendSecondment), "extend")]
[JsonDerivedType(typeof(RecallSecondment), "recall")]
[JsonDerivedType(typeof(Join), "join")]
[JsonDerivedType(typeof(Leave), "leave")]
[JsonDerivedType(typeof(Enclose), "enclose")]
[JsonDerivedType(typeof(Release), "release")]
[JsonDerivedType(typeof(RaiseIssue), "raise")]
[JsonDerivedType(typeof(DecideIssue), "decide")]
[JsonDerivedType(typeof(SettleIssue), "settle")]
public abstract record OrganisationCommand([property: JsonIgnore] OrganisationAct Kind)
{
    /// <summary>As it is remembered beside who did it, when and why.</summary>
    public string Write() => JsonSerializer.Serialize(this, OrganisationCommandContext.Default.OrganisationCommand);

    public static OrganisationCommand Read(string body) =>
        JsonSerializer.Deserialize(body, OrganisationCommandContext.Default.OrganisationCommand)!;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(OrganisationCommand))]
internal sealed partial class OrganisationCommandContext : JsonSerializerContext;

/// <param name="UnitKind">One of <see cref="UnitKinds.All"/>.</param>
/// <param name="Division">The district or street that it is to govern; null for none.</param>
public sealed record AddUnit(string Name, string UnitKind, string? Parent, string? Division)
    : OrganisationCommand(OrganisationAct.AddUnit);

public sealed record RenameUnit(string Unit, string Name) : OrganisationCommand(OrganisationAct.RenameUnit);

/// <param name="Parent">The unit above it from now on; null for none.</param>
public sealed record MoveUnit(string Unit, string? Parent) : OrganisationCommand(OrganisationAct.MoveUnit);

/// <param name="Successor">Who owns its places from then on; null while it owns none. What it owes is moved before.</param>
public sealed record CloseUnit(string Unit, string? Successor) : OrganisationCommand(OrganisationAct.CloseUnit);

public sealed record AddPost(string Unit, string Name, Role Role, string? District)
    : OrganisationCommand(OrganisationAct.AddPost);

public sealed record RenamePost(string Post, string Name) : OrganisationCommand(OrganisationAct.RenamePost);

public sealed record ClosePost(string Post) : OrganisationCommand(OrganisationAct.ClosePost);

/// <summary>A post changes hands: what it owes stays with it.</summary>
/// <param name="Leaver">Null where the post was vacant, or gets one more holder.</param>
/// <param name="Taker">Null where it is left vacant.</param>
public sealed record HandOver(string Post, Guid? Leaver, Guid? Taker, DateOnly Day)
    : OrganisationCommand(OrganisationAct.HandOver);

/// <summary>One side of a hand-over says that the list is right.</summary>
/// <param name="OnPaper">Signed on paper by somebody who cannot sign in; the office keeps the sheet.</param>
public sealed record SignHandover(Guid Handover, HandoverSide Side, bool OnPaper) : OrganisationCommand(OrganisationAct.Sign);

/// <summary>抽调: somebody works in a task force until a day and keeps their own post.</summary>
/// <param name="Until">The last day.</param>
public sealed record Second(Guid Person, string Post, DateOnly From, DateOnly Until)
    : OrganisationCommand(OrganisationAct.Second);

public sealed record ExtendSecondment(Guid Holding, DateOnly Until) : OrganisationCommand(OrganisationAct.Extend);

public sealed record RecallSecondment(Guid Holding) : OrganisationCommand(OrganisationAct.Recall);

/// <summary>A unit becomes a member of a committee.</summary>
public sealed record Join(string Committee, string Unit) : OrganisationCommand(OrganisationAct.Join);

public sealed record Leave(string Committee, string Unit) : OrganisationCommand(OrganisationAct.Leave);

/// <summary>A place of the unit is looked after by one of its zones.</summary>
public sealed record Enclose(string Zone, string Place) : OrganisationCommand(OrganisationAct.Enclose);

public sealed record Release(string Zone, string Place) : OrganisationCommand(OrganisationAct.Release);

/// <summary>议题: something that only several units together can put right.</summary>
/// <param name="Case">Number of the case it is about; null for none.</param>
/// <param name="Place">Code of the place it is about; null for none.</param>
public sealed record RaiseIssue(string Committee, string Unit, string Title, string What, long? Case, string? Place)
    : OrganisationCommand(OrganisationAct.Raise);

public sealed record DecideIssue(Guid Issue, string Lead, string Decision, DateOnly Due)
    : OrganisationCommand(OrganisationAct.Decide);

public sealed record SettleIssue(Guid Issue, string Result) : OrganisationCommand(OrganisationAct.Settle);

public enum HandoverSide
{
    Gives,
    Takes,
}

/// <summary>The acts by name: what rights are given for and what forms are called.</summary>
public enum OrganisationAct
{
    AddUnit,
    RenameUnit,
    MoveUnit,
    CloseUnit,
    AddPost,
    RenamePost,
    ClosePost,
    HandOver,
    Sign,
    Second,
    Extend,
    Recall,
    Join,
    Leave,
    Enclose,
    Release,
    Raise,
    Decide,
    Settle,
}
