using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Mechanisms;

/// <summary>How often, and whose, in words.</summary>
internal static class MechanismWords
{
    public static string Every(this Sentences t, Interval every) =>
        every.Amount == 1 ? t[$"playbooks.every.{every.Unit}"] : t[$"playbooks.every.{every.Unit}.many", every.Amount];

    /// <summary>A party is a unit or a post.</summary>
    public static string UnitOrPost(this CaseNames names, string code) =>
        names.Unit(code) is var unit && unit != code ? unit : names.Post(code);
}
