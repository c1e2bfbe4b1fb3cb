using System.Data.Common;
using System.Security.Cryptography;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Events;

/// <summary>
/// What can be erased: free texts and photos, each with a salt. An event knows only id and salted hash, so a text
/// can go without bending history, and once its salt is gone nobody can test a guess against the hash.
/// </summary>
public static class TextStore
{
    public static string NewSalt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>A text with its id, salt and hash, not kept yet: a decision comes first.</summary>
    public static DraftText Draft(string said)
    {
        var (text, salt) = (Values.Text(said), NewSalt());
        return new DraftText(new TextRef(Guid.CreateVersion7(), Chain.Salted(salt, text)), salt, text);
    }

    public static void Keep(CityTransaction transaction, Guid stream, DraftText draft) =>
        transaction.Execute(
            "insert into texts (id, stream, salt, text) values ($1, $2, $3, $4)",
            draft.Ref.Id,
            stream,
            draft.Salt,
            draft.Text
        );

    /// <summary>Those of these texts that were not erased.</summary>
    public static Dictionary<Guid, string> Said(DbConnection connection, IReadOnlyList<Guid> ids) =>
        ids.Chunk(500)
            .SelectMany(some =>
                Sql.Many(
                    connection,
                    $"select id, text from texts where text is not null and id in ({Sql.List(1, some.Length)})",
                    row => KeyValuePair.Create(Guid.Parse(row.GetString(0)), row.GetString(1)),
                    [.. some.Select(id => (object?)id)]
                )
            )
            .ToDictionary();

    /// <summary>Those of a stream that were not erased.</summary>
    public static Dictionary<Guid, string> Of(CityTransaction transaction, Guid stream) =>
        transaction
            .Many(
                "select id, text from texts where stream = $1 and text is not null",
                row => KeyValuePair.Create(Guid.Parse(row.GetString(0)), row.GetString(1)),
                stream
            )
            .ToDictionary();

    /// <summary>Erases one text for good; the history keeps that it was there, and who erased it when.</summary>
    /// <returns>False when there is no such text or it is gone already.</returns>
    public static bool Erase(CityTransaction transaction, Guid id, Guid person, DateTime now)
    {
        if (
            transaction.One("select stream from texts where id = $1 and text is not null", row => row.GetString(0), id)
            is not { } stream
        )
            return false;
        transaction.Execute(
            "update texts set salt = null, text = null, erased_at = $2, erased_by = $3 where id = $1",
            id,
            now,
            person
        );
        ForgetFingerprints(transaction, stream);
        foreach (var kind in Program.Streams)
            kind.Refresh(transaction, stream, stream);
        return true;
    }

    // A fingerprint covers the whole form, free text included: with its salt gone it says nothing any more.
    internal static void ForgetFingerprints(CityTransaction transaction, string stream) =>
        transaction.Execute("update acts set salt = '', fingerprint = '' where stream = $1", stream);
}

public sealed record DraftText(TextRef Ref, string Salt, string Text);
