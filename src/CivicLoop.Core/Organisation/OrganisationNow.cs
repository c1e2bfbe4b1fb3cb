namespace CivicLoop.Core.Organisation;

/// <summary>Units and posts as the city's tables hold them now. The playbook seeded them; the tables are the truth.</summary>
public sealed class OrganisationNow
{
    private readonly Dictionary<string, Unit> units;
    private readonly Dictionary<string, Post> posts;
    private readonly Dictionary<string, Unit> byDivision;

    public OrganisationNow(IEnumerable<Unit> units, IEnumerable<Post> posts)
    {
        this.units = units.ToDictionary(unit => unit.Code);
        this.posts = posts.ToDictionary(post => post.Code);
        byDivision = this
            .units.Values.Where(unit => unit is { Division: not null, Closed: false })
            .ToDictionary(unit => unit.Division!);
    }

    /// <summary>
    /// As a demo shows it: its figures are made up, so real names stand beside them down to the district only and
    /// every other unit is marked a sample.
    /// </summary>
    public OrganisationNow WithSamples() =>
        new(units.Values.Select(unit => unit.Kind == "district" ? unit : unit with { Sample = true }), posts.Values);

    public IReadOnlyCollection<Unit> Units => units.Values;

    public IReadOnlyCollection<Post> Posts => posts.Values;

    public Unit? Unit(string code) => units.GetValueOrDefault(code);

    public Post? Post(string code) => posts.GetValueOrDefault(code);

    /// <summary>The unit if it is there and has not ended: only such a one is given anything new.</summary>
    public Unit? Open(string code) => Unit(code) is { Closed: false } unit ? unit : null;

    /// <summary>The unit that answers for what this one does: a zone's is the unit it is a part of, any other's itself.</summary>
    public string Answering(string unit) => Unit(unit) is { Kind: UnitKinds.Zone, Parent: { } whole } ? whole : unit;

    /// <summary>The open zones of a unit.</summary>
    public IEnumerable<Unit> ZonesOf(string unit) =>
        units
            .Values.Where(one => one is { Kind: UnitKinds.Zone, Closed: false } && one.Parent == unit)
            .OrderBy(one => one.Code, StringComparer.Ordinal);

    /// <summary>Whether <paramref name="unit"/> is <paramref name="above"/> or lies anywhere under it.</summary>
    public bool IsUnder(string unit, string above)
    {
        var at = Unit(unit);
        for (var steps = 0; at is not null && steps <= units.Count; steps++)
        {
            if (at.Code == above)
                return true;
            at = at.Parent is null ? null : Unit(at.Parent);
        }
        return false;
    }

    /// <summary>The unit that governs a district or street: 属地.</summary>
    public Unit? Governing(string? division) => division is null ? null : byDivision.GetValueOrDefault(division);

    /// <summary>The post that answers for what a unit owes; null where nothing can be owed by it, or nobody leads.</summary>
    public Post? ClerkOf(string? unit) =>
        unit is not null && Open(unit) is { } known && UnitKinds.Answers(known.Kind) ? PostOf(unit, Role.UnitClerk) : null;

    /// <summary>The post that acts for a unit in a role; null where nobody leads.</summary>
    public Post? PostOf(string unit, Role role) =>
        posts
            .Values.Where(post => post.Unit == unit && post.Role == role && !post.Closed)
            .MinBy(post => post.Code, StringComparer.Ordinal);

    /// <summary>
    /// The post of a role that covers a district, or the whole city where none is limited to it. A task force is asked last: it
    /// is there for a while and for something else, and its posts stand empty between secondments.
    /// </summary>
    /// <param name="notOf">Units whose posts do not count: nobody checks their own unit.</param>
    public Post? Covering(Role role, string? district, params IReadOnlyCollection<string> notOf) =>
        posts
            .Values.Where(post =>
                post.Role == role
                && !post.Closed
                && !notOf.Contains(post.Unit)
                && (post.District is null || post.District == district)
            )
            .OrderBy(post => Unit(post.Unit) is { Kind: UnitKinds.TaskForce })
            .ThenBy(post => post.District is null)
            .ThenBy(post => post.Code, StringComparer.Ordinal)
            .FirstOrDefault();
}
