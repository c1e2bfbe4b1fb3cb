using System.Data.Common;
using CivicLoop.Core.Messages;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages.Channels;

namespace CivicLoop.Web.Messages;

/// <summary>One message as the page lists it.</summary>
/// <param name="Case">Number of the case that it is about; null where it is about something else.</param>
/// <param name="Name">Who was told; null before somebody is, and for people outside.</param>
/// <param name="Trouble">What the channel said last, or a code of ours.</param>
public sealed record MessageRow(
    Guid Id,
    MessageKind Kind,
    MessageState State,
    string? Post,
    string Detail,
    DateTime? Until,
    DateTime AddedAt,
    DateTime DueAt,
    DateTime? SettledAt,
    string? Channel,
    int Attempts,
    string? Trouble,
    bool Again,
    long? Case,
    string? Name
)
{
    /// <summary>The page offers to drop it.</summary>
    public bool MayDrop => State is MessageState.Dead or MessageState.Waiting;
}

/// <param name="Before">Only older ones: time and id of the last one of the page before.</param>
public sealed record MessageFilter(MessageState? State = null, (DateTime At, Guid Id)? Before = null);

public static class OutboxReads
{
    private const string Columns = """
        o.id, o.kind, o.state, o.post, o.detail, o.until, o.added_at, o.due_at, o.settled_at, o.channel, o.attempts, o.trouble,
        o.again, o.subject, o.person
        """;

    /// <summary>Whether a sender has anything to do.</summary>
    internal static bool Waits(DbConnection connection, DateTime now, TimeSpan lease) =>
        Sql.Number(
            connection,
            """
            select case when exists (select 1 from outbox where state = 'Waiting' and due_at <= $1)
              or exists (select 1 from outbox where state = 'Sending' and taken_at < $2) then 1 else 0 end
            """,
            now,
            now - lease
        ) > 0;

    /// <summary>How many are in each state; those that went by the last thirty days.</summary>
    public static Dictionary<MessageState, long> Counts(DbConnection connection, DateTime now) =>
        Sql.Many(
                connection,
                "select state, count(*) from outbox where state in ('Waiting', 'Sending', 'Dead') or added_at > $1 group by state",
                row => KeyValuePair.Create(Enum.Parse<MessageState>(row.GetString(0)), row.GetInt64(1)),
                now.AddDays(-30)
            )
            .ToDictionary();

    /// <summary>The newest first.</summary>
    public static List<MessageRow> Page(DbConnection connection, MessageFilter filter, int most)
    {
        var (at, id) = filter.Before ?? (DateTime.UnixEpoch.AddYears(1000), Guid.Empty);
        return Named(
            connection,
            Sql.Many(
                connection,
                $"""
                select {Columns} from outbox o
                where {(filter.State is null ? "$3 = ''" : "o.state = $3")} and (o.added_at < $1 or o.added_at = $1 and o.id < $2)
                order by o.added_at desc, o.id desc limit {most}
                """,
                Read,
                at,
                id,
                filter.State?.ToString() ?? ""
            )
        );
    }

    public static MessageRow? One(DbConnection connection, Guid id) =>
        Named(connection, Sql.Many(connection, $"select {Columns} from outbox o where o.id = $1", Read, id)).FirstOrDefault();

    /// <summary>The batch that a message went in, or it alone, to put it into words again.</summary>
    internal static Batch BatchOf(DbConnection connection, Guid id)
    {
        var entries = Sql.Many(
            connection,
            $"""
            select {Entry.Columns} from outbox where id = $1
              or (batch is not null and batch = (select batch from outbox where id = $1)) order by added_at, id
            """,
            Entry.Read,
            id
        );
        // Nobody's address is opened for a look.
        return new Batch(id, AllChannels.KeptHere, entries, null, []);
    }

    private sealed record Bare(MessageRow Row, string? Subject, string? Person);

    private static Bare Read(DbDataReader row) =>
        new(
            new MessageRow(
                Guid.Parse(row.GetString(0)),
                Enum.Parse<MessageKind>(row.GetString(1)),
                Enum.Parse<MessageState>(row.GetString(2)),
                Sql.Text(row, 3),
                row.GetString(4),
                Sql.Time(row, 5),
                Values.Time(row.GetInt64(6)),
                Values.Time(row.GetInt64(7)),
                Sql.Time(row, 8),
                Sql.Text(row, 9),
                row.GetInt32(10),
                Sql.Text(row, 11),
                row.GetInt32(12) != 0,
                null,
                null
            ),
            Sql.Text(row, 13),
            Sql.Text(row, 14)
        );

    private static List<MessageRow> Named(DbConnection connection, List<Bare> rows)
    {
        var cases = Look(
            rows.Select(row => row.Subject),
            "select stream, number from cases where stream",
            row => row.GetInt64(1)
        );
        var names = Look(rows.Select(row => row.Person), "select id, name from people where id", row => row.GetString(1));
        return rows.ConvertAll(row =>
            row.Row with
            {
                Case = row.Subject is { } subject && cases.TryGetValue(subject, out var number) ? number : null,
                Name = row.Person is { } person ? names.GetValueOrDefault(person) : null,
            }
        );

        Dictionary<string, T> Look<T>(IEnumerable<string?> ids, string sql, Func<DbDataReader, T> value) =>
            ids.OfType<string>()
                .Distinct()
                .Chunk(200)
                .SelectMany(some =>
                    Sql.Many(
                        connection,
                        $"{sql} in ({Sql.List(1, some.Length)})",
                        row => KeyValuePair.Create(row.GetString(0), value(row)),
                        [.. some]
                    )
                )
                .ToDictionary();
    }
}
