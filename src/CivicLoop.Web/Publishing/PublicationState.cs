using CivicLoop.Core.Cases;

namespace CivicLoop.Web.Publishing;

/// <summary>What everybody sees of a case, as the key of its word.</summary>
public static class PublicationState
{
    public static string Key(CaseState state) =>
        state.Publication switch
        {
            { Shown: true } => "moderation.state.shown",
            { } => "moderation.state.withheld",
            null when Showing.IsKnown(state) => "moderation.state.pending",
            null => "moderation.state.inside",
        };
}
