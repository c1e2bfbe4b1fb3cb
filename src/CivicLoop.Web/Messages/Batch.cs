using System.Data.Common;
using CivicLoop.Core.Messages;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Messages;

/// <summary>One thing to tell, as a sender sees it.</summary>
/// <param name="Again">It may have gone before: a sender was lost between sending and saying so.</param>
internal sealed record Entry(
    string Id,
    MessageKind Kind,
    string? Post,
    string? Address,
    string? Subject,
    string Detail,
    DateTime? Until,
    DateTime AddedAt,
    int Attempts,
    bool Again,
    string? Channel,
    string? Person
)
{
    public const string Columns = "id, kind, post, address, subject, detail, until, added_at, attempts, again, channel, person";

    public static Entry Read(DbDataReader row) =>
        new(
            row.GetString(0),
            Enum.Parse<MessageKind>(row.GetString(1)),
            Sql.Text(row, 2),
            Sql.Text(row, 3),
            Sql.Text(row, 4),
            row.GetString(5),
            Sql.Time(row, 6),
            Values.Time(row.GetInt64(7)),
            row.GetInt32(8),
            row.GetInt32(9) != 0,
            Sql.Text(row, 10),
            Sql.Text(row, 11)
        );

    public bool OnDuty => Kind is MessageKind.Owed or MessageKind.Yellow or MessageKind.Red;

    public bool OnWatched => Kind == MessageKind.Watched;

    /// <summary>For somebody whom another room knows by the subject.</summary>
    public bool Outside => Post is null && Kind != MessageKind.Trial;
}

/// <summary>What goes out as one message.</summary>
/// <param name="To">Sealed: mail address or phone; null for a group.</param>
/// <param name="Phones">Sealed: who is called by name in a group.</param>
internal sealed record Batch(Guid Id, string Channel, IReadOnlyList<Entry> Entries, string? To, IReadOnlyList<string> Phones);
