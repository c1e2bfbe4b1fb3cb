using CivicLoop.Core.Duties;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Duties;

/// <summary>Limits over the small city's working day, 09:00-12:00 and 13:30-18:30: eight hours. All times local.</summary>
public class WorkCalendarTest
{
    [Theory]
    // Within one slot, and over the lunch break.
    [InlineData("2020-11-23 09:00", "2 working hours", "2020-11-23 11:00")]
    [InlineData("2020-11-23 11:00", "2 working hours", "2020-11-23 14:30")]
    [InlineData("2020-11-23 12:30", "1 working hour", "2020-11-23 14:30")]
    // A limit that is used up as the slot ends is due then, not when the next one begins.
    [InlineData("2020-11-23 09:00", "3 working hours", "2020-11-23 12:00")]
    [InlineData("2020-11-23 10:30", "8 working hours", "2020-11-24 10:30")]
    // Begun at night, before the day and on a weekend: nothing runs until work begins.
    [InlineData("2020-11-23 23:59", "1 working hour", "2020-11-24 10:00")]
    [InlineData("2020-11-24 03:00", "1 working hour", "2020-11-24 10:00")]
    [InlineData("2020-11-21 10:00", "1 working hour", "2020-11-23 10:00")]
    [InlineData("2020-11-20 18:00", "1 working hour", "2020-11-23 09:30")]
    // A working day is as long as the city's, wherever in it the limit began.
    [InlineData("2020-11-23 09:00", "1 working day", "2020-11-23 18:30")]
    [InlineData("2020-11-23 14:30", "1 working day", "2020-11-24 14:30")]
    [InlineData("2020-11-20 14:30", "2 working days", "2020-11-24 14:30")]
    public void Working_time_runs_only_inside_the_slots(string since, string limit, string due) =>
        Due(since, limit).ShouldBe(due);

    [Theory]
    // 2021-02-07 is a Sunday worked and 02-20 a Saturday worked; 02-11 to 02-17 are off.
    [InlineData("2021-02-05 18:00", "1 working hour", "2021-02-07 09:30")]
    [InlineData("2021-02-06 10:00", "1 working day", "2021-02-07 18:30")]
    [InlineData("2021-02-10 14:30", "1 working day", "2021-02-18 14:30")]
    [InlineData("2021-02-12 10:00", "1 working hour", "2021-02-18 10:00")]
    [InlineData("2021-02-19 14:30", "1 working day", "2021-02-20 14:30")]
    [InlineData("2021-02-20 14:30", "1 working day", "2021-02-22 14:30")]
    // Golden week of 2020: a Sunday worked before it, a Saturday worked after it.
    [InlineData("2020-09-25 14:30", "1 working day", "2020-09-27 14:30")]
    [InlineData("2020-09-30 14:30", "1 working day", "2020-10-09 14:30")]
    [InlineData("2020-10-09 14:30", "1 working day", "2020-10-10 14:30")]
    [InlineData("2020-10-10 14:30", "1 working day", "2020-10-12 14:30")]
    public void Holidays_are_off_and_the_weekend_days_given_for_them_are_worked(string since, string limit, string due) =>
        Due(since, limit).ShouldBe(due);

    [Theory]
    [InlineData("2020-11-23 22:00", "4 urgent hours", "2020-11-24 02:00")]
    [InlineData("2021-02-10 23:00", "72 hours", "2021-02-13 23:00")]
    [InlineData("2021-02-12 08:15", "2 natural days", "2021-02-14 08:15")]
    public void Urgent_hours_and_natural_days_run_through_nights_and_holidays(string since, string limit, string due) =>
        Due(since, limit).ShouldBe(due);

    [Theory]
    [InlineData("2020-11-23 09:00", "1 working day", "2020-11-23 16:54")]
    [InlineData("2020-11-23 10:00", "10 urgent hours", "2020-11-23 18:00")]
    [InlineData("2020-11-23 11:00", "5 working hours", "2020-11-23 16:30")]
    public void The_light_turns_yellow_after_its_share_of_the_limit(string since, string limit, string yellow)
    {
        var duty = Duty.Open("file", "office-clerk", null, SmallCity.Local(since), Limit.Parse(limit)!, 0.8, SmallCity.Calendar);

        Shown(duty.Yellow).ShouldBe(yellow);
    }

    [Fact]
    public void A_year_that_is_not_loaded_counts_monday_to_friday_and_says_so()
    {
        // 2022-10-03 is a holiday that nobody told this calendar of.
        var due = SmallCity.Calendar.After(SmallCity.Local("2022-09-30 14:30"), Limit.Parse("1 working day")!);

        Shown(due.At).ShouldBe("2022-10-03 14:30");
        due.Provisional.ShouldBeTrue();
    }

    [Fact]
    public void A_limit_that_only_ends_in_an_unknown_year_is_provisional_too()
    {
        SmallCity.Calendar.After(SmallCity.Local("2021-12-31 09:00"), Limit.Parse("1 working day")!).Provisional.ShouldBeFalse();
        SmallCity.Calendar.After(SmallCity.Local("2021-12-31 10:00"), Limit.Parse("1 working day")!).Provisional.ShouldBeTrue();
        SmallCity.Calendar.After(SmallCity.Local("2022-12-31 10:00"), Limit.Parse("72 hours")!).Provisional.ShouldBeFalse();
    }

    [Fact]
    public void When_the_year_arrives_the_provisional_limit_is_another_one()
    {
        var arrived = new WorkCalendar(
            SmallCity.Calendar.Zone,
            SmallCity.WorkingDay,
            [.. SmallCity.Differing, new CalendarDay(new DateOnly(2022, 10, 3), Works: false, "国庆节")]
        );

        var due = arrived.After(SmallCity.Local("2022-09-30 14:30"), Limit.Parse("1 working day")!);

        Shown(due.At).ShouldBe("2022-10-04 14:30");
        due.Provisional.ShouldBeFalse();
    }

    [Fact]
    public void A_day_of_the_city_begins_at_its_own_midnight()
    {
        SmallCity.Calendar.DayOf(new DateTime(2020, 11, 23, 15, 59, 59, DateTimeKind.Utc)).ShouldBe(new DateOnly(2020, 11, 23));
        SmallCity.Calendar.DayOf(new DateTime(2020, 11, 23, 16, 0, 0, DateTimeKind.Utc)).ShouldBe(new DateOnly(2020, 11, 24));
    }

    [Fact]
    public void A_working_day_without_a_minute_is_a_mistake_told_at_once() =>
        Should.Throw<ArgumentException>(() => new WorkCalendar(TimeZoneInfo.Utc, [], []));

    private static string Due(string since, string limit) =>
        Shown(SmallCity.Calendar.After(SmallCity.Local(since), Limit.Parse(limit)!).At);

    private static string Shown(DateTime utc) =>
        SmallCity.Calendar.ToLocal(utc).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
