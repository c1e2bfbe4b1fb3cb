using CivicLoop.Core.Cases;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Cases;

/// <summary>What an act came to, in a sentence for the person who made it.</summary>
public static class CaseSaid
{
    /// <summary>Null when there is no event of this number, or somebody else made it.</summary>
    public static string? Of(Sentences t, CaseDossier found, int number, Guid person) =>
        found.History.FirstOrDefault(moment => moment.Number == number) is { } moment && moment.Made.Person == person
            ? t[$"cases.done.{CaseEventJson.Kinds.KindOf(moment.Event)}", found.State.Number]
            : null;
}
