using CivicLoop.Core.Tallies;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Tallies;

/// <summary>What entries say they have counted, so that the same is not counted twice; made again from entries and texts.</summary>
internal static class TallyThings
{
    private const string Stands = "status in ('Entered', 'Counted')";

    public static void Keep(CityTransaction transaction, Guid stream, string counter, string? key)
    {
        if (key is not null)
            transaction.Execute("insert into tally_things (stream, counter, thing) values ($1, $2, $3)", stream, counter, key);
    }

    /// <summary>A name that was erased holds nobody back any more.</summary>
    public static void Refresh(CityTransaction transaction, string first, string last)
    {
        transaction.Execute("delete from tally_things where stream >= $1 and stream <= $2", first, last);
        var states = transaction.Many(
            "select stream, state from tallies where stream >= $1 and stream <= $2",
            row => (Stream: Guid.Parse(row.GetString(0)), State: TallyStream.Kind.ReadState(row.GetString(1))),
            first,
            last
        );
        foreach (var (stream, state) in states)
        {
            var name = state.Thing?.Name is { } text
                ? transaction.One("select text from texts where id = $1 and text is not null", row => row.GetString(0), text.Id)
                : null;
            Keep(transaction, stream, state.Counter, TallyOnce.Key(state.Thing?.Place, state.Thing?.Case, name));
        }
    }

    /// <summary>Entries of a counter that stand, on these days of this unit or of this thing.</summary>
    public static List<CountedBefore> Before(
        CityTransaction transaction,
        string counter,
        string unit,
        DateOnly from,
        DateOnly to,
        string? key
    ) =>
        [
            .. transaction
                .Many(
                    $"""
                    select t.number, t.unit, t.from_day, t.to_day, h.thing from tallies t left join tally_things h on h.stream = t.stream
                    where t.counter = $1 and t.unit = $2 and t.to_day >= $3 and t.from_day <= $4 and t.{Stands} order by t.number
                    """,
                    row => Before(row, key),
                    counter,
                    unit,
                    from,
                    to
                )
                .Concat(
                    key is null
                        ? []
                        : transaction.Many(
                            $"""
                            select t.number, t.unit, t.from_day, t.to_day, h.thing from tally_things h join tallies t on t.stream = h.stream
                            where h.counter = $1 and h.thing = $2 and t.{Stands} order by t.number
                            """,
                            row => Before(row, key),
                            counter,
                            key
                        )
                ),
        ];

    private static CountedBefore Before(System.Data.Common.DbDataReader row, string? key) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            Values.ParseDay(row.GetString(2)),
            Values.ParseDay(row.GetString(3)),
            !row.IsDBNull(4),
            key is not null && Sql.Text(row, 4) == key
        );
}
