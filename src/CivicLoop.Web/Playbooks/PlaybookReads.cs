using System.Collections.Concurrent;
using System.Data.Common;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Playbooks;

/// <param name="Until">The first day of the next version; null for the last one.</param>
/// <param name="Hash">SHA-256 over its files.</param>
public sealed record PlaybookVersion(Guid Id, DateOnly ValidFrom, DateOnly? Until, DateTime RecordedAt, string Hash);

/// <summary>The playbooks of the cities, read from their own databases. A version never changes, so it is parsed once.</summary>
public sealed class PlaybookReads
{
    private readonly ConcurrentDictionary<Guid, Playbook> parsed = [];

    /// <summary>All versions of a city, the oldest first.</summary>
    public static IReadOnlyList<PlaybookVersion> Versions(DbConnection connection)
    {
        var rows = Sql.Many(
            connection,
            "select id, valid_from, recorded_at, hash from playbooks order by valid_from",
            row => new PlaybookVersion(
                Guid.Parse(row.GetString(0)),
                Values.ParseDay(row.GetString(1)),
                null,
                Values.Time(row.GetInt64(2)),
                row.GetString(3)
            )
        );
        return
        [
            .. rows.Select(
                (version, index) => version with { Until = index + 1 < rows.Count ? rows[index + 1].ValidFrom : null }
            ),
        ];
    }

    /// <summary>The version in force on a day, before the first one that first one; null where the city has none.</summary>
    public static PlaybookVersion? VersionOn(IReadOnlyList<PlaybookVersion> versions, DateOnly day) =>
        versions.LastOrDefault(version => version.ValidFrom <= day) ?? versions.FirstOrDefault();

    /// <summary>
    /// The playbook in force in a city on a day, with the newest calendar that the city has: which days are worked is
    /// a fact about the days, told once a year, and counts for every version of the rules.
    /// </summary>
    public Playbook On(City city, DateOnly day) =>
        city.Database.Read(connection =>
        {
            var versions = Versions(connection);
            if (VersionOn(versions, day) is not { } version)
                throw new InvalidOperationException(
                    $"the city {city.Code} has no playbook: civicloop import playbook DIR --valid-from DAY"
                );
            var playbook = Of(connection, version.Id);
            var newest = versions.MaxBy(one => one.RecordedAt)!;
            return newest.Id == version.Id
                ? playbook
                : playbook with
                {
                    Limits = playbook.Limits with { Calendar = Of(connection, newest.Id).Limits.Calendar },
                };
        });

    /// <summary>
    /// The playbook in force in a city on a day as it was known at a moment: one that was taken in later, for days that
    /// were over, says nothing about them. Before anything was known, the first one.
    /// </summary>
    public Playbook KnownOn(City city, DateOnly day, DateTime known) =>
        city.Database.Read(connection =>
        {
            var versions = Versions(connection);
            var then = VersionOn([.. versions.Where(version => version.RecordedAt < known)], day) ?? versions[0];
            return Of(connection, then.Id);
        });

    /// <summary>The files of the version in force on a day; none where the city has none.</summary>
    public static IReadOnlyDictionary<string, string> FilesOn(DbConnection connection, DateOnly day) =>
        VersionOn(Versions(connection), day) is { } version ? Files(connection, version.Id) : new Dictionary<string, string>();

    public Playbook Of(DbConnection connection, Guid version)
    {
        if (parsed.TryGetValue(version, out var known))
            return known;
        var (playbook, mistakes) = new PlaybookFolder(Files(connection, version)).Parse();
        // It was checked when it was taken in: a mistake now is a bug of ours, or a change of the stored files.
        return parsed[version] =
            playbook ?? throw new InvalidOperationException($"the stored playbook {version} cannot be read: {mistakes[0]}");
    }

    private static Dictionary<string, string> Files(DbConnection connection, Guid version) =>
        Sql.Many(
                connection,
                "select path, content from playbook_files where playbook = $1",
                row => KeyValuePair.Create(row.GetString(0), row.GetString(1)),
                version
            )
            .ToDictionary();
}
