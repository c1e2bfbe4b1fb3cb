using CivicLoop.Core.Duties;
using CivicLoop.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CivicLoop.Tests.Core.Duties;

/// <summary>What holds for every limit, whenever it begins.</summary>
public class WorkCalendarProperties
{
    private static readonly DateTime First = SmallCity.Local("2020-06-01 00:00");

    private static readonly Arbitrary<DateTime> Times = Arb.From(
        Gen.Choose(0, 570 * 24 * 60).Select(minutes => First.AddMinutes(minutes))
    );

    private static readonly Arbitrary<Limit> Limits = Arb.From(
        from amount in Gen.Choose(1, 60)
        from clock in Gen.Elements(Enum.GetValues<LimitClock>())
        select new Limit(amount, clock)
    );

    [Fact]
    public void A_later_start_is_never_due_earlier() =>
        Prop.ForAll(
                Times,
                Times,
                Limits,
                (one, other, limit) =>
                {
                    var (early, late) = one <= other ? (one, other) : (other, one);
                    return SmallCity.Calendar.After(early, limit).At <= SmallCity.Calendar.After(late, limit).At;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void A_longer_limit_is_due_later_and_every_limit_after_its_start() =>
        Prop.ForAll(
                Times,
                Limits,
                (since, limit) =>
                {
                    var due = SmallCity.Calendar.After(since, limit).At;
                    var longer = SmallCity.Calendar.After(since, limit with { Amount = limit.Amount + 1 }).At;
                    return since < due && due < longer;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void Yellow_comes_before_red() =>
        Prop.ForAll(
                Times,
                Limits,
                (since, limit) =>
                {
                    var duty = Duty.Open("file", "post", null, since, limit, 0.8, SmallCity.Calendar);
                    return since <= duty.Yellow && duty.Yellow <= duty.Due;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void Limits_add_up_one_after_the_other_as_one_limit() =>
        Prop.ForAll(
                Times,
                Limits,
                Arb.From(Gen.Choose(1, 40)),
                (since, limit, more) =>
                {
                    var half = SmallCity.Calendar.After(since, limit).At;
                    var added = SmallCity.Calendar.After(half, limit with { Amount = more }).At;
                    return added == SmallCity.Calendar.After(since, limit with { Amount = limit.Amount + more }).At;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void A_working_limit_is_due_in_working_time() =>
        Prop.ForAll(
                Times,
                Limits,
                (since, limit) =>
                {
                    if (limit.Clock is LimitClock.UrgentHours or LimitClock.NaturalDays)
                        return true;
                    var due = SmallCity.Calendar.ToLocal(SmallCity.Calendar.After(since, limit).At);
                    var time = TimeOnly.FromDateTime(due);
                    return SmallCity.Calendar.IsWorkingDay(DateOnly.FromDateTime(due))
                        && SmallCity.WorkingDay.Any(slot => slot.From <= time && time <= slot.To);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));
}
