using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Organisation;

/// <summary>What a line of command is about, from the top.</summary>
public enum LineKind
{
    /// <summary>全市: what hangs under the head of the leading group.</summary>
    City,

    /// <summary>A member of the leading group, or the head of a district's own.</summary>
    Leader,

    /// <summary>各路: a work group.</summary>
    Group,

    Unit,
}

/// <summary>Ground that a leader's post answers for by a contract.</summary>
/// <param name="Division">Code of the district, street or community.</param>
public sealed record Charge(string Post, string Division);

/// <summary>One line of command with everything that hangs under it.</summary>
/// <param name="Code">Of the post, the work group or the unit; empty for the city.</param>
/// <param name="Posts">Codes of the posts whose duties hang under it, each once.</param>
public sealed record Line(LineKind Kind, string Code, string Name, bool Sample, IReadOnlySet<string> Posts)
{
    /// <summary>As it stands in an address: <c>group.environment</c>.</summary>
    public string Key => $"{Kind.ToString().ToLowerInvariant()}.{Code}";
}

/// <summary>
/// 书记抓常委、常委抓各路、层层抓落实: who hangs under whom, from the leading group over its work groups and contracts down
/// to units. Pure; the tables say which units and posts there are, the rules which groups and who leads them.
/// </summary>
public sealed class LineOfCommand(OrganisationNow organisation, OrganisationPart rules, IReadOnlyCollection<Charge> charges)
{
    /// <summary>一把手: the post that heads the leading group, as the rules name it, otherwise the first leader of the whole city.</summary>
    public Post? Head { get; } = HeadOf(organisation, rules);

    /// <inheritdoc cref="Head"/>
    public static Post? HeadOf(OrganisationNow organisation, OrganisationPart rules) =>
        rules.LeadingGroup.HeadPost is { } named && organisation.Post(named) is { Closed: false } head
            ? head
            : organisation.Covering(Role.Leader, null);

    /// <summary>Where somebody begins to look: a leader with a part of their own at it, everybody else at the whole city.</summary>
    public Line Of(Actor who) => organisation.Post(who.Post) is { } post && Own(post) is { } own ? own : City();

    /// <summary>Null where nothing is called so.</summary>
    public Line? Find(string key) =>
        key.Split('.', 2) switch
        {
            ["city", ""] => City(),
            ["leader", var code] when organisation.Post(code) is { } post => Own(post),
            ["group", var code] => rules.WorkGroups.FirstOrDefault(group => group.Code == code) is { } group ? Of(group) : null,
            ["unit", var code] when organisation.Open(code) is { } unit => Of(unit),
            _ => null,
        };

    /// <summary>One level down. What hangs under several of them is counted under each.</summary>
    public IReadOnlyList<Line> Under(Line line) =>
        line.Kind switch
        {
            LineKind.City => [.. Leaders(), .. rules.WorkGroups.Where(group => Leading(group) is null).Select(Of), .. Left()],
            LineKind.Leader when organisation.Post(line.Code) is { } post =>
            [
                .. GroupsOf(post).Select(Of),
                .. UnitsOf(post).Select(Of),
            ],
            LineKind.Group => [.. rules.WorkGroups.Where(group => group.Code == line.Code).SelectMany(Units).Select(Of)],
            LineKind.Unit => [.. Open.Where(unit => unit.Parent == line.Code).Select(Of)],
            _ => [],
        };

    private IEnumerable<Unit> Open =>
        organisation.Units.Where(unit => !unit.Closed).OrderBy(unit => unit.Code, StringComparer.Ordinal);

    private Line City() => new(LineKind.City, "", rules.LeadingGroup.Name, Sample: false, Posts(post => post.Code != Head?.Code));

    private IEnumerable<Line> Leaders() =>
        organisation
            .Posts.Where(post => post.Role == Role.Leader && !post.Closed && post.Code != Head?.Code)
            .OrderBy(post => post.Code, StringComparer.Ordinal)
            .Select(Own)
            .OfType<Line>();

    // The head has the whole city, whatever else; so does a deputy to whom nothing in particular was given.
    private Line? Own(Post leader)
    {
        if (leader.Role != Role.Leader || leader.Closed || leader.Code == Head?.Code)
            return null;
        var units = GroupsOf(leader).SelectMany(Units).Concat(UnitsOf(leader)).DistinctBy(unit => unit.Code).ToList();
        return units.Count == 0
            ? null
            : new Line(
                LineKind.Leader,
                leader.Code,
                leader.Name,
                Sample: false,
                Posts(post => post.Code != leader.Code && units.Exists(unit => organisation.IsUnder(post.Unit, unit.Code)))
            );
    }

    private IEnumerable<WorkGroup> GroupsOf(Post leader) => rules.WorkGroups.Where(group => Leading(group) == leader.Code);

    private string? Leading(WorkGroup group) =>
        group.Post is { } post && organisation.Post(post) is { Closed: false, Role: Role.Leader } ? post : null;

    // A district's own group is headed by somebody of it; who is of the city's group answers for what a contract says.
    private IEnumerable<Unit> UnitsOf(Post leader) =>
        organisation.Open(leader.Unit) is { Kind: not UnitKinds.Leadership } own
            ? [own]
            : charges
                .Where(charge => charge.Post == leader.Code)
                .Select(charge => organisation.Governing(charge.Division))
                .OfType<Unit>()
                .DistinctBy(unit => unit.Code);

    private IEnumerable<Unit> Units(WorkGroup group) => group.Units.Select(organisation.Open).OfType<Unit>();

    // What belongs to no group: districts, and whatever else stands at the top.
    private IEnumerable<Line> Left()
    {
        var grouped = rules.WorkGroups.SelectMany(group => group.Units).ToHashSet(StringComparer.Ordinal);
        return Open.Where(unit =>
                unit.Kind is not (UnitKinds.Leadership or UnitKinds.Committee or UnitKinds.Guidance)
                && !grouped.Contains(unit.Code)
                && (unit.Parent is null || organisation.Unit(unit.Parent) is null or { Kind: UnitKinds.Leadership })
            )
            .Select(Of);
    }

    private Line Of(WorkGroup group)
    {
        var units = Units(group).ToList();
        return new Line(
            LineKind.Group,
            group.Code,
            group.Name,
            group.Sample,
            Posts(post => units.Exists(unit => organisation.IsUnder(post.Unit, unit.Code)))
        );
    }

    private Line Of(Unit unit) =>
        new(LineKind.Unit, unit.Code, unit.Name, unit.Sample, Posts(post => organisation.IsUnder(post.Unit, unit.Code)));

    private HashSet<string> Posts(Func<Post, bool> which) =>
        organisation.Posts.Where(post => !post.Closed && which(post)).Select(post => post.Code).ToHashSet(StringComparer.Ordinal);
}
