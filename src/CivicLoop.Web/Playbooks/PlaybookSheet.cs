using CivicLoop.Core.Playbooks;
using CivicLoop.Core.Rhythm;
using CivicLoop.Web.Rhythm;

namespace CivicLoop.Web.Playbooks;

/// <summary>What the page of a playbook shows: one version, and where in it each source mark belongs.</summary>
/// <param name="month">Any day of the month that the calendar shows.</param>
public sealed class PlaybookSheet(
    Playbook playbook,
    PlaybookVersion version,
    IReadOnlyList<PlaybookVersion> versions,
    DateOnly month
)
{
    private readonly BeatCalendar beats = CityBeats.Of(playbook);
    private readonly ILookup<string, SourceMark> marks = playbook.Sources.ToLookup(mark => mark.Anchor);

    public Playbook Playbook => playbook;

    public PlaybookVersion Version => version;

    public IReadOnlyList<PlaybookVersion> Versions => versions;

    public DateOnly Month { get; } = new(month.Year, month.Month, 1);

    /// <summary>Codes of the documents that an entry comes from.</summary>
    public IEnumerable<string> Documents(string anchor) => marks[anchor].Select(mark => mark.Document).Distinct();

    public bool StandsIn(string file) => playbook.StandIns.Contains(file);

    /// <summary>
    /// The beats of a day, numbered as the list has them. None before the campaign; what comes after it follows the same
    /// beats until other rules are in force.
    /// </summary>
    public IEnumerable<(int Number, Beat Beat)> BeatsOn(DateOnly day) =>
        beats.On(day).Select(time => (playbook.Rhythm.Index().First(one => one.Item == time.Beat).Index + 1, time.Beat));

    /// <summary>The weeks that a month touches, Monday first.</summary>
    public IEnumerable<DateOnly[]> Weeks()
    {
        var monday = Month.AddDays(-(((int)Month.DayOfWeek + 6) % 7));
        for (; monday < Month.AddMonths(1); monday = monday.AddDays(7))
            yield return [.. Enumerable.Range(0, 7).Select(monday.AddDays)];
    }

    /// <summary>True for a day off, false for a weekend day worked, null for a day like any other.</summary>
    public bool? DayOff(DateOnly day) =>
        playbook.Limits.Calendar.FirstOrDefault(other => other.Day == day) is { } differs ? !differs.Works : null;
}
