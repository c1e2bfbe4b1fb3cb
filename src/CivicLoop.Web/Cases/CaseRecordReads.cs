using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Cases;

/// <summary>A case with what its history comes to; the description is empty where it was erased.</summary>
/// <param name="Told">What another system said of it, by the id of the text; erased ones are not there.</param>
public sealed record CaseRecord(
    CaseState State,
    StageCounts Stages,
    string What,
    string? Place,
    string? Address,
    IReadOnlyDictionary<Guid, string> Told
);

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
        var moments = history.ToDictionary(
            stream => stream.Key,
            stream =>
                stream
                    .Select(stored => (Event: CaseEventJson.Kinds.Read(stored.Kind, stored.Body), Made: EventStore.Made(stored)))
                    .ToList(),
            StringComparer.Ordinal
        );
        var told = Told(connection, moments.Values.SelectMany(stream => stream.Select(moment => moment.Event)));
        var said = CaseWords.Descriptions(connection, [.. rows.Select(row => row.Number)]);
        return
        [
            .. rows.Where(row => states.ContainsKey(row.Number))
                .Select(row =>
                {
                    var (stream, state) = states[row.Number];
                    var own = moments[stream];
                    return new CaseRecord(
                        state,
                        StageCounts.Of(own.Select(moment => (moment.Event, moment.Made))),
                        said.GetValueOrDefault(row.Number, ""),
                        row.Place,
                        own[0].Event is CaseImported { Address: { } address } ? told.GetValueOrDefault(address.Id) : null,
                        told
                    );
                }),
        ];
    }

    // Names and addresses as another system wrote them.
    private static Dictionary<Guid, string> Told(DbConnection connection, IEnumerable<CaseEvent> events)
    {
        List<Guid> texts =
        [
            .. events.Where(happened => happened is CaseImported or StageTold).SelectMany(CaseRefs.Texts).Select(text => text.Id),
        ];
        return texts
            .Chunk(10_000)
            .SelectMany(some =>
                Sql.Many(
                    connection,
                    $"select id, text from texts where text is not null and id in ({Sql.List(1, some.Length)})",
                    row => KeyValuePair.Create(Guid.Parse(row.GetString(0)), row.GetString(1)),
                    [.. some.Cast<object?>()]
                )
            )
            .ToDictionary();
    }
}
