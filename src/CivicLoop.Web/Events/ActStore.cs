using System.Data.Common;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Events;

/// <summary>What an accepted act came to: the stream and its version after it.</summary>
public sealed record Accepted(Guid Stream, int Version);

/// <summary>Remembers accepted acts by the id their client made, so that the same form sent twice is one act.</summary>
public static class ActStore
{
    /// <summary>Whether an act of this id was accepted before.</summary>
    public static bool Knows(DbConnection connection, Guid id) =>
        Sql.Number(connection, "select count(*) from acts where id = $1", id) > 0;

    /// <summary>The first outcome of this id; a refusal when the same id came with another body.</summary>
    public static (Accepted? First, Refusal? Refusal) Find(CityTransaction transaction, Guid id, string body)
    {
        var found = transaction.One(
            "select salt, fingerprint, stream, number from acts where id = $1",
            row => new
            {
                Salt = row.GetString(0),
                Fingerprint = row.GetString(1),
                Stream = row.GetString(2),
                Number = row.GetInt32(3),
            },
            id
        );
        if (found is null)
            return (null, null);
        // An erased fingerprint cannot be compared; the first outcome is the honest answer.
        var same = found.Fingerprint.Length == 0 || found.Fingerprint == Chain.Salted(found.Salt, body);
        return same ? (new Accepted(Guid.Parse(found.Stream), found.Number), null) : (null, new Refusal("act.id-reused"));
    }

    public static void Remember(CityTransaction transaction, Guid id, string body, Accepted outcome)
    {
        var salt = TextStore.NewSalt();
        transaction.Execute(
            "insert into acts (id, salt, fingerprint, stream, number) values ($1, $2, $3, $4, $5)",
            id,
            salt,
            Chain.Salted(salt, body),
            outcome.Stream,
            outcome.Version
        );
    }
}
