using CivicLoop.Core.Duties;
using CivicLoop.Core.Playbooks;
using CivicLoop.Core.Rhythm;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Rhythm;

/// <summary>When beats come: counted from the campaign, on weekdays and days of the month, around days off.</summary>
public class BeatCalendarTest
{
    // Monday. National Day 2020 was off from 1 to 8 October; 27 September and 10 October were worked for it.
    private static readonly DateOnly Started = new(2020, 9, 21);

    private static readonly WorkCalendar Calendar = new(
        TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"),
        [new Slot(new TimeOnly(10, 0), new TimeOnly(18, 0))],
        [
            new CalendarDay(new DateOnly(2020, 9, 27), true, "国庆节"),
            .. Enumerable.Range(1, 8).Select(day => new CalendarDay(new DateOnly(2020, 10, day), false, "国庆节")),
            new CalendarDay(new DateOnly(2020, 10, 10), true, "国庆节"),
        ]
    );

    [Theory]
    [InlineData("1 day", null, OffDays.Kept, "09-21 09-22 09-23 09-24 09-25 09-26 09-27 09-28")]
    [InlineData("1 day", null, OffDays.Skipped, "09-21 09-22 09-23 09-24 09-25 09-27 09-28")]
    [InlineData("1 working day", null, OffDays.Kept, "09-21 09-22 09-23 09-24 09-25 09-27 09-28")]
    [InlineData("3 working days", null, OffDays.Kept, "09-21 09-24 09-28")]
    [InlineData("3 days", null, OffDays.Kept, "09-21 09-24 09-27")]
    [InlineData("3 days", null, OffDays.After, "09-21 09-24 09-27")]
    public void Days_are_counted_from_the_campaign(string every, string? on, OffDays off, string days) =>
        Days(Beat(every, on, off), new DateOnly(2020, 9, 14), new DateOnly(2020, 9, 28)).ShouldBe(days);

    [Theory]
    [InlineData(OffDays.Kept, "10-01 10-08 10-15")]
    [InlineData(OffDays.Skipped, "10-15")]
    // Two Thursdays in one holiday are held once, on the one day that they share.
    [InlineData(OffDays.Before, "09-30 10-15")]
    [InlineData(OffDays.After, "10-09 10-15")]
    public void A_beat_on_a_day_off_is_kept_left_out_or_moved(OffDays off, string days) =>
        Days(Beat("1 week", "Thursday", off), new DateOnly(2020, 9, 28), new DateOnly(2020, 10, 20)).ShouldBe(days);

    [Fact]
    public void What_was_moved_keeps_the_name_of_the_first_day_that_its_rule_names() =>
        Of(Beat("1 week", "Thursday", OffDays.After))
            .On(new DateOnly(2020, 10, 9))
            .Single()
            .ShouldBe(new BeatTime(Beat("1 week", "Thursday", OffDays.After), new DateOnly(2020, 10, 1), Utc(2020, 10, 9, 1)));

    [Fact]
    public void Between_two_instants_comes_what_lies_after_the_first_and_not_after_the_second()
    {
        var calendar = Of(Beat("1 day", null, OffDays.Kept));

        calendar.Between(Utc(2020, 9, 21, 1), Utc(2020, 9, 23, 1)).Select(time => time.Day.Day).ShouldBe([22, 23]);
        calendar.Between(Utc(2020, 9, 23, 1), Utc(2020, 9, 23, 1)).ShouldBeEmpty();
        calendar.Between(Utc(2020, 9, 1, 1), Utc(2020, 9, 20, 23)).ShouldBeEmpty("the campaign has not begun");
    }

    [Fact]
    public void However_time_is_cut_every_beat_comes_once()
    {
        var random = new Random(7);
        foreach (var off in Enum.GetValues<OffDays>())
        {
            Beat[] beats =
            [
                Beat("2 days", null, off),
                Beat("1 week", "Friday", off),
                Beat("1 ten-day", "10", off),
                Beat("1 half-month", "15", off),
                Beat("1 month", "31", off),
                Beat("2 working days", null, off),
            ];
            var calendar = new BeatCalendar([.. beats.Select((beat, at) => beat with { Code = $"b{at}" })], Started, Calendar);
            var (from, to) = (Utc(2020, 9, 1, 0), Utc(2021, 9, 1, 0));
            var whole = calendar.Between(from, to).ToList();

            whole.Select(time => (time.Beat.Code, time.Day)).ShouldBeUnique();
            whole.Select(time => time.At).ShouldBeInOrder();
            var pieces = new List<BeatTime>();
            for (var at = from; at < to; )
            {
                var next = at.AddMinutes(random.Next(1, 20_000));
                pieces.AddRange(calendar.Between(at, next > to ? to : next));
                at = next;
            }
            pieces.ShouldBe(whole);
        }
    }

    [Theory]
    [InlineData("karamay", 365 + 183 + 122 + 53 + 12)]
    [InlineData("qujing", 3 * 52)]
    [InlineData("jiayuguan", 365 + 53 + 12)]
    [InlineData("lanzhou", 365 + 52 + 12)]
    public void A_year_of_a_citys_rhythm_has_every_beat(string city, int about)
    {
        var playbook = PlaybookFolders.Parsed(city);
        var started = playbook.City.Campaign.Starts;
        var calendar = new BeatCalendar(playbook.Rhythm, started, Web.Cases.RulesNow.CalendarOf(playbook));
        var from = DateTime.SpecifyKind(started.ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc).AddDays(-1);

        calendar.Between(from, from.AddDays(366)).Count().ShouldBeInRange(about - 3, about + 3);
    }

    private static Beat Beat(string every, string? on, OffDays off) =>
        new("beat", "例会", Interval.Parse(every)!, on, new TimeOnly(9, 0), off, "meeting", false);

    private static BeatCalendar Of(Beat beat) => new([beat], Started, Calendar);

    private static string Days(Beat beat, DateOnly from, DateOnly to) =>
        string.Join(
            ' ',
            Enumerable
                .Range(0, to.DayNumber - from.DayNumber + 1)
                .Select(from.AddDays)
                .Where(day => Of(beat).On(day).Any())
                .Select(day => $"{day:MM-dd}")
        );

    private static DateTime Utc(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, DateTimeKind.Utc);
}
