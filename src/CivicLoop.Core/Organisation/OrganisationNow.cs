namespace CivicLoop.Core.Organisation;

/// <param name="Kind">bureau, district, street, office, supervision, leadership.</param>
/// <param name="Division">Code of the district or street it governs (GB/T 2260); null for a unit of the city.</param>
/// <param name="Sample">True where no source names the unit: pages mark it 示例.</param>
public sealed record Unit(string Code, string Name, string Kind, string? Parent, string? Division, bool Sample);

/// <param name="District">Code of the district the post is limited to; null for the whole city.</param>
public sealed record Post(string Code, string Name, string Unit, Role Role, string? District);

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
        byDivision = this.units.Values.Where(unit => unit.Division is not null).ToDictionary(unit => unit.Division!);
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

    /// <summary>The unit that governs a district or street: 属地.</summary>
    public Unit? Governing(string? division) => division is null ? null : byDivision.GetValueOrDefault(division);

    /// <summary>The post that acts for a unit in a role; null where nobody leads.</summary>
    public Post? PostOf(string unit, Role role) =>
        posts.Values.Where(post => post.Unit == unit && post.Role == role).MinBy(post => post.Code, StringComparer.Ordinal);

    /// <summary>The post of a role that covers a district, or the whole city where none is limited to it.</summary>
    /// <param name="notOf">A unit whose posts do not count: nobody checks their own unit.</param>
    public Post? Covering(Role role, string? district, string? notOf = null) =>
        posts
            .Values.Where(post => post.Role == role && post.Unit != notOf && (post.District is null || post.District == district))
            .OrderBy(post => post.District is null)
            .ThenBy(post => post.Code, StringComparer.Ordinal)
            .FirstOrDefault();
}
