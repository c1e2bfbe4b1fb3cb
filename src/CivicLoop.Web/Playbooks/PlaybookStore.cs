using System.Security.Cryptography;
using System.Text;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Playbooks;

/// <summary>Keeps playbooks whole, each from a day on. None is ever changed or deleted.</summary>
public static class PlaybookStore
{
    /// <summary>
    /// The new version's id; null when the very same is there already. Refused when another one is valid from that
    /// day, or a later one exists: what a day's rules were must not change afterwards.
    /// </summary>
    public static (Guid? Id, Refusal? Refusal) Add(
        CityTransaction transaction,
        PlaybookFolder folder,
        DateOnly validFrom,
        DateTime recordedAt
    )
    {
        var hash = Hash(folder);
        var versions = transaction.Many(
            "select valid_from, hash from playbooks",
            row => (From: Values.ParseDay(row.GetString(0)), Hash: row.GetString(1))
        );
        if (versions.Any(version => version.From == validFrom && version.Hash == hash))
            return (null, null);
        if (versions.Any(version => version.From == validFrom))
            return (null, new Refusal("playbook.day-taken", Values.Day(validFrom)));
        if (versions.Count > 0 && versions.Max(version => version.From) is var latest && latest > validFrom)
            return (null, new Refusal("playbook.before-latest", Values.Day(validFrom), Values.Day(latest)));

        var id = Guid.CreateVersion7();
        transaction.Execute(
            "insert into playbooks (id, valid_from, recorded_at, hash) values ($1, $2, $3, $4)",
            id,
            validFrom,
            recordedAt,
            hash
        );
        foreach (var (path, content) in folder.Files)
            transaction.Execute("insert into playbook_files (playbook, path, content) values ($1, $2, $3)", id, path, content);
        return (id, null);
    }

    /// <summary>SHA-256 over path and content of every file, in the order of paths.</summary>
    internal static string Hash(PlaybookFolder folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, content) in folder.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{path.Length}:{path}{content.Length}:{content}"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
