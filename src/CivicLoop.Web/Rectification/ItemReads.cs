using System.Data.Common;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Rectification;

public sealed record ListRow(
    Guid Id,
    long Number,
    ListKind Kind,
    string Title,
    string Source,
    string Letter,
    DateOnly? Day,
    DateOnly? Target,
    DateTime MadeAt,
    int Version
)
{
    /// <summary>As a form says it.</summary>
    public ListInput Input => new(Kind, Title, Source, Letter, Day, Target);
}

/// <summary>One change of what a list is called, whose it is and until when.</summary>
/// <param name="Before">What it said before; the kind of a list never changes.</param>
public sealed record ListMoment(ListInput Before, ListInput After, string Reason, string Post, DateTime At);

/// <summary>An item with its texts in words; what was erased is empty.</summary>
public sealed record ListedItem(Guid Stream, ItemState State, ItemValues Values, string? Place)
{
    public static bool Sees(Actor reader, ItemState state) => May.See(reader, state.Unit, state.District);
}

/// <summary>One event of an item, with the item as it was before it.</summary>
public sealed record ItemMoment(ItemEvent Event, Made Made, ItemState? Before);

public static class ItemReads
{
    private const string Lists = """
        select l.id, l.number, l.kind, coalesce(c.title, l.title), coalesce(c.source, l.source), coalesce(c.letter, l.letter),
          case when c.list is null then l.day else c.day end, case when c.list is null then l.target else c.target end,
          l.recorded_at, coalesce(c.version, 0)
        from rectification_lists l left join rectification_list_changes c on c.list = l.id
          and c.version = (select max(later.version) from rectification_list_changes later where later.list = l.id)
        """;
    private const string Rows =
        "select i.stream, i.state, p.name from rectification_items i left join places p on p.code = i.place";

    public static List<ListRow> AllLists(DbConnection connection) =>
        Sql.Many(connection, $"{Lists} order by l.number desc", List);

    public static ListRow? FindList(DbConnection connection, long number) =>
        Sql.One(connection, $"{Lists} where l.number = $1", List, number);

    public static ListRow? ListOf(DbConnection connection, ItemState item) =>
        Sql.One(connection, $"{Lists} where l.id = $1", List, item.List);

    /// <summary>The list as it stands inside a transaction; null where there is none.</summary>
    internal static ListRow? FindList(CityTransaction transaction, Guid list) =>
        transaction.Many($"{Lists} where l.id = $1", List, list).SingleOrDefault();

    /// <summary>How a list came to say what it says, newest first.</summary>
    public static List<ListMoment> Changes(DbConnection connection, ListRow list)
    {
        var made = Sql.One(
            connection,
            "select kind, title, source, letter, day, target from rectification_lists where id = $1",
            row => Input(Enum.Parse<ListKind>(row.GetString(0)), row, 1),
            list.Id
        )!;
        var moments = new List<ListMoment>();
        foreach (
            var (after, reason, post, at) in Sql.Many(
                connection,
                "select title, source, letter, day, target, reason, post, recorded_at from rectification_list_changes where list = $1 order by version",
                row => (Input(list.Kind, row, 0), row.GetString(5), row.GetString(6), Data.Values.Time(row.GetInt64(7))),
                list.Id
            )
        )
            moments.Insert(0, new ListMoment(moments.Count == 0 ? made : moments[0].After, after, reason, post, at));
        return moments;
    }

    private static ListInput Input(ListKind kind, DbDataReader row, int first) =>
        new(
            kind,
            row.GetString(first),
            row.GetString(first + 1),
            row.GetString(first + 2),
            Sql.Text(row, first + 3) is { } day ? Data.Values.ParseDay(day) : null,
            Sql.Text(row, first + 4) is { } target ? Data.Values.ParseDay(target) : null
        );

    /// <summary>All items of a list in their order, as far as the reader sees them.</summary>
    public static List<ListedItem> Of(DbConnection connection, Guid list, Actor reader) =>
        Worded(
            Sql.Many(connection, $"{Rows} where i.list = $1 order by i.number", Row, list),
            Sql.Many(
                connection,
                "select t.id, t.text from texts t join rectification_items i on i.stream = t.stream where i.list = $1 and t.text is not null",
                Text,
                list
            ),
            reader
        );

    public static List<ListedItem> OfCase(DbConnection connection, Guid origin, Actor reader) =>
        Worded(
            Sql.Many(connection, $"{Rows} where i.case_stream = $1 order by i.number", Row, origin),
            Sql.Many(
                connection,
                "select t.id, t.text from texts t join rectification_items i on i.stream = t.stream where i.case_stream = $1 and t.text is not null",
                Text,
                origin
            ),
            reader
        );

    public static ListedItem? Find(DbConnection connection, long number)
    {
        var found = Sql.One(connection, $"{Rows} where i.number = $1", row => new { Item = Row(row) }, number);
        return found is null
            ? null
            : Word(
                found.Item,
                Sql.Many(connection, "select id, text from texts where stream = $1 and text is not null", Text, found.Item.Stream)
                    .ToDictionary()
            );
    }

