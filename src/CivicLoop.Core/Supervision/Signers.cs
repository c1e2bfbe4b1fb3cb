using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Supervision;

/// <summary>Which posts stand for whom the rules name: the leading group, a work group, a unit.</summary>
public static class Signers
{
    /// <summary>What the system does by itself; no person signs it.</summary>
    public const string System = "system";

    public const string LeadingGroup = "leading-group";

    /// <summary>The first level of an appeal: whoever signed.</summary>
    public const string Issuer = "issuer";

    public const string Supervision = "supervision";

    // Of a unit's posts the first kind that there is speaks for it.
    private static readonly Role[] Speaks = [Role.Leader, Role.Supervisor, Role.OfficeClerk, Role.UnitClerk];

    /// <summary>All posts that may act for it over something of this unit: never one of the unit's own.</summary>
    /// <param name="district">Where the matter lies; a post that is limited to another does not count.</param>
    public static IReadOnlyList<Post> Of(string signer, string unit, string district, CaseRules rules)
    {
        var posts = Posts(signer, unit, district, rules);
        if (posts.Count == 0 && signer != LeadingGroup)
            posts = Holding(Role.Supervisor, unit, district, rules);
        return posts.Count > 0 ? posts : Holding(Role.Leader, unit, district, rules);
    }

    /// <summary>The one that is asked first: whoever is posted to the district, or the first for the whole city.</summary>
    /// <param name="notThese">Posts that have had their say.</param>
    public static Post? First(
        string signer,
        string unit,
        string district,
        CaseRules rules,
        params IReadOnlyCollection<string> notThese
    ) => Of(signer, unit, district, rules).FirstOrDefault(post => !notThese.Contains(post.Code));

    private static List<Post> Posts(string signer, string unit, string district, CaseRules rules)
    {
        var units = Units(signer, rules);
        if (units is null)
            return Holding(Role.Supervisor, unit, district, rules);
        return
        [
            .. units.SelectMany(one =>
                Speaks
                    .Select(role => Among(post => post.Unit == one && post.Role == role, unit, district, rules))
                    .FirstOrDefault(found => found.Count > 0, [])
            ),
        ];
    }

    // Null where it is whoever supervises.
    private static IReadOnlyList<string>? Units(string signer, CaseRules rules)
    {
        var organisation = rules.Playbook.Organisation;
        if (signer == LeadingGroup)
            return
            [
                .. rules
                    .Organisation.Units.Where(one => one.Kind == "leadership")
                    .Select(one => one.Code)
                    .Order(StringComparer.Ordinal),
            ];
        if (organisation.WorkGroups.FirstOrDefault(group => group.Code == signer) is { } named)
            return named.Units;
        return signer == organisation.Supervision?.Code ? null
            : rules.Organisation.Unit(signer) is not null ? [signer]
            : signer == Supervision ? null
            : [];
    }

    private static List<Post> Holding(Role role, string unit, string district, CaseRules rules) =>
        Among(post => post.Role == role, unit, district, rules);

    private static List<Post> Among(Func<Post, bool> fits, string unit, string district, CaseRules rules) =>
        [
            .. rules
                .Organisation.Posts.Where(post =>
                    !post.Closed && post.Unit != unit && fits(post) && (post.District is null || post.District == district)
                )
                .OrderBy(post => post.District is null)
                .ThenBy(post => post.Code, StringComparer.Ordinal),
        ];
}
