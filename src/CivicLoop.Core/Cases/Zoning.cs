using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Cases;

/// <summary>
/// The same loop inside a unit: it gives a case to one of its zones, the zone puts it right and tells the unit, somebody
/// of the unit looks for themselves and only then reports it fixed. The unit stays answerable all the while, under the
/// limit that it was told.
/// </summary>
internal static class Zoning
{
    /// <summary>The duty of a zone: what the unit owes, laid on the zone's own post.</summary>
    public const string Owed = "zone";

    public static Outcome<CaseEvent> OnGive(CaseState state, GiveToZone give, CaseRules rules)
    {
        var zones = rules.Organisation.ZonesOf(state.Unit!);
        if (zones.FirstOrDefault(one => one.Code == give.Zone) is not { } zone)
            return new Refusal("zone.not-of-unit");
        if (rules.Organisation.PostOf(zone.Code, Role.UnitClerk) is not { } post)
            return new Refusal("unit.nobody", zone.Name);
        if (state.Zone == zone.Code && state.ZoneDoneBy is null)
            return new Refusal("zone.given-already", zone.Name);
        // What waits for an approval may change its limit: it is given on once that is decided.
        if (state.Asked is not null)
            return new Refusal("zone.asked");
        return new ZoneAssigned(
            state.Unit!,
            zone.Code,
            state.Rectify! with
            {
                Kind = Owed,
                Post = post.Code,
                Checker = rules.Organisation.ClerkOf(state.Unit)?.Code,
            }
        );
    }

    public static Outcome<CaseEvent> OnTake(CaseState state) =>
        state.Zone is { } zone ? new ZoneTakenBack(zone, state.Rectify) : NotNow(CaseAct.TakeFromZone, state);

    public static Outcome<CaseEvent> OnReport(CaseState state, ReportToUnit report) =>
        state.Zone is not { } zone || state.ZoneDoneBy is not null ? NotNow(CaseAct.ReportToUnit, state)
        : report.Photos.Count == 0 ? new Refusal("fix.photo-missing")
        : new ZoneReported(zone, report.Photos, state.Rectify);

    /// <summary>Why the unit may not report it fixed yet: nobody but the zone has looked. Null when it may.</summary>
    public static Refusal? Holds(CaseState state, Act act, CaseRules rules) =>
        state.Zone is not { } zone ? null
        : state.ZoneDoneBy is null ? new Refusal("zone.has-it", rules.Organisation.Unit(zone)?.Name ?? zone)
        : state.ZoneDoneBy == act.By.Person ? new Refusal("zone.own-report")
        : null;

    private static Refusal NotNow(CaseAct act, CaseState state) => new("act.not-now", act.ToString(), state.Status.ToString());
}
