using CivicLoop.Core.Organisation;

namespace CivicLoop.Web.Site;

/// <summary>One room in the navigation.</summary>
/// <param name="Room">What a page says as <c>Frame Room="…"</c>.</param>
/// <param name="Path">Below the city's address; empty for its home.</param>
/// <param name="Asks">The right that opens it.</param>
public sealed record RailEntry(string Room, string Path, Right Asks = Right.Read)
{
    /// <summary>Key of its name in the texts.</summary>
    public string Key { get; init; } = $"site.rail.{Room}";
}

/// <summary>Rooms that belong together; <c>site.rail.group.…</c> says what they are.</summary>
public sealed record RailGroup(string Name, IReadOnlyList<RailEntry> Entries);

/// <summary>Which rooms each role finds in its rail, and everyone on the public pages. A new room is one line here.</summary>
public static class Rail
{
    private static readonly RailEntry Home = new("home", "", Right.Open);
    private static readonly RailEntry Report = new("report", "report", Right.Report);
    private static readonly RailEntry Open = new("public", "public", Right.Open);
    private static readonly RailEntry Playbook = new("playbook", "playbook", Right.Open);

    // What comes in and is owed; what lies in the city and who answers for it; the rules and what all may see; what
    // guards and runs the system.
    private static readonly RailGroup[] Groups =
    [
        new(
            "work",
            [
                new("desk", "desk", Right.ReadGround),
                new("cases", "cases", Right.ReadGround),
                new("moderation", "moderation", Right.Moderate),
                new("self-checks", "self-checks"),
                new("rectification", "rectification"),
                new("rhythm", "rhythm", Right.ReadGround),
                new("tallies", "tallies"),
                new("burden", "burden"),
                new("sign-offs", "sign-offs", Right.ReadSignOffs),
                new("orders", "orders", Right.ReadGround),
                new("self-reviews", "self-reviews"),
                new("plans", "plans"),
                new("mechanisms", "mechanisms"),
                new("materials", "materials", Right.ReadMaterials),
                new("lessons", "lessons"),
                new("visits", "visits"),
                new("upstream", "upstream", Right.ReadUpstream),
                new("teams", "teams", Right.ReadGround),
                Report,
                new("messages", "messages", Right.ReadMessages),
            ]
        ),
        new(
            "ground",
            [
                new("places", "places", Right.ReadGround),
                new("contracts", "contracts"),
                new("coverage", "coverage", Right.ReadCoverage),
                new("organisation", "organisation"),
                new("exchange", "exchange/import", Right.ImportCases),
            ]
        ),
        new(
            "rules",
            [
                new("standards", "standards"),
                new("handbook", "handbook"),
                new("scores", "scores"),
                new("weakness", "weakness"),
                Playbook,
                Home,
                Open,
            ]
        ),
        new(
            "guard",
            [
                new("accounts", "accounts", Right.RunAccounts),
                new("tokens", "tokens", Right.RunAccounts),
                new("peers", "peers", Right.RunAccounts),
                new("webhooks", "webhooks", Right.RunAccounts),
                new("playbook-import", "playbook/import", Right.ImportPlaybooks),
                new("message-settings", "messages/settings", Right.SetMessages),
                new("security", "security", Right.GuardAccounts),
                new("audit", "audit", Right.ReadAudit),
                new("rights", "rights", Right.ReadRights),
                new("erasures", "erasures", Right.ReadErasures),
            ]
        ),
    ];

    public static IReadOnlyList<RailEntry> Public { get; } = [Home, Report, Open, Playbook];

    /// <summary>
    /// What of it a role may open; who takes no part in the loop finds what they guard first, and whoever has no room of
    /// their own what is public.
    /// </summary>
    public static IEnumerable<RailGroup> For(Role role)
    {
        RailGroup[] groups = [.. Groups.Select(group => Opened(group, role)).Where(group => group.Entries.Count > 0)];
        return groups.All(group => group.Entries.All(Public.Contains))
            ? [Opened(new RailGroup("rules", Public), role)]
            : groups.OrderBy(group => group.Name == "guard" && May.Reach(role, Right.ActOnCases) == Scope.None ? 0 : 1);
    }

    /// <summary>Whose first screen is the city, not a list of duties.</summary>
    public static bool SeesTheCity(Role role) => role is Role.Leader or Role.AuditAdministrator;

    /// <summary>Where a role begins after signing in: the first room of its rail.</summary>
    public static string First(Role role) => For(role).First().Entries[0].Path;

    private static RailGroup Opened(RailGroup group, Role role) =>
        new(
            group.Name,
            [
                .. group
                    .Entries.Where(entry => May.Reach(role, entry.Asks) != Scope.None)
                    .Select(entry => entry.Room == "desk" && SeesTheCity(role) ? entry with { Key = "site.rail.leader" } : entry),
            ]
        );
}
