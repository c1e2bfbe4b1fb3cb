using System.Data.Common;
using CivicLoop.Core.Places;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Places;

/// <summary>What was changed about a place or what lies around it, by whom and why.</summary>
/// <param name="Person">Empty for the system.</param>
public sealed record PlaceChanged(FactChange Change, DateTime At, Guid Person, string Post, string Reason);

/// <summary>The history of what is no dated fact: names, types, positions, shapes.</summary>
public static class PlaceChanges
{
    /// <param name="kind">place, grid, segment or facility.</param>
    public static void Add(
        CityTransaction transaction,
        string kind,
        string code,
        IReadOnlyList<FactChange> changes,
        PlaceHand hand
    )
    {
        foreach (var change in changes)
            transaction.Execute(
                """
                insert into place_changes (id, kind, code, field, was, became, recorded_at, person, post, reason)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """,
                Guid.CreateVersion7(),
                kind,
                code,
                change.Field,
                change.Was,
                change.Became,
                hand.At,
                hand.Person,
                hand.Post,
                hand.Reason
            );
    }

    /// <summary>The newest first.</summary>
    public static List<PlaceChanged> Of(DbConnection connection, string kind, string code) =>
        Sql.Many(
            connection,
            """
            select field, was, became, recorded_at, person, post, reason from place_changes
            where kind = $1 and code = $2 order by recorded_at desc, id desc limit 100
            """,
            row => new PlaceChanged(
                new FactChange(row.GetString(0), row.GetString(1), row.GetString(2)),
                Values.Time(row.GetInt64(3)),
                Guid.Parse(row.GetString(4)),
                row.GetString(5),
                row.GetString(6)
            ),
            kind,
            code
        );
}
