using CivicLoop.Core.Events;

namespace CivicLoop.Core.Cases;

/// <summary>The erasable texts and photos that an event names, besides the reason of its act.</summary>
public static class CaseRefs
{
    public static IEnumerable<TextRef> Texts(CaseEvent happened) =>
        happened switch
        {
            CaseReported reported => [reported.What],
            CaseReceived received => [received.What],
            FixedOnTheSpot spot => [spot.What],
            CaseImported told => Said(told.What, told.Address, told.Reported.By),
            StageTold { Told.By: { } by } => [by],
            PlanMade plan => [plan.Item, plan.Cause, plan.Measure],
            WordsAdded added => [added.What],
            CaseSeenAgain seen => [seen.What],
            FixDisputed disputed => [disputed.What],
            CaseRated { Words: { } words } => [words],
            CaseReplied replied => [replied.Words],
            CasePublished published => [published.Words],
            _ => [],
        };

    private static IEnumerable<TextRef> Said(params IEnumerable<TextRef?> texts) => texts.OfType<TextRef>();

    public static IEnumerable<PhotoRef> Photos(CaseEvent happened) =>
        happened switch
        {
            CaseReported reported => reported.Photos,
            CaseReceived received => received.Photos,
            FixedOnTheSpot spot => [.. spot.Before, .. spot.After],
            FixReported fix => fix.Photos,
            LeadDone done => done.Photos,
            ZoneReported zone => zone.Photos,
            CheckPassed passed => passed.Photos,
            CheckFailed failed => failed.Photos,
            WordsAdded added => added.Photos,
            CaseSeenAgain seen => seen.Photos,
            FixDisputed disputed => disputed.Photos,
            CasePublished published => published.Photos,
            _ => [],
        };
}
