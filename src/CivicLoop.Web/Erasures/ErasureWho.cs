using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Erasures;

/// <summary>Who asked or decided, in words.</summary>
public static class ErasureWho
{
    public static string Of(Made made, IReadOnlyDictionary<Guid, string> people, CaseNames names, Sentences t) =>
        made.Post == Actor.Citizen.Post
            ? t["cases.who.citizen"]
            : string.Join(
                " · ",
                new[] { names.Post(made.Post), people.GetValueOrDefault(made.Person) }.Where(part => !string.IsNullOrEmpty(part))
            );
}
