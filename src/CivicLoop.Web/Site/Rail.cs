using CivicLoop.Core.Organisation;

namespace CivicLoop.Web.Site;

/// <summary>One room in the navigation.</summary>
/// <param name="Room">What a page says as <c>Frame Room="…"</c>.</param>
/// <param name="Path">Below the city's address; empty for its home.</param>
/// <param name="Key">Key of its name in the texts.</param>
/// <param name="Asks">The right that opens it, where not every internal reader has it.</param>
public sealed record RailEntry(string Room, string Path, string Key, Right? Asks = null);

/// <summary>Which rooms each role finds in its rail, and everyone on the public pages.</summary>
public static class Rail
{
    private static readonly RailEntry[] Desk =
    [
        new("desk", "desk", "site.rail.desk"),
        new("cases", "cases", "site.rail.cases"),
        new("self-checks", "self-checks", "site.rail.self-checks"),
        new("rectification", "rectification", "site.rail.rectification"),
        new("places", "places", "site.rail.places"),
        new("coverage", "coverage", "site.rail.coverage", Right.ReadCoverage),
        new("erasures", "erasures", "site.rail.erasures", Right.ReadErasures),
        new("organisation", "organisation", "site.rail.organisation"),
        new("contracts", "contracts", "site.rail.contracts"),
        new("report", "report", "site.rail.report"),
        new("playbook", "playbook", "site.rail.playbook"),
        new("home", "", "site.rail.home"),
    ];

    // A leader's first screen is the city, not a list of duties.
    private static readonly RailEntry[] Leader = [new("desk", "desk", "site.rail.leader"), .. Desk.Skip(1)];

    private static readonly RailEntry[] Shared = [.. Desk.Where(entry => entry.Room is "playbook" or "home")];

    // They run, guard and audit the system: no duties, no reports.
    private static readonly RailEntry[] System =
    [
        new("accounts", "accounts", "site.rail.accounts"),
        new("playbook-import", "playbook/import", "site.rail.playbook-import", Right.ImportPlaybooks),
        .. Shared,
    ];

    private static readonly RailEntry[] Security =
    [
        new("security", "security", "site.rail.security"),
        new("rights", "rights", "site.rail.rights"),
        .. Shared,
    ];

    private static readonly RailEntry[] Auditor =
    [
        new("audit", "audit", "site.rail.audit"),
        new("rights", "rights", "site.rail.rights"),
        .. Leader.Where(entry => entry.Room != "report"),
    ];

    public static IReadOnlyList<RailEntry> Public { get; } =
    [
        new("home", "", "site.rail.home"),
        new("report", "report", "site.rail.report"),
        new("playbook", "playbook", "site.rail.playbook"),
    ];

    public static IEnumerable<RailEntry> For(Role role) =>
        Of(role).Where(entry => entry.Asks is not { } right || May.Reach(role, right) != Scope.None);

    private static IEnumerable<RailEntry> Of(Role role) =>
        role switch
        {
            Role.Leader => Leader,
            Role.SystemAdministrator => System,
            Role.SecurityAdministrator => Security,
            Role.AuditAdministrator => Auditor,
            _ => May.Read(role) == Scope.None ? Public : Desk,
        };

    /// <summary>Where a role begins after signing in: the first room of its rail.</summary>
    public static string First(Role role) => For(role).First().Path;
}
