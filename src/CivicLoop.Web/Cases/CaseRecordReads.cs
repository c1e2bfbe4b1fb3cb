using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Cases;

/// <summary>A case with what its history comes to; the description is empty where it was erased.</summary>
public sealed record CaseRecord(CaseState State, StageCounts Stages, string What, string? Place);

/// <summary>Cases of one page of a list, each with its stages counted from its events.</summary>
public static class CaseRecordReads
{
    /// <summary>In the order of the rows.</summary>
    public static List<CaseRecord> Of(DbConnection connection, IReadOnlyList<CaseRow> rows)
    {
        if (rows.Count == 0)
            return [];
        object?[] numbers = [.. rows.Select(row => (object?)row.Number)];
        var among = string.Join(", ", numbers.Select((_, at) => $"${at + 1}"));
        var states = Sql.Many(
                connection,
                $"select stream, state from cases where number in ({among})",
                row => (Stream: row.GetString(0), State: CaseColumns.Read(row.GetString(1))),
                numbers
            )
            .ToDictionary(one => one.State.Number);
        var history = Sql.Many(
                connection,
                $"select {EventStore.Columns} from events where stream in (select stream from cases where number in ({among})) order by stream, number",
                EventStore.Read,
                numbers
            )
            .ToLookup(stored => stored.Stream);
        var said = CaseWords.Descriptions(connection, [.. rows.Select(row => row.Number)]);
        return
        [
            .. rows.Where(row => states.ContainsKey(row.Number))
                .Select(row =>
                {
                    var (stream, state) = states[row.Number];
                    var moments = history[stream]
                        .Select(stored => (CaseEventJson.Kinds.Read(stored.Kind, stored.Body), EventStore.Made(stored)));
                    return new CaseRecord(state, StageCounts.Of(moments), said.GetValueOrDefault(row.Number, ""), row.Place);
                }),
        ];
    }
}
