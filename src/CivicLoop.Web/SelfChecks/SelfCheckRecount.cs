using CivicLoop.Core.Cases;
using CivicLoop.Core.SelfChecks;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.SelfChecks;

/// <summary>A year of the calendar arrived: what places owe an answer by for want of it is counted again, as of cases.</summary>
public static class SelfCheckRecount
{
    /// <returns>How many were told another time.</returns>
    public static int Run(City city, CaseRules rules, string reason) =>
        StreamRecount.Run(
            city,
            SelfCheckStream.Kind,
            "select stream from self_checks where status = 'Asked' and due is not null",
            reason,
            (state, act) => SelfCheckDecide.Decide(state, new RecountSelfCheck(), act, rules)
        );
}
