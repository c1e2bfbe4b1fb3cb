using CivicLoop.Core.Events;

namespace CivicLoop.Core.Cases;

/// <summary>The erasable texts and photos that an event names, besides the reason of its act.</summary>
public static class CaseRefs
{
    public static IEnumerable<TextRef> Texts(CaseEvent happened) =>
        happened switch
        {
            CaseReported reported => [reported.What],
            FixedOnTheSpot spot => [spot.What],
            PlanMade plan => [plan.Item, plan.Cause, plan.Measure],
            _ => [],
        };

    public static IEnumerable<PhotoRef> Photos(CaseEvent happened) =>
        happened switch
        {
            CaseReported reported => reported.Photos,
            FixedOnTheSpot spot => [.. spot.Before, .. spot.After],
            FixReported fix => fix.Photos,
            LeadDone done => done.Photos,
            ZoneReported zone => zone.Photos,
            CheckPassed passed => passed.Photos,
            CheckFailed failed => failed.Photos,
            _ => [],
        };
}
