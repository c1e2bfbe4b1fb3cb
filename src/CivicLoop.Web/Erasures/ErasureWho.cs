using CivicLoop.Core.Erasures;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Erasures;

/// <summary>Requests in words: what they are about, who asked or decided.</summary>
public static class ErasureWho
{
    /// <summary>删除申请 3：案件 12.</summary>
    public static string Of(this Sentences t, ErasureState state) => t["erasures.of", state.Number, t.About(state)];

    /// <summary>案件 12, 检查 3.</summary>
    public static string About(this Sentences t, ErasureState state) =>
        t[$"erasures.about.{ErasureOf.Of(state).Kind.Name}", state.CaseNumber];

    public static string Of(Made made, IReadOnlyDictionary<Guid, string> people, CaseNames names, Sentences t) =>
        made.Post == Actor.Citizen.Post
            ? t["cases.who.citizen"]
            : string.Join(
                " · ",
                new[] { names.Post(made.Post), people.GetValueOrDefault(made.Person) }.Where(part => !string.IsNullOrEmpty(part))
            );
}
