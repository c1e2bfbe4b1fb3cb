using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;

namespace CivicLoop.Core.Demo;

/// <summary>Finds who would do an act: the post that owes it, mostly; one that may, always.</summary>
internal sealed class DemoStaff(CaseRules rules, DemoPeople people, int seed)
{
    private readonly Dictionary<string, UnitManner> manners = [];
    private readonly Post[] posts = [.. rules.Organisation.Posts.OrderBy(post => post.Code, StringComparer.Ordinal)];
    private readonly Dictionary<(Role, string), Post[]> byDistrict = [];

    public Actor Cameras => people.Cameras;

    /// <summary>A holder of a post.</summary>
    public Actor Holder(string post, Dice dice) => dice.Pick(people.Of(post)).Actor;

    /// <summary>Somebody of a role who covers the district; null where nobody does.</summary>
    public Actor? Covering(Role role, string district, Dice dice)
    {
        if (!byDistrict.TryGetValue((role, district), out var covering))
        {
            covering = [.. posts.Where(post => post.Role == role && (post.District is null || post.District == district))];
            byDistrict[(role, district)] = covering;
        }
        return covering.Length == 0 ? null : Holder(dice.Pick(covering).Code, dice);
    }

    public UnitManner Manner(string unit)
    {
        if (!manners.TryGetValue(unit, out var manner))
            manners[unit] = manner = UnitManner.Of(seed, unit);
        return manner;
    }

    public Actor? ClerkOf(string? unit, Dice dice) =>
        rules.Organisation.ClerkOf(unit) is { } post ? Holder(post.Code, dice) : null;

    /// <summary>Whether the unit has zones with somebody who answers for them.</summary>
    public bool HasZones(string unit) => Zones(unit).Any();

    /// <summary>One of the unit's zones.</summary>
    public string ZoneOf(string unit, Dice dice) => dice.Pick([.. Zones(unit)]).Code;

    private IEnumerable<Unit> Zones(string unit) =>
        rules.Organisation.ZonesOf(unit).Where(zone => rules.Organisation.PostOf(zone.Code, Role.UnitClerk) is not null);

    public bool Answers(string? unit) => rules.Organisation.ClerkOf(unit) is not null;

    /// <summary>The unit that the rules choose, where somebody answers for it.</summary>
    public Assignment? ByRule(string category, Location at) =>
        Dispatching.ByRule(rules, category, at) is { } assignment && Answers(assignment.Unit) ? assignment : null;

    /// <summary>Whom a clerk would think of: those the rule names beside the first, then whoever governs there.</summary>
    public string ByHand(string category, Location at, string? not, Dice dice)
    {
        var assignment = Dispatching.ByRule(rules, category, at);
        string?[] thought =
        [
            .. assignment?.With ?? [],
            assignment?.Unit,
            rules.Organisation.Governing(at.Street)?.Code,
            rules.Organisation.Governing(at.District)?.Code,
            at.Owner,
        ];
        var able = thought.Where(unit => unit != not && Answers(unit)).OfType<string>().Distinct().ToArray();
        if (able.Length > 0)
            return dice.Chance(0.7) ? able[0] : dice.Pick(able);
        var any = posts.Select(post => post.Unit).Where(Answers).Distinct().ToArray();
        return any.Length > 0
            ? dice.Pick(any)
            : throw new InvalidOperationException("a demo needs at least one unit with somebody who answers for it");
    }
}
