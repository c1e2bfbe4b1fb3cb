using System.Data.Common;
using CivicLoop.Core.Erasures;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Organisation;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Rectification;

namespace CivicLoop.Web.Erasures;

/// <summary>One request with the words said around it.</summary>
/// <param name="Why">What the person said; null once it is erased itself.</param>
/// <param name="Answer">What the office said to it; null while it waits, or once erased.</param>
public sealed record ErasureRequest(
    Guid Stream,
    ErasureState State,
    string? Why,
    string? Answer,
    IReadOnlyDictionary<Guid, string> People
);

/// <summary>A text or a photo that could be erased, and where in the history it stands.</summary>
/// <param name="Where">Key of the sentence that names the event.</param>
/// <param name="Text">Null for a photo.</param>
public sealed record Erasable(Guid Id, string Where, DateTime At, string? Text);

/// <summary>Requests for erasure, read.</summary>
public static class ErasureReads
{
    public const int PageSize = 100;

    public static ErasureRequest? Find(DbConnection connection, long number) =>
        Many(connection, "where number = $1", number).FirstOrDefault();

    /// <summary>Of one case, visit or material, oldest first.</summary>
    public static List<ErasureRequest> OfStream(DbConnection connection, Guid stream) =>
        Many(connection, "where case_stream = $1 order by number", stream);

    /// <summary>Those that wait first, each group newest first; at most <see cref="PageSize"/>.</summary>
    public static List<ErasureRequest> Newest(DbConnection connection) =>
        Many(
            connection,
            $"order by case when status = '{nameof(ErasureStatus.Asked)}' then 0 else 1 end, number desc limit {PageSize}"
        );

    /// <summary>The stream by its number; null where there is none.</summary>
    public static Guid? Stream(DbConnection connection, ErasureOf of, long number) =>
        Sql.One(connection, $"select stream from {of.Kind.Table} where number = $1", row => row.GetString(0), number) is { } found
            ? Guid.Parse(found)
            : null;

    /// <summary>What of it is still there to erase, in the order of its history.</summary>
    public static IReadOnlyList<Erasable> Left(DbConnection connection, ErasureOf of, Guid stream)
    {
        var texts = ItemReads.Texts(connection, stream);
        var photos = PhotoReads.Kept(connection, stream);
        var (fold, left) = (of.Kind.Begin(), new List<Erasable>());
        foreach (
            var stored in Sql.Many(
                connection,
                $"select {EventStore.Columns} from events where stream = $1 order by number",
                EventStore.Read,
                stream
            )
        )
        {
            var (said, shown) = fold.Add(stored);
            var made = EventStore.Made(stored);
            left.AddRange(
                said.Append(made.Reason)
                    .Where(text => texts.ContainsKey(text.Id))
                    .Select(text => new Erasable(text.Id, of.Says(stored.Kind), made.HappenedAt, texts[text.Id]))
            );
            left.AddRange(
                shown
                    .Where(photo => photos.Contains(photo.Id))
                    .Select(photo => new Erasable(photo.Id, of.Says(stored.Kind), made.HappenedAt, null))
            );
        }
        return left;
    }

    private static List<ErasureRequest> Many(DbConnection connection, string rest, params object?[] args)
    {
        var found = Sql.Many(
            connection,
            $"select stream, state from erasures {rest}",
            row => (Stream: Guid.Parse(row.GetString(0)), State: ErasureStream.Kind.ReadState(row.GetString(1))),
            args
        );
        var said = Said(connection, [.. found.SelectMany(one => Reasons(one.State))]);
        var people = OrganisationReads.Names(
            connection,
            [
                .. found
                    .SelectMany(one => new[] { one.State.Asked.Person, one.State.Decided?.Person ?? Guid.Empty })
                    .Where(person => person != Guid.Empty)
                    .Distinct(),
            ]
        );
        return
        [
            .. found.Select(one => new ErasureRequest(
                one.Stream,
                one.State,
                said.GetValueOrDefault(one.State.Asked.Reason.Id),
                one.State.Decided is { } decided ? said.GetValueOrDefault(decided.Reason.Id) : null,
                people
            )),
        ];
    }

    private static IEnumerable<Guid> Reasons(ErasureState state) =>
        state.Decided is { } decided ? [state.Asked.Reason.Id, decided.Reason.Id] : [state.Asked.Reason.Id];

    private static Dictionary<Guid, string> Said(DbConnection connection, IReadOnlyList<Guid> ids) =>
        ids.Count == 0
            ? []
            : Sql.Many(
                    connection,
                    $"select id, text from texts where text is not null and id in ({string.Join(", ", ids.Select((_, at) => $"${at + 1}"))})",
                    row => KeyValuePair.Create(Guid.Parse(row.GetString(0)), row.GetString(1)),
                    [.. ids.Select(id => (object?)id)]
                )
                .ToDictionary();
}
