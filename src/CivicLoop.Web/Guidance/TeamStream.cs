using CivicLoop.Core.Events;
using CivicLoop.Core.Guidance;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Guidance;

/// <summary>Teams as streams of the one history.</summary>
public sealed class TeamStream : StreamKind<TeamState, TeamEvent>
{
    private TeamStream()
        : base(
            "team",
            "guidance_teams",
            GuidanceEventJson.Teams,
            GuidanceEventContext.Default.TeamState,
            [new("unit", state => state.Unit), new("ends", state => state.Ends), new("ended", state => state.Ended)]
        ) { }

    public static TeamStream Kind { get; } = new();

    public override TeamState Evolve(TeamState? before, TeamEvent happened, Made made) =>
        TeamDecide.Evolve(before, happened, made);
}
