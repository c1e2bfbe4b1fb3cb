using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CivicLoop.Core.Events;

/// <summary>An event as stored: every column, times as Unix milliseconds UTC.</summary>
/// <param name="Previous">Hash of the event before it in its stream; empty for the first.</param>
public sealed record StoredEvent(
    string Stream,
    int Number,
    string Kind,
    string Act,
    string Person,
    string Post,
    long HappenedAt,
    long RecordedAt,
    string Via,
    string ReasonId,
    string ReasonHash,
    string Body,
    string Previous
);

/// <summary>The proof: hashes over exactly what is stored, each field with its length, so that no two rows collide by layout.</summary>
public static class Chain
{
    /// <summary>SHA-256 of all columns in their order, lower-case hex.</summary>
    public static string Hash(StoredEvent stored)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, stored.Stream);
        Add(hash, stored.Number);
        Add(hash, stored.Kind);
        Add(hash, stored.Act);
        Add(hash, stored.Person);
        Add(hash, stored.Post);
        Add(hash, stored.HappenedAt);
        Add(hash, stored.RecordedAt);
        Add(hash, stored.Via);
        Add(hash, stored.ReasonId);
        Add(hash, stored.ReasonHash);
        Add(hash, stored.Body);
        Add(hash, stored.Previous);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The salted hash under which an event names a text or a photo that can be erased.</summary>
    public static string Salted(string salt, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, salt);
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string Salted(string salt, string text) => Salted(salt, Encoding.UTF8.GetBytes(text));

    internal static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Add(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    internal static void Add(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        hash.AppendData(bytes);
    }
}
