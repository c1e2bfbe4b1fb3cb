using CivicLoop.Core.Burden;
using CivicLoop.Core.Duties;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Burden;

/// <summary>Keeps the counts of weeks that are over.</summary>
internal static class BurdenStore
{
    /// <summary>As many as one pass counts; the rest follow with the next.</summary>
    private const int AtOnce = 60;

    /// <returns>How many weeks were kept.</returns>
    public static async Task<int> KeepUp(City city, WorkCalendar calendar)
    {
        var thisWeek = Burdens.WeekOf(calendar.DayOf(city.Clock.Now));
        var next = city.Database.Read(connection =>
            BurdenReads.Last(connection)?.AddDays(7) ?? BurdenReads.First(connection, calendar)
        );
        var kept = 0;
        for (var week = next; week < thisWeek && kept < AtOnce; week = week.Value.AddDays(7))
        {
            // Counted outside the transaction that writes: nothing of a week that is over comes any more.
            var counts = city.Database.Read(connection => BurdenReads.Count(connection, calendar, week.Value).ToList());
            counts.Add(new BurdenCount(week.Value, BurdenOf.Act, "", "", 0));
            await city.Database.Write(transaction =>
            {
                // Another server may have been first: both counted the same.
                transaction.Execute("delete from burden_weeks where week = $1", week.Value);
                transaction.InsertMany(
                    "insert into burden_weeks (week, what, owner, kind, amount)",
                    [.. counts.Select(one => new object?[] { one.Week, one.What, one.Owner, one.Kind, one.Number })]
                );
                return 0;
            });
            kept++;
        }
        return kept;
    }
}
