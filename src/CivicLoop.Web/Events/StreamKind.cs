using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;

namespace CivicLoop.Web.Events;

/// <summary>One kind of stream, as the proof and the rebuild see it: what its events fold to, and the row that this comes to.</summary>
public interface IStreamKind
{
    /// <summary><c>case</c>, <c>contract</c>: a word of the house. Every event kind but a case's begins with it and a dot.</summary>
    string Name { get; }

    /// <summary>Where its rows lie; has the columns stream, number, version, head and state among its own.</summary>
    string Table { get; }

    /// <summary>The columns of a row in the order in which the kind gives their values; <c>stream</c> is the first.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>The kinds of its events, and how they are stored.</summary>
    EventKinds Events { get; }

    IStreamFold Begin();

    /// <summary>Puts a row in its place, for a rebuild.</summary>
    void Insert(CityTransaction transaction, object?[] row);

    /// <summary>Makes again what else is kept of these streams' rows and texts, such as words to find them by: after a rebuild, and after a text was erased.</summary>
    void Refresh(CityTransaction transaction, string first, string last);
}

/// <summary>One stream while it is folded.</summary>
public interface IStreamFold
{
    /// <summary>How many events were folded; 0 before the first.</summary>
    int Version { get; }

    /// <summary>Number within the city, by which people call it; 0 before the first event.</summary>
    long Number { get; }

    Duty? Owed { get; }

    /// <summary>Folds the next event and names the texts and photos that it holds, besides the reason of its act.</summary>
    /// <exception cref="InvalidOperationException">The kind of the event is unknown.</exception>
    /// <exception cref="System.Text.Json.JsonException">Its body is not what the kind holds.</exception>
    (IEnumerable<TextRef> Texts, IEnumerable<PhotoRef> Photos) Add(StoredEvent stored);

    /// <summary>The values of <see cref="IStreamKind.Columns"/>.</summary>
    object?[] Row(Guid stream, string head);
}

/// <summary>A column of a row, made from the state: for writing, for rebuilding and for verifying alike.</summary>
public sealed record Column<TState>(string Name, Func<TState, object?> Of);

/// <summary>
/// What a room says about its streams, once: how events are written and folded and what row they come to. The rest
/// (chain, row, duties, proof, rebuild) follows from it.
/// </summary>
public abstract class StreamKind<TState, TEvent> : IStreamKind
    where TState : class, IStreamState
    where TEvent : class
{
    private readonly EventKinds<TEvent> kinds;
    private readonly JsonTypeInfo<TState> shape;
    private readonly IReadOnlyList<Column<TState>> columns;
    private readonly string insert;
    private readonly string update;
    private readonly string load;

    /// <param name="columns">What lists of it are filtered and sorted by, beside the columns that every kind has.</param>
    protected StreamKind(
        string name,
        string table,
        EventKinds<TEvent> kinds,
        JsonTypeInfo<TState> shape,
        IReadOnlyList<Column<TState>> columns
    )
    {
        (Name, Table, this.kinds, this.shape, this.columns) = (name, table, kinds, shape, columns);
        Columns = ["stream", "number", "version", "head", .. columns.Select(column => column.Name), "state"];
        insert = $"insert into {table} ({string.Join(", ", Columns)}) values ({Numbered(Columns, 0, (_, at) => $"${at}")})";
        update = $"update {table} set {Numbered([.. Columns.Skip(1)], 1, (column, at) => $"{column} = ${at}")} where stream = $1";
        load = $"select state, head from {table} where stream = $1";
    }

    public string Name { get; }

    public string Table { get; }

    public IReadOnlyList<string> Columns { get; }

    public EventKinds Events => kinds;

    /// <summary>A row's last column, <c>state</c>.</summary>
    public TState ReadState(string state) => JsonSerializer.Deserialize(state, shape)!;

    public abstract TState Evolve(TState? before, TEvent happened, Made made);

    /// <summary>What a stored event makes of the state before it.</summary>
    public TState Evolve(TState? before, StoredEvent stored) =>
        Evolve(before, kinds.Read(stored.Kind, stored.Body), EventStore.Made(stored));

    public virtual IEnumerable<TextRef> Texts(TEvent happened) => [];

    public virtual IEnumerable<PhotoRef> Photos(TEvent happened) => [];

    public IStreamFold Begin() => new Fold(this);

    public void Insert(CityTransaction transaction, object?[] row) => transaction.Execute(insert, row);

    public virtual void Refresh(CityTransaction transaction, string first, string last) { }

    /// <summary>The stream as it stands, with the hash of its last event; null and empty where there is none.</summary>
    public (TState? State, string Head) Load(CityTransaction transaction, Guid stream) =>
        transaction.One(load, row => new { State = ReadState(row.GetString(0)), Head = row.GetString(1) }, stream) is { } row
            ? (row.State, row.Head)
            : (null, "");

    /// <summary>The next number of this kind within the city. Two who take the same are told so when they write.</summary>
    public long NextNumber(CityTransaction transaction) =>
        transaction.Number($"select coalesce(max(number), 0) + 1 from {Table}");

    /// <summary>Adds what was decided: events, row and duties, in the caller's transaction.</summary>
    /// <param name="moments">When each of them happened, where the act tells of several moments; null where they are one.</param>
    public TState Append(
        CityTransaction transaction,
        Guid stream,
        TState? before,
        string head,
        IReadOnlyList<TEvent> events,
        Made made,
        IReadOnlyList<DateTime>? moments = null
    )
    {
        var state = before;
        foreach (var (at, happened) in events.Index())
        {
            var owed = state?.Next;
            var then = moments is null ? made : made with { HappenedAt = moments[at] };
            state = Evolve(state, happened, then);
            var (kind, body) = kinds.Write(happened);
            head = EventStore.Append(transaction, EventStore.Stored(stream, state.Version, kind, body, then, head));
            DutyStore.Change(transaction, stream, state.Version, owed, state.Next, made.RecordedAt);
        }
        transaction.Execute(before is null ? insert : update, Row(stream, head, state!));
        return state!;
    }

    private object?[] Row(Guid stream, string head, TState state) =>
        [
            Values.Id(stream),
            state.Number,
            state.Version,
            head,
            .. columns.Select(column => column.Of(state)),
            JsonSerializer.Serialize(state, shape),
        ];

    private static string Numbered(IReadOnlyList<string> columns, int behind, Func<string, int, string> one) =>
        string.Join(", ", columns.Select((column, at) => one(column, at + behind + 1)));

    private sealed class Fold(StreamKind<TState, TEvent> kind) : IStreamFold
    {
        private TState? state;

        public int Version => state?.Version ?? 0;

        public long Number => state?.Number ?? 0;

        public Duty? Owed => state?.Next;

        public (IEnumerable<TextRef> Texts, IEnumerable<PhotoRef> Photos) Add(StoredEvent stored)
        {
            var happened = kind.kinds.Read(stored.Kind, stored.Body);
            state = kind.Evolve(state, happened, EventStore.Made(stored));
            return (kind.Texts(happened), kind.Photos(happened));
        }

        public object?[] Row(Guid stream, string head) => kind.Row(stream, head, state!);
    }
}
