using CivicLoop.Core.SelfChecks;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.SelfChecks;

/// <summary>A scope in words.</summary>
internal static class FanOutWords
{
    public static string Where(Sentences t, CaseNames names, FanOutScope scope) =>
        scope.Reach switch
        {
            Reach.District => names.District(scope.Within),
            Reach.Street => names.Street(scope.Within),
            Reach.Owner => t["self-checks.owned-by", names.Unit(scope.Within, t)],
            _ => t["self-checks.reach.City"],
        };
}