    /// <summary>Those of these streams that are items.</summary>
    public static IEnumerable<ListedItem> Among(DbConnection connection, IReadOnlyList<string> streams)
    {
        var found = Sql.Many(connection, $"{Rows} where i.stream in ({DutySubjects.Each(streams)})", Row, [.. streams]);
        string[] texts = [.. found.Select(one => Data.Values.Id(one.State.Item.Id))];
        var words =
            texts.Length == 0
                ? []
                : Sql.Many(
                        connection,
                        $"select id, text from texts where text is not null and id in ({DutySubjects.Each(texts)})",
                        Text,
                        [.. texts]
                    )
                    .ToDictionary();
        return found.Select(one => Word(one, words));
    }

    public static IReadOnlyList<ItemMoment> History(DbConnection connection, Guid stream)
    {
        ItemState? state = null;
        var moments = new List<ItemMoment>();
        var stored = Sql.Many(
            connection,
            $"select {EventStore.Columns} from events where stream = $1 order by number",
            EventStore.Read,
            stream
        );
        foreach (var one in stored)
        {
            var happened = ItemEventJson.Kinds.Read(one.Kind, one.Body);
            var made = EventStore.Made(one);
            moments.Add(new ItemMoment(happened, made, state));
            state = ItemEvolve.Evolve(state, happened, made);
        }
        return moments;
    }

    public static Dictionary<Guid, string> Texts(DbConnection connection, Guid stream) =>
        Sql.Many(connection, "select id, text from texts where stream = $1 and text is not null", Text, stream).ToDictionary();

    public static Dictionary<Guid, string> Texts(CityTransaction transaction, Guid stream) =>
        transaction.Many("select id, text from texts where stream = $1 and text is not null", Text, stream).ToDictionary();

    /// <summary>Places by code or name, as rows call them.</summary>
    public static ILookup<string, NamedPlace> Places(DbConnection connection, IEnumerable<string> said) =>
        said.Where(one => one.Length > 0)
            .Distinct()
            .Chunk(300)
            .SelectMany(some =>
            {
                var list = string.Join(", ", some.Select((_, at) => $"${at + 1}"));
                return Sql.Many(
                    connection,
                    $"select code, name, district from places where code in ({list}) or name in ({list})",
                    row => new NamedPlace(row.GetString(0), row.GetString(1), row.GetString(2)),
                    [.. some.Select(one => (object?)one)]
                );
            })
            .Distinct()
            .SelectMany(place => new[] { place.Code, place.Name }.Distinct().Select(name => (Name: name, Place: place)))
            .ToLookup(pair => pair.Name, pair => pair.Place);

    public static Upload? FindUpload(DbConnection connection, Guid id, Guid person) =>
        Sql.One(
            connection,
            "select id, list, person, name, content from rectification_uploads where id = $1 and person = $2",
            row => new Upload(
                Guid.Parse(row.GetString(0)),
                Guid.Parse(row.GetString(1)),
                Guid.Parse(row.GetString(2)),
                row.GetString(3),
                row.GetString(4)
            ),
            id,
            person
        );

    public static ItemValues Values(ItemState state, IReadOnlyDictionary<Guid, string> texts) =>
        new(
            texts.GetValueOrDefault(state.Item.Id, ""),
            texts.GetValueOrDefault(state.Cause.Id, ""),
            texts.GetValueOrDefault(state.Measure.Id, ""),
            state.Due,
            state.Promised,
            state.Unit,
            state.Responsible ?? "",
            state.Checker ?? "",
            state.Place ?? "",
            state.District,
            state.Standard ?? ""
        );

    private static List<ListedItem> Worded(
        List<(Guid Stream, ItemState State, string? Place)> rows,
        List<KeyValuePair<Guid, string>> texts,
        Actor reader
    )
    {
        var byId = texts.ToDictionary();
        return [.. rows.Where(row => ListedItem.Sees(reader, row.State)).Select(row => Word(row, byId))];
    }

    private static ListedItem Word((Guid Stream, ItemState State, string? Place) row, IReadOnlyDictionary<Guid, string> texts) =>
        new(row.Stream, row.State, Values(row.State, texts), row.Place);

    private static (Guid Stream, ItemState State, string? Place) Row(DbDataReader row) =>
        (Guid.Parse(row.GetString(0)), ItemStream.Kind.ReadState(row.GetString(1)), Sql.Text(row, 2));

    private static KeyValuePair<Guid, string> Text(DbDataReader row) => new(Guid.Parse(row.GetString(0)), row.GetString(1));

    private static ListRow List(DbDataReader row) =>
        new(
            Guid.Parse(row.GetString(0)),
            row.GetInt64(1),
            Enum.Parse<ListKind>(row.GetString(2)),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            Sql.Text(row, 6) is { } day ? Data.Values.ParseDay(day) : null,
            Sql.Text(row, 7) is { } target ? Data.Values.ParseDay(target) : null,
            Data.Values.Time(row.GetInt64(8)),
            row.GetInt32(9)
        );
}
