using CivicLoop.Core.Messages;
using CivicLoop.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Core.Messages;

/// <summary>When a message may go: quiet from 21:00 to 08:00, ten minutes of merging, lights once a day at 08:30.</summary>
public class TimingTest
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData(MessageKind.Owed, "2020-11-23 10:00", "2020-11-23 10:10")]
    [InlineData(MessageKind.Owed, "2020-11-23 20:49", "2020-11-23 20:59")]
    [InlineData(MessageKind.Owed, "2020-11-23 20:50", "2020-11-24 08:00")]
    [InlineData(MessageKind.Owed, "2020-11-23 23:30", "2020-11-24 08:00")]
    [InlineData(MessageKind.Owed, "2020-11-24 03:00", "2020-11-24 08:00")]
    [InlineData(MessageKind.Owed, "2020-11-24 07:55", "2020-11-24 08:05")]
    [InlineData(MessageKind.Yellow, "2020-11-23 08:30", "2020-11-23 08:30")]
    [InlineData(MessageKind.Yellow, "2020-11-23 08:31", "2020-11-24 08:30")]
    [InlineData(MessageKind.Red, "2020-11-23 02:00", "2020-11-23 08:30")]
    [InlineData(MessageKind.Received, "2020-11-23 12:00", "2020-11-23 12:00")]
    [InlineData(MessageKind.Received, "2020-11-23 23:00", "2020-11-24 08:00")]
    [InlineData(MessageKind.Reply, "2020-11-23 12:00", "2020-11-23 12:10")]
    [InlineData(MessageKind.Closed, "2020-11-23 12:00", "2020-11-23 12:10")]
    [InlineData(MessageKind.Confirm, "2020-11-23 23:00", "2020-11-23 23:00")]
    [InlineData(MessageKind.Reply, "2020-11-23 21:00", "2020-11-24 08:00")]
    [InlineData(MessageKind.Trial, "2020-11-23 23:00", "2020-11-23 23:00")]
    public void A_message_waits_for_its_like_and_for_the_morning(MessageKind kind, string added, string ready) =>
        Timing.Ready(kind, SmallCity.Local(added), MessageRules.Usual, Zone).ShouldBe(SmallCity.Local(ready));

    [Fact]
    public void Nothing_that_nobody_waits_for_goes_in_quiet_hours_or_before_it_came_about() =>
        Prop.ForAll(
                Gen.Choose(0, 60 * 24 * 400).ToArbitrary(),
                Gen.Elements(Enum.GetValues<MessageKind>()).ToArbitrary(),
                (minutes, kind) =>
                {
                    var added = SmallCity.Local("2020-01-01 00:00").AddMinutes(minutes);
                    var ready = Timing.Ready(kind, added, MessageRules.Usual, Zone);
                    ready.ShouldBeGreaterThanOrEqualTo(added);
                    ready.ShouldBeLessThanOrEqualTo(added.AddHours(25));
                    if (kind is not (MessageKind.Trial or MessageKind.Confirm))
                        MessageRules
                            .Usual.IsQuiet(TimeOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(ready, Zone)))
                            .ShouldBeFalse();
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Quiet_hours_within_a_day_and_none_at_all_are_possible()
    {
        var noon = MessageRules.Usual with { QuietFrom = new TimeOnly(12, 0), QuietTo = new TimeOnly(14, 0) };
        Timing
            .Ready(MessageKind.Received, SmallCity.Local("2020-11-23 12:30"), noon, Zone)
            .ShouldBe(SmallCity.Local("2020-11-23 14:00"));
        var none = MessageRules.Usual with { QuietTo = new TimeOnly(21, 0) };
        Timing
            .Ready(MessageKind.Received, SmallCity.Local("2020-11-23 23:30"), none, Zone)
            .ShouldBe(SmallCity.Local("2020-11-23 23:30"));
    }

    [Fact]
    public void A_daily_reminder_in_quiet_hours_is_out_of_bounds()
    {
        MessageRules.Usual.IsWithin().ShouldBeTrue();
        (MessageRules.Usual with { DailyAt = new TimeOnly(7, 59) }).IsWithin().ShouldBeFalse();
        (MessageRules.Usual with { MergeMinutes = 241 }).IsWithin().ShouldBeFalse();
        (MessageRules.Usual with { MostTries = 0 }).IsWithin().ShouldBeFalse();
    }

    [Fact]
    public void Pauses_double_and_end_at_two_hours()
    {
        Enumerable.Range(1, 5).Select(failed => Timing.Pause(failed).TotalMinutes).ShouldBe([1, 2, 4, 8, 16]);
        Timing.Pause(8).ShouldBe(TimeSpan.FromHours(2));
        Timing.Pause(1000).ShouldBe(TimeSpan.FromHours(2));
    }
}
