using CivicLoop.Core.Cases;
using CivicLoop.Core.Contracts;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Demo;

/// <summary>What becomes of a contract of a demo.</summary>
public enum Fate
{
    /// <summary>Made and accepted as the campaign began.</summary>
    Accepted,

    /// <summary>The same, and its end is near.</summary>
    RunningOut,

    /// <summary>Declined, given to another party, accepted.</summary>
    HandedOver,

    /// <summary>Made on the last day; nobody has answered yet.</summary>
    Waiting,

    /// <summary>Made and declined on the last day: the office owes another party.</summary>
    Declined,
}

/// <summary>One contract of a demo.</summary>
/// <param name="Instead">Who takes it over; only where it is handed over.</param>
public sealed record DemoContract(
    ContractKind Kind,
    ContractLevel Level,
    bool Lead,
    Party Party,
    Contractable Object,
    Stretch? Part,
    Fate Fate,
    Party? Instead = null
);

/// <summary>
/// Contracts over a demo city. Where the playbook counts parties and objects, exactly so many: each object led
/// without a gap, the parties beyond their number sharing segments by metres or by side. Elsewhere a few holes and one
/// overlap are left for the office to find.
/// </summary>
public static class DemoContracts
{
    /// <summary>One object in so many is left without a lead, where nobody counted them.</summary>
    private const int Hole = 61;

    public static IEnumerable<DemoContract> Plan(
        CaseRules rules,
        IReadOnlyList<Segment> segments,
        IReadOnlyList<Grid> grids,
        int seed
    ) =>
        rules
            .Playbook.Organisation.Contracts.Where(kind =>
                // What the playbook brings along is made already.
                !rules.Playbook.Organisation.Begins.Any(one => one.Kind == kind.Code)
            )
            .SelectMany(kind => Of(kind, rules, segments, grids, Dice.For(seed, kind.Code)));

    private static IEnumerable<DemoContract> Of(
        ContractKind kind,
        CaseRules rules,
        IReadOnlyList<Segment> segments,
        IReadOnlyList<Grid> grids,
        Dice dice
    )
    {
        var counted = kind.Parties is not null;
        var overlapped = counted;
        for (var at = 0; at < kind.Levels.Count; at++)
        {
            var level = kind.Levels[at];
            var objects = level.Over.SelectMany(over => Objects(over, kind, rules.Playbook, segments, grids)).ToList();
            var parties = Parties(kind, at, rules).Take(kind.Parties ?? int.MaxValue).ToList();
            if (parties.Count == 0)
                continue;
            for (var index = 0; index < objects.Count; index++)
            {
                var one = objects[index];
                if (!counted && index % Hole == Hole - 1)
                    continue;
                var party = For(one, parties, index, rules);
                var other = parties[(parties.IndexOf(party) + 1) % parties.Count];
                var fate = Becomes(dice, counted);
                var whole = new DemoContract(kind, level, Lead: true, party, one, null, fate, other);
                // Parties beyond the number of objects take half of one: by metres, and every other one by side.
                var beyond = kind.Objects is { } many && index < parties.Count - many ? parties[many + index] : null;
                if (beyond is not null && one.Length is { } length and > 1)
                {
                    var (first, second) =
                        index % 2 == 0
                            ? (new Stretch(0, length / 2, Side.Both), new Stretch(length / 2, length, Side.Both))
                            : (new Stretch(0, length, Side.Left), new Stretch(0, length, Side.Right));
                    yield return whole with
                    {
                        Part = first,
                    };
                    yield return whole with
                    {
                        Part = second,
                        Party = beyond,
                        Instead = party,
                        Fate = Fate.Accepted,
                    };
                    continue;
                }
                yield return whole;
                // Who took it over answers for it already.
                if (other == party || fate == Fate.HandedOver)
                    continue;
                if (dice.Chance(0.12))
                {
                    yield return whole with
                    {
                        Lead = false,
                        Party = other,
                        Instead = party,
                        Fate = Fate.Accepted,
                    };
                    continue;
                }
                if (overlapped || index < objects.Count / 2)
                    continue;
                overlapped = true;
                yield return whole with
                {
                    Party = other,
                    Instead = party,
                    Fate = Fate.Accepted,
                };
            }
        }
    }

