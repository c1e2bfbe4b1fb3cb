using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Rhythm;

/// <summary>A beat comes, and the office holds what it makes or says why not. Pure.</summary>
public static class MeetingDecide
{
    /// <summary>The kind of duty that the office owes.</summary>
    public const string Hold = "hold-meeting";

    /// <summary>From the hour of the beat until the minutes are there. No source gives a figure.</summary>
    public static readonly Limit Within = new(1, LimitClock.WorkingDays);

    public static Outcome<IReadOnlyList<MeetingEvent>> Decide(
        MeetingState? state,
        MeetingCommand command,
        Act act,
        CaseRules rules
    )
    {
        switch (command)
        {
            case CallMeeting when state is not null:
                return new Refusal("meeting.exists");
            case CallMeeting when act.By != Actor.System:
                return new Refusal("meeting.not-yours");
            case CallMeeting call when call.At > act.RecordedAt:
                return new Refusal("act.future");
            case CallMeeting call:
                var office = rules.Organisation.Covering(Role.OfficeClerk, null);
                var duty = office is null
                    ? null
                    : Duty.Open(Hold, office.Code, null, call.At, Within, rules.Playbook.Limits.YellowAt, rules.Calendar);
                return new MeetingEvent[]
                {
                    new MeetingCalled(call.Number, call.Beat, call.Name, call.Day, call.At, call.Makes, call.Agenda, duty),
                };
        }
        if (state is null)
            return new Refusal("meeting.unknown");
        if (May.Reach(act.By.Role, Right.HoldMeetings) == Scope.None)
            return new Refusal("meeting.not-yours");
        if (state.Status != MeetingStatus.Called)
            return new Refusal("meeting.ended");
        return command switch
        {
            KeepMinutes { Concluded.Count: > 0 } when !state.MayConclude => new Refusal("meeting.no-conclusions"),
            KeepMinutes { Announced.Count: > 0 } when !state.MayAnnounce => new Refusal("meeting.no-circulars"),
            KeepMinutes minutes => (MeetingEvent[])
                [
                    .. minutes.Concluded.Select(one => new MeetingConcluded(one, state.Next)),
                    new MeetingHeld(
                        minutes.Words,
                        minutes.List,
                        minutes.Items,
                        minutes.Announced.Count > 0 ? minutes.Announced : null
                    ),
                ],
            LeaveOut => new MeetingEvent[] { new MeetingLeftOut() },
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command"),
        };
    }

    public static MeetingState Evolve(MeetingState? before, MeetingEvent happened, Made made) =>
        happened switch
        {
            MeetingCalled called => new MeetingState(
                1,
                called.Number,
                called.Beat,
                called.Name,
                called.Day,
                called.At,
                called.Makes,
                called.Agenda,
                MeetingStatus.Called,
                null,
                null,
                [],
                null,
                called.Next
            ),
            _ when before is null => throw new InvalidOperationException("a meeting begins with its call"),
            MeetingConcluded concluded => before with
            {
                Version = before.Version + 1,
                Concluded = [.. before.Concluded ?? [], concluded.About],
            },
            MeetingHeld held => Ended(before, made, MeetingStatus.Held) with
            {
                Words = held.Words,
                List = held.List,
                Items = held.Items,
                Announced = held.Announced,
            },
            MeetingLeftOut => Ended(before, made, MeetingStatus.LeftOut),
            _ => throw new InvalidOperationException($"unknown kind of event '{happened.GetType().Name}'"),
        };

    private static MeetingState Ended(MeetingState before, Made made, MeetingStatus status) =>
        before with
        {
            Version = before.Version + 1,
            Status = status,
            Ended = made,
            Next = null,
        };
}
