using System.Globalization;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;

namespace CivicLoop.Core.Cases;

/// <summary>
/// Acts between two cases: a duplicate goes on under another, a closed problem comes back. Each is decided on the case
/// that is acted on, and the other one gets an event of its own, so that each history tells the whole.
/// </summary>
public static class CaseLinks
{
    /// <summary>Two reports further apart are not of the same problem.</summary>
    public const double MergeMetres = 500;

    /// <summary>Without a registered place, found this near is found again at the same spot.</summary>
    public const double ReboundMetres = 30;

    /// <summary>Number of the other case that a case is tied to and that reopening it must untie; null where there is none.</summary>
    public static long? Other(CaseState? state, CaseAct act) => act == CaseAct.Reopen ? state?.MergedInto : null;

    public static double Metres(Location one, Location other) => Distance.Metres(one.Lon, one.Lat, other.Lon, other.Lat);

    public static bool MayMerge(CaseStatus status) =>
        status is CaseStatus.Reported or CaseStatus.Filed or CaseStatus.Dispatched or CaseStatus.Accepted or CaseStatus.Suspended;

    internal static Outcome<CaseEvent> OnMerge(CaseState state, Merge merge)
    {
        // What was put right already is checked and closed in its own name.
        if (!MayMerge(state.Status))
            return new Refusal("act.not-now", nameof(CaseAct.Merge), state.Status.ToString());
        if (merge.Into is not { } kept)
            return new Refusal("merge.unknown");
        if (kept.Number == state.Number)
            return new Refusal("merge.itself");
        // One that ended cannot take anything in; so no chain of merged cases ever closes into a ring.
        if (!kept.Status.IsOpen())
            return new Refusal("merge.ended", Figure(kept.Number), kept.Status.ToString());
        var metres = Metres(state.At, kept.At);
        return metres > MergeMetres
            ? new Refusal("merge.too-far", Figure((long)Math.Round(metres)), Figure((long)MergeMetres))
            : new CaseMerged(kept.Number);
    }

    /// <summary>
    /// 反弹: the same category at the same place, or within a few metres where one of them has none, found again within
    /// the playbook's days after it was closed.
    /// </summary>
    public static bool IsRebound(CaseState closed, string category, Location at, DateTime reportedAt, CaseRules rules) =>
        closed is { Status: CaseStatus.Closed, ClosedAt: { } closedAt }
        && closed.Category == category
        && reportedAt >= closedAt
        && reportedAt <= rules.Calendar.After(closedAt, rules.Playbook.Limits.RelapseWithin).At
        && (closed.At.Place is { } place && at.Place is { } here ? place == here : Metres(closed.At, at) <= ReboundMetres);

    /// <summary>What the other case is told of something that happened to this one; null when it is no concern of its.</summary>
    /// <param name="before">This case before it happened.</param>
    public static CaseEvent? Told(CaseState other, CaseState? before, CaseEvent happened) =>
        (happened, before) switch
        {
            (CaseMerged, { } merged) => new DuplicateTaken(merged.Number, 1 + merged.Duplicates, other.Next),
            (CaseReopened, { MergedInto: { } into } released) when into == other.Number => new DuplicateReleased(
                released.Number,
                1 + released.Duplicates,
                other.Next
            ),
            (ReboundFound, { } again) => new CaseRebounded(again.Number, other.Next),
            _ => null,
        };

    private static string Figure(long number) => number.ToString(CultureInfo.InvariantCulture);
}
