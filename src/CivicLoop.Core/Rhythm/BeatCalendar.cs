using CivicLoop.Core.Duties;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Rhythm;

/// <summary>One time that a beat comes.</summary>
/// <param name="Day">
/// The day that its rule names. With the beat's code it is the name of this time, wherever a day off moved it: held under that
/// name once, it is never held again.
/// </param>
/// <param name="At">When it comes, UTC.</param>
public sealed record BeatTime(Beat Beat, DateOnly Day, DateTime At);

/// <summary>When the beats of a city come, as its rules and its calendar say: a pure table without end.</summary>
/// <param name="started">The first day of the campaign; none comes before it.</param>
public sealed class BeatCalendar(IReadOnlyList<Beat> beats, DateOnly started, WorkCalendar calendar)
{
    // No holiday is as long; a calendar that never works must not keep us looking.
    private const int LongestBreak = 40;

    /// <summary>What comes on a day of the city, in the order of the day.</summary>
    public IEnumerable<BeatTime> On(DateOnly day) =>
        beats
            .Select(beat => (Beat: beat, Day: Named(beat, day)))
            .Where(one => one.Day is not null)
            .Select(one => new BeatTime(one.Beat, one.Day!.Value, calendar.ToUtc(day, one.Beat.At)))
            .OrderBy(time => time.At);

    /// <summary>What comes after one instant, up to another and with it, in order; both UTC.</summary>
    public IEnumerable<BeatTime> Between(DateTime after, DateTime until)
    {
        if (until <= after)
            yield break;
        var last = calendar.DayOf(until);
        for (var day = calendar.DayOf(after); day <= last; day = day.AddDays(1))
            foreach (var time in On(day))
                if (time.At > after && time.At <= until)
                    yield return time;
    }

    /// <summary>The day by whose rule a beat comes on this one; null where it does not come.</summary>
    private DateOnly? Named(Beat beat, DateOnly day)
    {
        if (beat.OffDays is OffDays.Kept || beat.Every.Unit is IntervalUnit.WorkingDay)
            return Falls(beat, day) ? day : null;
        if (!calendar.IsWorkingDay(day))
            return null;
        if (beat.OffDays is OffDays.Skipped)
            return Falls(beat, day) ? day : null;
        // The days off around it that moved here. Of several the first gives the name, and it comes once.
        var step = beat.OffDays is OffDays.After ? -1 : 1;
        DateOnly? named = Falls(beat, day) ? day : null;
        var moved = day.AddDays(step);
        for (var days = 0; days < LongestBreak && !calendar.IsWorkingDay(moved); days++, moved = moved.AddDays(step))
            if (Falls(beat, moved) && (named is null || moved < named))
                named = moved;
        return named;
    }

    private bool Falls(Beat beat, DateOnly day) => beat.FallsOn(day, started, calendar);
}
