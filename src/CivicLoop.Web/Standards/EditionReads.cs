using System.Collections.Concurrent;
using System.Data.Common;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Standards;

/// <param name="Until">The first day of the next one of its system; null for the last.</param>
public sealed record EditionVersion(
    Guid Id,
    string System,
    string Code,
    string Name,
    bool Sample,
    DateOnly ValidFrom,
    DateOnly? Until,
    DateTime RecordedAt,
    string Post,
    string Reason
)
{
    public bool InForceOn(DateOnly day) => ValidFrom <= day && (Until is null || day < Until);
}

/// <summary>The editions of the cities. None ever changes, so each is parsed once.</summary>
public sealed class EditionReads
{
    private readonly ConcurrentDictionary<Guid, Edition> parsed = [];

    /// <summary>All of a city, by system, the oldest first.</summary>
    /// <param name="asKnown">Only what was recorded up to then; null for all.</param>
    public static IReadOnlyList<EditionVersion> Versions(DbConnection connection, DateTime? asKnown = null)
    {
        var rows = Sql.Many(
            connection,
            """
            select id, system, code, name, sample, valid_from, recorded_at, post, reason from editions
            where recorded_at <= $1 order by system, valid_from
            """,
            row => new EditionVersion(
                Guid.Parse(row.GetString(0)),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                row.GetInt64(4) == 1,
                Values.ParseDay(row.GetString(5)),
                null,
                Values.Time(row.GetInt64(6)),
                row.GetString(7),
                row.GetString(8)
            ),
            asKnown ?? DateTime.MaxValue.AddDays(-1)
        );
        return
        [
            .. rows.Select(
                (row, index) =>
                    index + 1 < rows.Count && rows[index + 1].System == row.System
                        ? row with
                        {
                            Until = rows[index + 1].ValidFrom,
                        }
                        : row
            ),
        ];
    }

    /// <summary>The editions in force on a day, one of each system, by the order of their codes.</summary>
    /// <param name="asKnown">Only what was recorded up to then; null for all.</param>
    public IReadOnlyList<Edition> InForce(DbConnection connection, DateOnly day, DateTime? asKnown = null) =>
        [.. Versions(connection, asKnown).Where(version => version.InForceOn(day)).Select(version => Of(connection, version.Id))];

    /// <summary>Null where a city has no edition of this system and code.</summary>
    public (EditionVersion Version, Edition Edition)? Find(DbConnection connection, string system, string code) =>
        Versions(connection).FirstOrDefault(version => version.System == system && version.Code == code) is { } version
            ? (version, Of(connection, version.Id))
            : null;

    public Edition Of(DbConnection connection, Guid id)
    {
        if (parsed.TryGetValue(id, out var known))
            return known;
        var body = Sql.One(connection, "select body from editions where id = $1", row => row.GetString(0), id);
        return parsed[id] = EditionFile.Stored(body ?? throw new InvalidOperationException($"no edition {id}"));
    }
}
