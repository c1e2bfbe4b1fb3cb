using System.Data.Common;
using CivicLoop.Core.Supervision;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Supervision;

/// <summary>What an order did to the appraisal of its unit: when, how much, by which order.</summary>
/// <param name="Points">Above nought for what is lost, below for what was given back; nought where the rung names none.</param>
public sealed record AppraisalLine(OrderState Order, DateTime At, int Points);

/// <param name="Items">Orders that stand in the appraisal.</param>
public sealed record AppraisalSum(string Unit, long Lost, long Returned, long Items);

/// <summary>纳入考核: told by orders and what became of them; nothing of it is kept beside the history.</summary>
public static class AppraisalReads
{
    /// <summary>Every unit that an order cost something, the most first.</summary>
    /// <param name="unit">Only this one; null for all.</param>
    public static List<AppraisalSum> Sums(DbConnection connection, CalendarSpan year, string? unit) =>
        [
            .. Lines(connection, year, unit)
                .GroupBy(line => line.Order.Over.Unit)
                .Select(group => new AppraisalSum(
                    group.Key,
                    group.Where(line => line.Points > 0).Sum(line => line.Points),
                    -group.Where(line => line.Points < 0).Sum(line => line.Points),
                    group.Select(line => line.Order.Number).Distinct().Count()
                ))
                .OrderByDescending(sum => sum.Lost - sum.Returned)
                .ThenBy(sum => sum.Unit, StringComparer.Ordinal),
        ];

    /// <summary>What happened to appraisals within a year, in order.</summary>
    public static List<AppraisalLine> Lines(DbConnection connection, CalendarSpan year, string? unit)
    {
        var orders = Sql.Many(
            connection,
            $"select stream, state from orders where appraised = 1{(unit is null ? "" : " and unit = $1")} order by number",
            row => (Stream: row.GetString(0), State: OrderStream.Kind.ReadState(row.GetString(1))),
            unit is null ? [] : [unit]
        );
        var lines = new List<AppraisalLine>();
        foreach (var (stream, order) in orders)
        {
            lines.Add(new AppraisalLine(order, order.Signed!.RecordedAt, order.Points ?? 0));
            if (order.Returned > 0)
                lines.AddRange(Returned(connection, stream, order));
        }
        return [.. lines.Where(line => line.At >= year.From && line.At < year.Until).OrderBy(line => line.At)];
    }

    private static IEnumerable<AppraisalLine> Returned(DbConnection connection, string stream, OrderState order) =>
        Sql.Many(
                connection,
                $"select {EventStore.Columns} from events where stream = $1 and kind = 'order.points-returned' order by number",
                EventStore.Read,
                stream
            )
            .Select(stored => new AppraisalLine(
                order,
                EventStore.Made(stored).RecordedAt,
                -((OrderPointsReturned)OrderEventJson.Kinds.Read(stored.Kind, stored.Body)).Points
            ));
}

/// <summary>A year of the city, from its first instant on, to the next one's; UTC.</summary>
public sealed record CalendarSpan(int Year, DateTime From, DateTime Until);
