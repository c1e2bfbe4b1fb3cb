using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Guidance;

/// <summary>What a team does in a schedule of its own.</summary>
public enum TeamBeatKind
{
    /// <summary>定期调度.</summary>
    Dispatch,

    /// <summary>定期反馈.</summary>
    Feedback,

    /// <summary>定期通报.</summary>
    Bulletin,
}

/// <param name="Name">What it is called in the calendar.</param>
/// <param name="Every">As a playbook writes it: <c>1 week</c>.</param>
/// <param name="On">A weekday for weeks, a day for months; null for days.</param>
public sealed record TeamBeat(TeamBeatKind Kind, string Name, string Every, string? On, TimeOnly At);

/// <summary>A part of a team with the ground that it looks after.</summary>
/// <param name="Post">Code of the post that its members hold.</param>
public sealed record TeamPart(string Post, string Name, Ground Ground);

/// <summary>What is done about a team.</summary>
public abstract record TeamCommand;

/// <param name="Number">Of it within its city, given by the store.</param>
/// <param name="Authority">Who sent it, as 自治区; never a person.</param>
/// <param name="Name">What it is called, as 自治区指导组.</param>
/// <param name="Unit">Code of the unit that its posts belong to.</param>
/// <param name="Last">Its last day.</param>
public sealed record OpenTeam(
    long Number,
    string Authority,
    string Name,
    string Unit,
    IReadOnlyList<TeamPart> Parts,
    DateOnly First,
    DateOnly Last,
    IReadOnlyList<TeamBeat> Beats
) : TeamCommand;

/// <summary>It stays longer.</summary>
public sealed record ProlongTeam(DateOnly Last) : TeamCommand;

/// <summary>It left; the system says so itself once its last day is over.</summary>
public sealed record EndTeam : TeamCommand;

/// <summary>What happened. Released kinds are stone.</summary>
public abstract record TeamEvent(Duty? Next);

/// <param name="Begins">The beginning of its first day, UTC.</param>
/// <param name="Ends">The end of its last day, UTC.</param>
public sealed record TeamOpened(
    long Number,
    string Authority,
    string Name,
    string Unit,
    IReadOnlyList<TeamPart> Parts,
    DateOnly First,
    DateOnly Last,
    DateTime Begins,
    DateTime Ends,
    IReadOnlyList<TeamBeat> Beats
) : TeamEvent((Duty?)null);

public sealed record TeamProlonged(DateOnly Last, DateTime Ends) : TeamEvent((Duty?)null);

public sealed record TeamEnded() : TeamEvent((Duty?)null);

/// <summary>A team, as its events left it. It owes nothing itself: what it owes is owed on what it said.</summary>
/// <param name="Ends">The end of its last day, or the moment in which it was ended before, UTC.</param>
public sealed record TeamState(
    int Version,
    long Number,
    string Authority,
    string Name,
    string Unit,
    IReadOnlyList<TeamPart> Parts,
    DateOnly First,
    DateOnly Last,
    DateTime Begins,
    DateTime Ends,
    IReadOnlyList<TeamBeat> Beats,
    bool Ended
) : IStreamState
{
    public Duty? Next => null;

    /// <summary>Whether its members may read and write at an instant.</summary>
    public bool IsHere(DateTime when) => !Ended && when >= Begins && when < Ends;

    /// <summary>The ground of one of its posts.</summary>
    public Ground? GroundOf(string post) => Parts.FirstOrDefault(part => part.Post == post)?.Ground;

    /// <summary>Its schedule as beats of the city; none of what cannot be read.</summary>
    public IReadOnlyList<Beat> CityBeats() =>
        [
            .. Beats.Select(beat => new Beat(
                $"team-{Number}-{beat.Kind.ToString().ToLowerInvariant()}",
                beat.Name,
                Interval.Parse(beat.Every)!,
                beat.On,
                beat.At,
                OffDays.After,
                beat.Kind switch
                {
                    TeamBeatKind.Dispatch => "dispatch-meeting",
                    TeamBeatKind.Bulletin => "bulletin",
                    _ => "meeting",
                },
                Sample: false
            )),
        ];
}