    private static Fate Becomes(Dice dice, bool counted) =>
        dice.Share() switch
        {
            < 0.02 => Fate.RunningOut,
            < 0.035 => Fate.Waiting,
            // What is handed over or declined leaves fewer parties, or a gap, than a counted kind has.
            < 0.05 when !counted => Fate.HandedOver,
            < 0.056 when !counted => Fate.Declined,
            _ => Fate.Accepted,
        };

    private static IEnumerable<Contractable> Objects(
        string over,
        ContractKind kind,
        Playbook playbook,
        IReadOnlyList<Segment> segments,
        IReadOnlyList<Grid> grids
    )
    {
        bool Wanted(string type) => kind.Types.Count == 0 || kind.Types.Contains(type);
        return over switch
        {
            "segment" => segments.Where(one => Wanted(one.Kind)).Select(Contractable.Of),
            "grid" => grids.Select(grid => new Contractable(Over.Grid, grid.Code, grid.Name, grid.District, grid.Street, null)),
            "place" => playbook
                .Places.Places.Where(place => Wanted(place.Type))
                .Select(place => new Contractable(Over.Place, place.Code, place.Name, place.District, place.Street, null)),
            _ => Areas.Of(playbook.City).Where(area => area.Over.Word() == over),
        };
    }

    // Leaders first, then districts, bureaus, streets and posts on the spot: as far down as the kind has levels.
    private static IEnumerable<Party> Parties(ContractKind kind, int level, CaseRules rules)
    {
        var organisation = rules.Organisation;
        IEnumerable<Party> Posts(params Role[] roles) =>
            organisation
                .Posts.Where(post => roles.Contains(post.Role))
                .OrderBy(post => post.Code, StringComparer.Ordinal)
                .Select(post => new Party(post.Unit, post.Code));
        IEnumerable<Party> Units(params string[] kinds) =>
            organisation
                .Units.Where(unit => kinds.Contains(unit.Kind) && organisation.PostOf(unit.Code, Role.UnitClerk) is not null)
                .OrderBy(unit => unit.Code, StringComparer.Ordinal)
                .Select(unit => new Party(unit.Code, null));
        if (kind.Named.Count > 1)
            return level switch
            {
                0 => Posts(Role.Leader),
                1 => Units("district"),
                2 => Units("bureau"),
                3 => Units("street"),
                _ => Posts(Role.Inspector),
            };
        if (kind.Over.All(over => over is "district") && kind.Parties is null)
            return Units("district");
        // Posts are named where only posts may be party, and where somebody counted leaders over areas.
        if (kind.Party == "post" || kind.Parties is not null && kind.Party != "unit" && !kind.Over.Contains("segment"))
            return kind.Over.Contains("place") ? Posts(Role.Inspector, Role.Supervisor) : Posts(Role.Leader);
        return kind.Over.Contains("segment") ? Units("bureau", "street", "district") : Units("bureau");
    }

    // Who is named after it, who governs it, who covers its district; otherwise one after the other.
    private static Party For(Contractable one, List<Party> parties, int index, CaseRules rules)
    {
        var organisation = rules.Organisation;
        bool Named(Party party) =>
            party.Post is { } post && organisation.Post(post)!.Name.Contains(one.Name, StringComparison.Ordinal);
        bool Governs(Party party) =>
            party.Post is null
            && organisation.Unit(party.Unit)?.Division is { } division
            && (division == one.Street || division == one.District);
        if (parties.Find(Named) is { } named)
            return named;
        if (parties.Find(Governs) is { } governing && one.Over is not Over.Segment)
            return governing;
        var here = parties
            .Where(party =>
                party.Post is { } post && organisation.Post(post)!.District is { } district && district == one.District
            )
            .ToList();
        var around = parties.Where(party => party.Post is null || organisation.Post(party.Post)!.District is null).ToList();
        var from =
            one.Over == Over.District && around.Count > 0 ? around
            : here.Count > 0 ? here
            : around.Count > 0 ? around
            : parties;
        return from[index % from.Count];
    }
}
