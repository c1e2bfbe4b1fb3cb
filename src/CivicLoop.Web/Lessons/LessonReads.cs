using System.Data.Common;
using CivicLoop.Core.Events;
using CivicLoop.Core.Lessons;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Lessons;

/// <summary>A lesson with its words; what was erased is null.</summary>
/// <param name="Title">As the reader sees it: the last edition to whoever may, otherwise the published one.</param>
/// <param name="Draft">Whether that is an edition that is not published.</param>
public sealed record Lesson(Guid Stream, LessonState State, string? Title, string? Words, bool Draft);

/// <summary>Which lessons; it lives in the address.</summary>
public sealed record LessonFilter(string? Words, string? Category, string? PlaceType, LessonStatus? Status)
{
    public static LessonFilter Of(IQueryCollection asked) =>
        new(
            Said(asked["q"]),
            Said(asked["category"]),
            Said(asked["place-type"]),
            Enum.TryParse<LessonStatus>(asked["status"], out var status) && Enum.IsDefined(status) ? status : null
        );

    public string Query()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("q", Words),
            ("category", Category),
            ("place-type", PlaceType),
            ("status", Status?.ToString()),
        }
            .Where(part => part.Value is not null)
            .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}");
        return string.Join('&', parts) is { Length: > 0 } query ? $"?{query}" : "";
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>The library, read.</summary>
public static class LessonReads
{
    /// <summary>As many as are looked through; a library of more would want an index of its own.</summary>
    private const int Most = 2_000;

    public static List<Lesson> All(DbConnection connection, LessonFilter filter, Actor reader)
    {
        var states = Sql.Many(
                connection,
                $"select stream, state from lessons order by number desc limit {Most}",
                row => (Stream: Guid.Parse(row.GetString(0)), State: LessonStream.Kind.ReadState(row.GetString(1)))
            )
            .Where(one =>
                Sees(reader, one.State)
                && (filter.Category is null || one.State.Category == filter.Category)
                && (filter.PlaceType is null || one.State.PlaceType == filter.PlaceType)
                && (filter.Status is null || one.State.Status == filter.Status)
            )
            .ToList();
        var terms = filter.Words?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return
        [
            .. Worded(connection, states, reader)
                .Where(one =>
                    Array.TrueForAll(
                        terms,
                        term => $"{one.Title} {one.Words} {one.State.Document}".Contains(term, StringComparison.OrdinalIgnoreCase)
                    )
                ),
        ];
    }

    public static Lesson? Find(DbConnection connection, long number, Actor reader) =>
        Worded(
                connection,
                [
                    .. Sql.Many(
                            connection,
                            "select stream, state from lessons where number = $1",
                            row => (Stream: Guid.Parse(row.GetString(0)), State: LessonStream.Kind.ReadState(row.GetString(1))),
                            number
                        )
                        .Where(one => Sees(reader, one.State)),
                ],
                reader
            )
            .SingleOrDefault();

    /// <summary>How many everybody may read of a category.</summary>
    public static long Of(DbConnection connection, string category) =>
        Sql.Number(connection, "select count(*) from lessons where category = $1", category);

    public static List<(LessonEvent Event, Made Made)> History(DbConnection connection, Guid stream) =>
        Sql.Many(
            connection,
            $"select {EventStore.Columns} from events where stream = $1 order by number",
            row =>
            {
                var stored = EventStore.Read(row);
                return (LessonEventJson.Kinds.Read(stored.Kind, stored.Body), EventStore.Made(stored));
            },
            stream
        );

    /// <summary>What is not published is seen by whoever wrote or judges it.</summary>
    public static bool Drafts(Actor reader, LessonState state) =>
        reader.Unit.Length > 0 && reader.Unit == state.Unit
        || May.Act(reader.Role, LessonAct.Publish) != Scope.None
        || reader.Role == Role.AuditAdministrator;

    private static bool Sees(Actor reader, LessonState state) => state.Shown is not null || Drafts(reader, state);

    private static List<Lesson> Worded(DbConnection connection, List<(Guid Stream, LessonState State)> states, Actor reader)
    {
        var chosen = states
            .Select(one =>
            {
                var text = Drafts(reader, one.State) ? one.State.Text : one.State.Shown!;
                return (one.Stream, one.State, Text: text, Draft: text != one.State.Shown);
            })
            .ToList();
        var words = chosen
            .SelectMany(one => new[] { one.Text.Title.Id, one.Text.Words.Id })
            .Chunk(2_000)
            .SelectMany(some =>
                Sql.Many(
                    connection,
                    $"select id, text from texts where text is not null and id in ({Sql.List(1, some.Length)})",
                    row => KeyValuePair.Create(Guid.Parse(row.GetString(0)), row.GetString(1)),
                    [.. some.Select(id => (object?)id)]
                )
            )
            .ToDictionary();
        return
        [
            .. chosen.Select(one => new Lesson(
                one.Stream,
                one.State,
                words.GetValueOrDefault(one.Text.Title.Id),
                words.GetValueOrDefault(one.Text.Words.Id),
                one.Draft
            )),
        ];
    }
}
