using CivicLoop.Core.Contracts;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Web.Contracts;

/// <summary>Who may be chosen as a party: units and posts, as a form and a table write them.</summary>
public static class Parties
{
    /// <summary>From <c>unit:CODE</c> or <c>post:CODE</c>; null for anything else. A code that names nothing is refused later.</summary>
    public static Party? Of(string chosen, OrganisationNow organisation) =>
        chosen.Split(':', 2) switch
        {
            ["unit", { Length: > 0 } unit] => new Party(unit, null),
            ["post", { Length: > 0 } post] => new Party(organisation.Post(post)?.Unit ?? "", post),
            _ => null,
        };

    public static string Chosen(Party party) => party.Post is { } post ? $"post:{post}" : $"unit:{party.Unit}";

    /// <summary>Units that somebody answers for, in the order of codes.</summary>
    public static IEnumerable<Unit> Units(ContractKind kind, OrganisationNow organisation) =>
        kind.Party == "post"
            ? []
            : organisation
                .Units.Where(unit => !unit.Closed && organisation.Posts.Any(post => post.Unit == unit.Code && !post.Closed))
                .OrderBy(unit => unit.Code, StringComparer.Ordinal);

    /// <summary>Posts by their units.</summary>
    public static IEnumerable<IGrouping<string, Post>> Posts(ContractKind kind, OrganisationNow organisation) =>
        kind.Party == "unit"
            ? []
            : organisation
                .Posts.Where(post => !post.Closed && organisation.Open(post.Unit) is not null)
                .OrderBy(post => post.Code, StringComparer.Ordinal)
                .GroupBy(post => organisation.Unit(post.Unit)?.Name ?? post.Unit);

    /// <summary>What somebody means by a code or a name in a table: a post first, as it is the narrower.</summary>
    public static Party? Said(string said, OrganisationNow organisation)
    {
        if (organisation.Post(said) is { } post)
            return new Party(post.Unit, post.Code);
        if (organisation.Unit(said) is not null)
            return new Party(said, null);
        var units = organisation.Units.Where(unit => unit.Name == said).Take(2).ToList();
        if (units.Count == 1)
            return new Party(units[0].Code, null);
        var posts = organisation
            .Posts.Where(one => one.Name == said || $"{organisation.Unit(one.Unit)?.Name} {one.Name}" == said)
            .Take(2)
            .ToList();
        return posts.Count == 1 ? new Party(posts[0].Unit, posts[0].Code) : null;
    }
}
