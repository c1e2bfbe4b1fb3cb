using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Supervision;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Supervision;

/// <summary>A year of the calendar arrived: what is owed on orders and was counted Monday to Friday for want of it is counted again.</summary>
public static class OrderRecount
{
    /// <returns>How many were told another time.</returns>
    public static int Run(City city, CaseRules rules, string reason) =>
        StreamRecount.Run(
            city,
            OrderStream.Kind,
            "select stream from orders where next_kind is not null",
            reason,
            Outcome<OrderEvent> (state, act) =>
            {
                var decided = OrderDecide.Decide(state, new RecountOrder(), act, rules);
                return decided.Refusal is { } refusal ? refusal : decided.Value![0];
            }
        );
}
