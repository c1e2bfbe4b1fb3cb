using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;

namespace CivicLoop.Tests.Support;

/// <summary>The small city under another calendar.</summary>
public static class CalendarOf
{
    /// <summary>The years around today as loaded, with a long holiday from a day on.</summary>
    public static CaseRules WithDaysOff(DateOnly first, int days) =>
        SmallCity.Rules with
        {
            Calendar = new WorkCalendar(
                SmallCity.Calendar.Zone,
                SmallCity.WorkingDay,
                Enumerable
                    .Range(0, days)
                    .Select(day => new CalendarDay(first.AddDays(day), Works: false, "长假"))
                    .Append(new CalendarDay(new DateOnly(first.Year + 1, 12, 31), Works: false, "元旦"))
            ),
        };
}
