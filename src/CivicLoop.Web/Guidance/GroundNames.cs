using CivicLoop.Core.Cases;
using CivicLoop.Core.Guidance;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Guidance;

/// <summary>Ground and stay of a team in words.</summary>
internal static class GroundNames
{
    public static string Of(Ground ground, CaseRules rules, Sentences t) =>
        ground.City
            ? t["guidance.whole-city"]
            : string.Join(t["playbooks.list"], ground.Districts.Concat(ground.Streets).Select(CaseNames.Of(rules).District));

    public static string Status(TeamState team, DateTime now) =>
        team.Ended || now >= team.Ends ? "over"
        : now < team.Begins ? "coming"
        : "here";
}
