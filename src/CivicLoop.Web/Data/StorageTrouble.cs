using CivicLoop.Core.Events;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CivicLoop.Web.Data;

/// <summary>
/// The database or the disk could not keep what was asked: full, read-only, locked, away. Nothing of the act was
/// kept and nothing accepted before is lost; the sentence says so. Mapped here once for both databases.
/// </summary>
public sealed class StorageTrouble(Refusal refusal, Exception cause) : Exception(refusal.ToString(), cause)
{
    public Refusal Refusal { get; } = refusal;

    public static StorageTrouble? From(Exception exception)
    {
        var code = exception switch
        {
            StorageTrouble known => known.Refusal.Code,
            SqliteException { SqliteErrorCode: 13 } => "storage.full",
            SqliteException { SqliteErrorCode: 8 or 14 } => "storage.read-only",
            SqliteException { SqliteErrorCode: 5 or 6 } => "storage.busy",
            SqliteException { SqliteErrorCode: 10 } => "storage.failing",
            PostgresException { SqlState: "53100" } => "storage.full",
            PostgresException { SqlState: "25006" or "42501" } => "storage.read-only",
            PostgresException { SqlState: "55P03" or "57014" or ['5', '3', ..] } => "storage.busy",
            PostgresException { SqlState: ['5', '7', ..] or ['0', '8', ..] } => "storage.away",
            NpgsqlException and not PostgresException => "storage.away",
            IOException io => OfFile(io),
            UnauthorizedAccessException => "storage.read-only",
            _ => null,
        };
        return code is null ? null : exception as StorageTrouble ?? new StorageTrouble(new Refusal(code), exception);
    }

    /// <summary>The row that somebody else wrote first: the lost-update guard of the primary keys, or each waiting for the other.</summary>
    public static bool IsTaken(Exception exception) =>
        exception
            is SqliteException { SqliteExtendedErrorCode: 1555 or 2067 }
                or PostgresException { SqlState: "23505" or "40001" or "40P01" };

    // ENOSPC and EDQUOT, EROFS as .NET hands them on in HResult on Linux.
    private static string OfFile(IOException io) =>
        io.HResult switch
        {
            28 or 122 => "storage.full",
            30 => "storage.read-only",
            _ => "storage.failing",
        };
}
