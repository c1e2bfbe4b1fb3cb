using System.Data.Common;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Tallies;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Tallies;

/// <summary>A sum: of one counter, in one measure, and where it was asked so of one unit in one district.</summary>
/// <param name="Entries">How many entries were counted in.</param>
/// <param name="Waiting">How many wait to be.</param>
public sealed record TallySum(
    string Counter,
    string Measure,
    string Unit,
    string District,
    Amount Amount,
    long Entries,
    long Waiting
);

/// <summary>An entry with its words; what was erased is null.</summary>
/// <param name="Thing">What was counted, as a person calls it.</param>
public sealed record TallyEntry(Guid Stream, TallyState State, string? Note, string? Thing);

/// <summary>One event of an entry.</summary>
public sealed record TallyMoment(TallyEvent Event, Made Made);

/// <summary>The ledger, read.</summary>
public static class TallyReads
{
    private const string Sums = """
        cast(sum(case when t.status = 'Counted' then t.thousandths else 0 end) as bigint),
        max(case when t.status = 'Counted' and t.bound in ('AtLeast', 'About') then 1 else 0 end),
        max(case when t.status = 'Counted' and t.bound in ('Nearly', 'About') then 1 else 0 end),
        sum(case when t.status = 'Counted' then 1 else 0 end),
        sum(case when t.status = 'Entered' then 1 else 0 end)
        """;

    /// <summary>By counter and measure: what is measured otherwise is another sum.</summary>
    public static List<TallySum> Totals(DbConnection connection, TallyFilter filter, Actor reader)
    {
        var args = new List<object?>();
        var where = filter.Where(reader, args);
        return Sql.Many(
            connection,
            $"select t.counter, t.measure, '', '', {Sums} from tallies t where {where} and t.status in ('Entered', 'Counted') group by t.counter, t.measure",
            Sum,
            [.. args]
        );
    }

    /// <summary>By counter, measure, unit and district; of one counter where one is asked for.</summary>
    public static List<TallySum> Parts(DbConnection connection, TallyFilter filter, Actor reader, string? counter)
    {
        var (where, args) = Of(filter, reader, counter);
        return Sql.Many(
            connection,
            $"""
            select t.counter, t.measure, t.unit, t.district, {Sums} from tallies t where {where} and t.status in ('Entered', 'Counted')
            group by t.counter, t.measure, t.unit, t.district order by t.counter, t.unit, t.district
            """,
            Sum,
            [.. args]
        );
    }

    /// <summary>What was counted in, by the day on which its days end.</summary>
    public static ILookup<(string Counter, string Measure), (DateOnly Day, long Thousandths)> Days(
        DbConnection connection,
        TallyFilter filter,
        Actor reader,
        string? counter
    )
    {
        var (where, args) = Of(filter, reader, counter);
        return Sql.Many(
                connection,
                $"""
                select t.counter, t.measure, t.to_day, cast(sum(t.thousandths) as bigint) from tallies t
                where {where} and t.status = 'Counted' group by t.counter, t.measure, t.to_day order by t.to_day
                """,
                row =>
                    (Key: (row.GetString(0), row.GetString(1)), Day: (Data.Values.ParseDay(row.GetString(2)), row.GetInt64(3))),
                [.. args]
            )
            .ToLookup(one => one.Key, one => one.Day);
    }

    /// <summary>The newest first.</summary>
    /// <param name="before">Only those with a smaller number.</param>
    public static List<TallyEntry> Entries(
        DbConnection connection,
        TallyFilter filter,
        Actor reader,
        string? counter,
        TallyStatus? status,
        long? before,
        int most
    )
    {
        var (where, args) = Of(filter, reader, counter);
        if (status is { } wanted)
        {
            args.Add(wanted);
            where += $" and t.status = ${args.Count}";
        }
        if (before is { } number)
        {
            args.Add(number);
            where += $" and t.number < ${args.Count}";
        }
        return Worded(
            connection,
            Sql.Many(
                connection,
                $"select t.stream, t.state from tallies t where {where} order by t.number desc limit {most}",
                Row,
                [.. args]
            )
        );
    }

    public static TallyEntry? Find(DbConnection connection, long number) =>
        Worded(connection, Sql.Many(connection, "select stream, state from tallies where number = $1", Row, number))
            .SingleOrDefault();

    public static IReadOnlyList<TallyMoment> History(DbConnection connection, Guid stream) =>
        Sql.Many(
            connection,
            $"select {EventStore.Columns} from events where stream = $1 order by number",
            row =>
            {
                var stored = EventStore.Read(row);
                return new TallyMoment(TallyEventJson.Kinds.Read(stored.Kind, stored.Body), EventStore.Made(stored));
            },
            stream
        );

    /// <summary>Number of the entry that corrects this one and waits to be counted in; null where none does.</summary>
    public static long? Correcting(DbConnection connection, TallyState state) =>
        Sql.Many(
                connection,
                "select state from tallies where counter = $1 and number > $2 and status = 'Entered'",
                row => TallyStream.Kind.ReadState(row.GetString(0)),
                state.Counter,
                state.Number
            )
            .FirstOrDefault(one => one.Corrects == state.Number)
            ?.Number;

    private static (string Where, List<object?> Args) Of(TallyFilter filter, Actor reader, string? counter)
    {
        var args = new List<object?>();
        var where = filter.Where(reader, args);
        if (counter is null)
            return (where, args);
        args.Add(counter);
        return ($"{where} and t.counter = ${args.Count}", args);
    }

    private static List<TallyEntry> Worded(DbConnection connection, List<(Guid Stream, TallyState State)> rows)
    {
        var texts = rows.SelectMany(row => new[] { row.State.Note?.Id, row.State.Thing?.Name?.Id }).OfType<Guid>().ToList();
        var words =
            texts.Count == 0
                ? []
                : texts
                    .Chunk(2_000)
                    .SelectMany(some =>
                        Sql.Many(
                            connection,
                            $"select id, text from texts where text is not null and id in ({Sql.List(1, some.Length)})",
                            row => KeyValuePair.Create(Guid.Parse(row.GetString(0)), row.GetString(1)),
                            [.. some.Select(id => (object?)id)]
                        )
                    )
                    .ToDictionary();
        string[] codes = [.. rows.Select(row => row.State.Thing?.Place).OfType<string>().Distinct()];
        var places = codes.Chunk(2_000).SelectMany(some => Cases.CaseListReads.PlaceNames(connection, some)).ToDictionary();
        return [.. rows.Select(row => new TallyEntry(row.Stream, row.State, Text(row.State.Note), Thing(row.State.Thing)))];

        string? Text(TextRef? text) => text is null ? null : words.GetValueOrDefault(text.Id);

        string? Thing(CountedThing? thing) =>
            thing?.Place is { } place ? places.GetValueOrDefault(place, place)
            : thing?.Case is { } number ? $"{number}"
            : Text(thing?.Name);
    }

    private static (Guid Stream, TallyState State) Row(DbDataReader row) =>
        (Guid.Parse(row.GetString(0)), TallyStream.Kind.ReadState(row.GetString(1)));

    private static TallySum Sum(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            Amount.Sum(row.GetInt64(4), row.GetInt64(5) > 0, row.GetInt64(6) > 0),
            row.GetInt64(7),
            row.GetInt64(8)
        );
}
