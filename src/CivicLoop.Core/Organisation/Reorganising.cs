using System.Globalization;
using CivicLoop.Core.Events;

namespace CivicLoop.Core.Organisation;

/// <summary>What a unit or a post still answers for.</summary>
/// <param name="Duties">Open duties of its posts.</param>
/// <param name="Cases">Open cases that the unit owes.</param>
/// <param name="Places">Places that it owns today.</param>
/// <param name="Issues">Issues of committees that it leads and that are not settled.</param>
public sealed record Owed(long Duties, long Cases, long Places, long Issues)
{
    public static readonly Owed Nothing = new(0, 0, 0, 0);
}

/// <summary>
/// Adding, renaming, moving and closing units and posts: why an act is refused, or null when it may be done. Pure.
/// </summary>
public static class Reorganising
{
    public const int LongestName = 60;

    public static Refusal? Refuses(OrganisationCommand command, Actor by, OrganisationNow now, Owed owed) =>
        command switch
        {
            AddUnit add => OnAddUnit(add, by, now),
            RenameUnit rename => OnUnit(rename.Unit, rename, by, now)
                ?? Named(rename.Name)
                ?? (now.Unit(rename.Unit)!.Name == rename.Name ? new Refusal("unit.same-name", rename.Name) : null)
                ?? UnitNameFree(rename.Name, now),
            MoveUnit move => OnMoveUnit(move, by, now),
            CloseUnit close => OnCloseUnit(close, by, now, owed),
            AddPost add => OnAddPost(add, by, now),
            RenamePost rename => OnPost(rename.Post, rename, by, now)
                ?? Named(rename.Name)
                ?? (now.Post(rename.Post)!.Name == rename.Name ? new Refusal("post.same-name", rename.Name) : null)
                ?? PostNameFree(rename.Name, now.Post(rename.Post)!.Unit, now),
            ClosePost close => OnClosePost(close, by, now, owed),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };

    /// <summary>The code of a new unit: its kind and the first number that is free.</summary>
    public static string CodeOf(AddUnit add, OrganisationNow now) => Free(add.UnitKind, code => now.Unit(code) is not null);

    /// <summary>The code of a new post: its unit, its role and the first number that is free.</summary>
    public static string CodeOf(AddPost add, OrganisationNow now) =>
        Free($"{add.Unit}-{RoleWord(add.Role)}", code => now.Post(code) is not null);

    /// <summary>A role as a playbook writes it: <c>unit-clerk</c>.</summary>
    public static string RoleWord(Role role) =>
        string.Concat(
            role.ToString()
                .Select(
                    (letter, at) =>
                        char.IsAsciiLetterUpper(letter) ? $"{(at == 0 ? "" : "-")}{char.ToLowerInvariant(letter)}" : $"{letter}"
                )
        );

    /// <summary>The kinds that may be founded under this actor's hand: a unit divides itself into zones, the office founds the rest.</summary>
    public static IEnumerable<string> KindsFor(Actor by) =>
        May.Organise(by.Role, OrganisationAct.AddUnit) switch
        {
            Scope.City => UnitKinds.All,
            Scope.None => [],
            _ => [UnitKinds.Zone],
        };

    /// <summary>The roles of posts that this actor may set up: nobody makes a right for themselves that they do not have.</summary>
    public static IEnumerable<Role> RolesFor(Actor by) =>
        May.Organise(by.Role, OrganisationAct.AddPost) switch
        {
            Scope.City => Enum.GetValues<Role>()
                .Where(role => role is not (Role.Citizen or Role.Partner or Role.Guide) && !Separation.IsAdministrator(role)),
            Scope.None => [],
            _ => [Role.UnitClerk],
        };

    private static Refusal? OnAddUnit(AddUnit add, Actor by, OrganisationNow now)
    {
        var zone = add.UnitKind == UnitKinds.Zone;
        if (!UnitKinds.All.Contains(add.UnitKind))
            return new Refusal("unit.kind-unknown", add.UnitKind);
        if (!May.Organise(by, OrganisationAct.AddUnit, zone ? add.Parent ?? "" : "", now) || !KindsFor(by).Contains(add.UnitKind))
            return NotYours(add);
        if (Named(add.Name) is { } unfit)
            return unfit;
        if (zone && add.Parent is null)
            return new Refusal("unit.zone-of-nothing");
        if (add.Parent is not null && now.Open(add.Parent) is null)
            return new Refusal("unit.unknown", add.Parent);
        if (add.Parent is not null && now.Unit(add.Parent)!.Kind == UnitKinds.Zone)
            return new Refusal("unit.under-zone");
        if (add.Division is not null && now.Governing(add.Division) is { } governing)
            return new Refusal("unit.division-taken", governing.Name);
        return UnitNameFree(add.Name, now);
    }

    private static Refusal? OnMoveUnit(MoveUnit move, Actor by, OrganisationNow now)
    {
        if (OnUnit(move.Unit, move, by, now) is { } refusal)
            return refusal;
        var unit = now.Unit(move.Unit)!;
        if (unit.Kind == UnitKinds.Zone)
            return new Refusal("unit.zone-stays");
        if (unit.Parent == move.Parent)
            return new Refusal("unit.same-parent");
        if (move.Parent is null)
            return null;
        if (now.Open(move.Parent) is not { } parent)
            return new Refusal("unit.unknown", move.Parent);
        if (parent.Kind == UnitKinds.Zone)
            return new Refusal("unit.under-zone");
        return now.IsUnder(move.Parent, move.Unit) ? new Refusal("unit.under-itself", unit.Name, parent.Name) : null;
    }

