using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Maps;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Maps;

/// <summary>
/// The cases of one city kept ready for its map. Before somebody looks, what was written since the last look is
/// read from the city's own database, at most once a second: the map is never older than that.
/// </summary>
public sealed class CityDots
{
    private const long Fresh = 1_000;
    private const int MostMatches = 24;

    // An act takes its time before it commits: what was recorded a while before the newest may only be seen now.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    private const string Columns =
        "number, lon, lat, status, found_by, category, district, street, unit, reported_by, reported_at, next_yellow, next_due, "
        + "closed_at, failed_checks, reopenings";

    private readonly CityDatabase database;
    private readonly Lock gate = new();
    private readonly CaseDots dots;
    private readonly Dictionary<string, (DotMatch Match, DateTime Now, long MadeAt)> matches = new(StringComparer.Ordinal);
    private (long Newest, long Since) seen;
    private long lookedAt = Environment.TickCount64;
    private int looking;

    private CityDots(CityDatabase database, CaseDots dots, (long, long) seen) =>
        (this.database, this.dots, this.seen) = (database, dots, seen);

    public long UsedAt { get; private set; } = Environment.TickCount64;

    public static CityDots Load(CityDatabase database) =>
        database.Read(connection =>
        {
            // First how far history goes, then the rows: what is written between the two is read twice, never missed.
            var seen = Seen(connection, 0);
            return new CityDots(database, CaseDots.Of(Sql.Stream(connection, $"select {Columns} from cases", Read)), seen);
        });

    /// <summary>The marks of one tile.</summary>
    /// <param name="now">The city's clock.</param>
    public IReadOnlyList<DotCluster> Clusters(MapTile tile, DotFilter filter, DateTime now)
    {
        Follow();
        lock (gate)
            return dots.Clusters(tile, Match(filter, now));
    }

    private DotMatch Match(DotFilter filter, DateTime now)
    {
        var tick = UsedAt = Environment.TickCount64;
        var key = filter.Key;
        // Tiles of one view come together and ask the same; a second later the lights may stand differently.
        if (matches.TryGetValue(key, out var known) && tick - known.MadeAt < Fresh && now - known.Now < TimeSpan.FromSeconds(2))
            return known.Match;
        if (matches.Count >= MostMatches)
            matches.Clear();
        var match = dots.Match(filter, now);
        matches[key] = (match, now, tick);
        return match;
    }

    private void Follow()
    {
        if (Environment.TickCount64 - Interlocked.Read(ref lookedAt) < Fresh || Interlocked.Exchange(ref looking, 1) == 1)
            return;
        try
        {
            var (now, changed) = database.Read(connection =>
            {
                var since = seen.Newest - (long)Overlap.TotalMilliseconds;
                var found = Seen(connection, since);
                return (
                    found,
                    found == seen
                        ? []
                        : Sql.Many(
                            connection,
                            $"select {Columns} from cases where stream in (select stream from events where recorded_at >= $1)",
                            Read,
                            since
                        )
                );
            });
            lock (gate)
            {
                if (changed.Count > 0)
                {
                    dots.Put(changed);
                    matches.Clear();
                }
                seen = now;
            }
            Interlocked.Exchange(ref lookedAt, Environment.TickCount64);
        }
        finally
        {
            Interlocked.Exchange(ref looking, 0);
        }
    }

    // Whether anything was written: the newest moment, and how many events lie between it and as far as is looked back.
    private static (long Newest, long Since) Seen(DbConnection connection, long since) =>
        (
            Sql.Number(connection, "select max(recorded_at) from events"),
            since == 0 ? 0 : Sql.Number(connection, "select count(*) from events where recorded_at >= $1", since)
        );

    private static CaseDot Read(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetDouble(1),
            row.GetDouble(2),
            Enum.Parse<CaseStatus>(row.GetString(3)),
            row.GetString(4),
            row.GetString(5),
            row.GetString(6),
            Sql.Text(row, 7),
            Sql.Text(row, 8),
            row.GetString(9),
            Values.Time(row.GetInt64(10)),
            Sql.Time(row, 11),
            Sql.Time(row, 12),
            !row.IsDBNull(13),
            row.GetInt32(14) > 0,
            row.GetInt32(15) > 0
        );
}
