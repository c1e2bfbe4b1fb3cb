using CivicLoop.Core.Cases;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Supervision;

/// <summary>定人定点: a post that holds a place by a contract watches the orders over what lies there.</summary>
internal static class OrderWatchers
{
    public static IReadOnlyList<string> ByContract(CityTransaction transaction, CaseRules rules, string? place, DateTime at) =>
        place is null
            ? []
            : transaction.Many(
                """
                select distinct post from contracts
                where over = 'Place' and object = $1 and post is not null and status in ('Issued', 'InForce')
                  and valid_from <= $2 and (valid_to is null or valid_to >= $2) order by post
                """,
                row => row.GetString(0),
                place,
                rules.Calendar.DayOf(at)
            );
}
