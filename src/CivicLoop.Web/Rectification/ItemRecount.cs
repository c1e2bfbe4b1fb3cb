using CivicLoop.Core.Cases;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Rectification;

/// <summary>
/// A year of the calendar arrived: checks, reworks and strikings off that were counted Monday to Friday for want of it
/// are counted again. The day of an item is a day whatever the calendar says.
/// </summary>
public static class ItemRecount
{
    /// <returns>How many were told another time.</returns>
    public static int Run(City city, CaseRules rules, string reason) =>
        StreamRecount.Run(
            city,
            ItemStream.Kind,
            "select stream from rectification_items where status not in ('Struck', 'Withdrawn')",
            reason,
            (state, act) => ItemDecide.Decide(state, new RecountItem(), act, rules)
        );
}
