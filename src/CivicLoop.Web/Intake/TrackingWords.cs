using CivicLoop.Core.Cases;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Intake;

/// <summary>Where it stands, as whoever told it is told: on their page and by mail.</summary>
internal static class TrackingWords
{
    /// <summary>What happens next, and by when.</summary>
    public static string Next(CaseState state, Sentences t, Wording w) =>
        state.Next is { } duty ? t[$"intake.next.{duty.Kind}", w.FullMoment(duty.Due)]
        : state.Status.IsOpen() ? t["intake.next.open"]
        : t[$"intake.next.{state.Status}"];
}
