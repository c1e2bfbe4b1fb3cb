using CivicLoop.Core.Duties;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Events;

/// <summary>
/// Seals every night that has passed, one seal a night, in order. What a stopped server missed is made up for at
/// the next start, under the nights it belongs to.
/// </summary>
public static class NightlySeals
{
    /// <summary>An act is stamped before it commits; nothing takes longer than this to commit.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);

    public static IReadOnlyList<Seal> CatchUp(
        CityDatabase database,
        CityTransaction transaction,
        WorkCalendar calendar,
        DateTime now
    )
    {
        var made = new List<Seal>();
        var last = SealStore.Last(transaction);
        var first =
            last is not null ? calendar.DayOf(last.Through).AddDays(1)
            : FirstDay(transaction) is { } began ? calendar.DayOf(began)
            : (DateOnly?)null;
        if (first is null)
            return made;
        for (var day = first.Value; EndOf(day, calendar) + Settling <= now; day = day.AddDays(1))
        {
            if (SealStore.Make(database, transaction, EndOf(day, calendar), now) is { } seal)
                made.Add(seal);
        }
        return made;
    }

    // The last millisecond of a day of the city.
    private static DateTime EndOf(DateOnly day, WorkCalendar calendar) =>
        calendar.ToUtc(day.AddDays(1), TimeOnly.MinValue).AddMilliseconds(-1);

    private static DateTime? FirstDay(CityTransaction transaction) =>
        transaction.Number("select min(recorded_at) from events") is > 0 and var first ? Values.Time(first) : null;
}