    private static Refusal? OnCloseUnit(CloseUnit close, Actor by, OrganisationNow now, Owed owed)
    {
        if (OnUnit(close.Unit, close, by, now) is { } refusal)
            return refusal;
        var unit = now.Unit(close.Unit)!;
        var under = now
            .Units.Where(one => !one.Closed && one.Parent == close.Unit)
            .Select(one => one.Name)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (under.Count > 0)
            return new Refusal("unit.has-parts", unit.Name, Text(under.Count), string.Join("、", under.Take(5)));
        if (LastOfItsRole(now.Posts.Where(post => post.Unit == close.Unit && !post.Closed), now) is { } last)
            return new Refusal("post.last-of-role", last.Name);
        // Cases, duties and issues are moved by acts of their own, which say to whom and why; a successor takes the places.
        if (owed is not { Cases: 0, Duties: 0, Issues: 0 } || (close.Successor is null && owed != Owed.Nothing))
            return new Refusal("unit.owes", unit.Name, Text(owed.Cases), Text(owed.Duties), Text(owed.Places), Text(owed.Issues));
        if (close.Successor is null)
            return null;
        if (now.Open(close.Successor) is not { } successor || successor.Code == close.Unit)
            return new Refusal("unit.unknown", close.Successor);
        if (!UnitKinds.Answers(successor.Kind) || now.PostOf(successor.Code, Role.UnitClerk) is null)
            return new Refusal("unit.nobody", successor.Name);
        return null;
    }

    private static Refusal? OnAddPost(AddPost add, Actor by, OrganisationNow now)
    {
        if (OnUnit(add.Unit, add, by, now) is { } refusal)
            return refusal;
        if (!RolesFor(by).Contains(add.Role))
            return NotYours(add);
        if (now.Unit(add.Unit)!.Kind == UnitKinds.Zone && add.Role != Role.UnitClerk)
            return new Refusal("post.zone-role");
        return Named(add.Name) ?? PostNameFree(add.Name, add.Unit, now);
    }

    private static Refusal? OnClosePost(ClosePost close, Actor by, OrganisationNow now, Owed owed)
    {
        if (OnPost(close.Post, close, by, now) is { } refusal)
            return refusal;
        var post = now.Post(close.Post)!;
        if (owed.Duties > 0)
            return new Refusal("post.owes", post.Name, Text(owed.Duties));
        if (
            owed.Cases > 0
            && post.Role == Role.UnitClerk
            && now.Posts.Count(one => one.Unit == post.Unit && one.Role == Role.UnitClerk && !one.Closed) == 1
        )
            return new Refusal("post.last-clerk", now.Unit(post.Unit)?.Name ?? post.Unit, Text(owed.Cases));
        return LastOfItsRole([post], now) is { } last ? new Refusal("post.last-of-role", last.Name) : null;
    }

    // Without an office nobody files, without a supervision group nobody may check what everybody is part of.
    private static Post? LastOfItsRole(IEnumerable<Post> closing, OrganisationNow now)
    {
        var codes = closing.Select(post => post.Code).ToHashSet();
        return codes
            .Select(code => now.Post(code)!)
            .FirstOrDefault(post =>
                post.Role is Role.OfficeClerk or Role.Supervisor
                && !now.Posts.Any(other => other.Role == post.Role && !other.Closed && !codes.Contains(other.Code))
            );
    }

    internal static Refusal? OnUnit(string code, OrganisationCommand command, Actor by, OrganisationNow now)
    {
        if (now.Unit(code) is not { } unit)
            return new Refusal("unit.unknown", code);
        // What a unit may change of itself is its zones and posts, never its own name or place.
        var itself = command.Kind is OrganisationAct.RenameUnit or OrganisationAct.MoveUnit or OrganisationAct.CloseUnit;
        if (
            !May.Organise(by, command.Kind, code, now)
            || itself && unit.Kind != UnitKinds.Zone && May.Organise(by.Role, command.Kind) != Scope.City
        )
            return NotYours(command);
        return unit.Closed ? new Refusal("unit.closed", unit.Name) : null;
    }

    internal static Refusal? OnPost(string code, OrganisationCommand command, Actor by, OrganisationNow now)
    {
        if (now.Post(code) is not { } post)
            return new Refusal("post.unknown", code);
        if (
            !May.Organise(by, command.Kind, post.Unit, now)
            || post.Role != Role.UnitClerk && May.Organise(by.Role, command.Kind) != Scope.City
            // Who runs, guards and audits the system is not the office's to choose.
            || Separation.IsAdministrator(post.Role)
        )
            return NotYours(command);
        return post.Closed ? new Refusal("post.closed", post.Name) : null;
    }

    internal static Refusal NotYours(OrganisationCommand command) => new("organisation.not-yours", command.Kind.ToString());

    private static Refusal? Named(string name) =>
        name.Trim().Length == 0 ? new Refusal("name.missing")
        : name.Length > LongestName || name.Any(char.IsControl) ? new Refusal("name.form", Text(LongestName))
        : null;

    private static Refusal? UnitNameFree(string name, OrganisationNow now) =>
        now.Units.Any(unit => !unit.Closed && unit.Name == name) ? new Refusal("unit.name-taken", name) : null;

    private static Refusal? PostNameFree(string name, string unit, OrganisationNow now) =>
        now.Posts.Any(post => !post.Closed && post.Unit == unit && post.Name == name)
            ? new Refusal("post.name-taken", name)
            : null;

    private static string Free(string stem, Func<string, bool> taken)
    {
        for (var number = 1; ; number++)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}");
            if (!taken(code))
                return code;
        }
    }

    /// <summary>A number as an argument of a sentence.</summary>
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
