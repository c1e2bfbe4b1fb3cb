using CivicLoop.Core.Playbooks;

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
    private readonly ILookup<string, SourceMark> marks = playbook.Sources.ToLookup(mark => mark.Anchor);

    public Playbook Playbook => playbook;

    public PlaybookVersion Version => version;

    public IReadOnlyList<PlaybookVersion> Versions => versions;

    public DateOnly Month { get; } = new(month.Year, month.Month, 1);

    /// <summary>Codes of the documents that an entry comes from.</summary>
    public IEnumerable<string> Documents(string anchor) => marks[anchor].Select(mark => mark.Document).Distinct();

    public bool StandsIn(string file) => playbook.StandIns.Contains(file);

    /// <summary>The beats of a day, numbered as the list has them. None before the campaign and none after it.</summary>
    public IEnumerable<(int Number, Beat Beat)> BeatsOn(DateOnly day)
    {
        var campaign = playbook.City.Campaign;
        return day < campaign.Starts || day >= campaign.Starts.AddDays(campaign.Days)
            ? []
            : playbook.Rhythm.Select((beat, index) => (index + 1, beat)).Where(one => one.beat.FallsOn(day, campaign.Starts));
    }

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
