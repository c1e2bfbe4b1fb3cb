using CivicLoop.Core.Messages;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Data;
using Microsoft.AspNetCore.DataProtection;

namespace CivicLoop.Web.Messages;

/// <summary>Something to tell. It holds codes and ids; words are made of them when it goes.</summary>
/// <param name="At">When it came about, by the city's clock.</param>
public sealed record Note(MessageKind Kind, DateTime At)
{
    /// <summary>Code of the post whose holder is told.</summary>
    public string? Post { get; init; }

    /// <summary>The stream that it is about. Without a post: by what the room that knows somebody outside knows them.</summary>
    public Guid? Subject { get; init; }

    /// <summary>A code that belongs to it: the kind of a duty, the time that news are of.</summary>
    public string Detail { get; init; } = "";

    /// <summary>By when something is owed.</summary>
    public DateTime? Until { get; init; }

    /// <summary>Where another note has said the same, this one is none.</summary>
    public string? Once { get; init; }
}

/// <summary>
/// The door of Messages. A note is added inside the transaction of the act that causes it: both are kept, or
/// neither. Sending is somebody else's business and undoes nothing. Whoever tells somebody outside asks first
/// whether <see cref="MessageSetting.ReachesOutside"/>: what can never go is not kept for ever.
/// </summary>
public static class Outbox
{
    internal const string On = "messages.on";

    /// <summary>Kept where the city sends messages at all; otherwise nothing happens.</summary>
    public static void Add(CityTransaction transaction, Note note) =>
        transaction.Execute(
            $"""
            insert into outbox (id, kind, told_once, post, subject, detail, until, state, added_at, due_at, attempts, again)
            select $1, $2, cast($3 as text), cast($4 as text), cast($5 as text), $6, cast($7 as bigint), 'Waiting', $8, $8, 0, 0
            where exists (select 1 from settings where key = '{On}')
            on conflict do nothing
            """,
            Guid.CreateVersion7(),
            note.Kind,
            note.Once,
            note.Post,
            note.Subject,
            note.Detail,
            note.Until,
            note.At
        );

    /// <summary>An address as the outbox keeps it. Never called inside a transaction of the same city: a key may be written.</summary>
    public static string Seal(CityDatabase city, string address) => Seals(city).Protect(address);

    internal static IDataProtector Seals(CityDatabase city) => CityKeys.Of(city, "messages");
}
