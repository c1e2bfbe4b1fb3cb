using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Publishing;

/// <summary>A case from outside on which the office has not decided what everybody sees.</summary>
/// <param name="What">As it was told; null once erased.</param>
/// <param name="Photos">How many were sent with it and after the putting right.</param>
public sealed record WaitingCase(CaseState State, string? What, int Photos);

/// <summary>What waits for a clerk, read in the order of its arrival.</summary>
public static class ModerationReads
{
    public const int PageSize = 30;

    // Word for word the condition of the index that holds them.
    private const string Waiting = "shown_lon is not null and moderated = 0 and status <> 'Refused' and status <> 'Merged'";

    /// <param name="behind">The last one of the page before.</param>
    public static IReadOnlyList<WaitingCase> Page(DbConnection connection, bool newest, WaitingCase? behind)
    {
        var args = new List<object?>();
        var after = "";
        if (behind is not null)
        {
            after = $" and (reported_at, number) {(newest ? "<" : ">")} ($1, $2)";
            args.AddRange([behind.State.ReportedAt, behind.State.Number]);
        }
        var order = newest ? "desc" : "asc";
        var states = Sql.Many(
            connection,
            $"select state from cases where {Waiting}{after} order by reported_at {order}, number {order} limit {PageSize + 1}",
            row => CaseColumns.Read(row.GetString(0)),
            [.. args]
        );
        var words = Words(connection, [.. states.Select(state => state.What.Id)]);
        return
        [
            .. states.Select(state => new WaitingCase(
                state,
                words.GetValueOrDefault(state.What.Id),
                state.Before.Count + state.After.Count
            )),
        ];
    }

    /// <summary>The one of this number, wherever it stands now: where a page begins.</summary>
    public static WaitingCase? Find(DbConnection connection, long number) =>
        Sql.Many(
            connection,
            "select state from cases where number = $1",
            row => new WaitingCase(CaseColumns.Read(row.GetString(0)), null, 0),
            number
        )
            is [var found]
            ? found
            : null;

    /// <summary>Counted no further than <paramref name="most"/>.</summary>
    public static long Count(DbConnection connection, int most) =>
        Sql.Number(connection, $"select count(*) from (select 1 from cases where {Waiting} limit {most}) counted");

    private static Dictionary<Guid, string> Words(DbConnection connection, IReadOnlyList<Guid> ids) =>
        ids.Count == 0
            ? []
            : Sql.Many(
                    connection,
                    $"select id, text from texts where text is not null and id in ({Sql.List(1, ids.Count)})",
                    row => KeyValuePair.Create(Guid.Parse(row.GetString(0)), row.GetString(1)),
                    [.. ids.Cast<object?>()]
                )
                .ToDictionary();
}
