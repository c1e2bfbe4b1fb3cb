using System.Data.Common;
using System.Security.Cryptography;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Intake;

/// <summary>What a citizen's link may tell: no name, and of words and photos only what everybody sees and what the city answers.</summary>
/// <param name="State">The case as it stands; of a report that was merged the one under which it goes on.</param>
/// <param name="Steps">Kinds of the events so far with the time each was recorded, oldest first.</param>
/// <param name="Number">The number that the citizen was told.</param>
/// <param name="Stream">The case as it goes on: what the citizen says is said to it.</param>
/// <param name="Follows">Whether somebody else told it and this one follows it.</param>
public sealed record Tracked(
    CaseState State,
    IReadOnlyList<(string Kind, DateTime At)> Steps,
    long Number,
    Guid Stream,
    bool Follows
);

/// <summary>The codes by which citizens follow their reports. Knowing the code is the right to see.</summary>
public static class Trackings
{
    // Without 0 1 i l o: a code may be read aloud or written down.
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";

    /// <summary>Sixteen letters of 31: about 79 bits, beyond guessing.</summary>
    public const int Length = 16;

    // Merged cases never close into a ring; a history that was bent might.
    private const int MostMerges = 20;

    // That others reported the same is the office's affair.
    private static readonly string[] OnlyOffice = ["duplicate-taken", "duplicate-released"];

    public static string NewCode() => RandomNumberGenerator.GetString(Letters, Length);

    public static Tracked? Find(DbConnection connection, string code)
    {
        if (code.Length != Length)
            return null;
        var found = Sql.One(
            connection,
            """
            select c.stream, c.state, t.follows from
            (select stream, 0 as follows from trackings where code = $1 union all select stream, 1 from followings where code = $1) t
            join cases c on c.stream = t.stream
            """,
            row => new
            {
                Stream = row.GetString(0),
                State = CaseColumns.Read(row.GetString(1)),
                Follows = row.GetInt32(2) == 1,
            },
            code
        );
        if (found is null)
            return null;
        var steps = Steps(connection, found.Stream);
        var told = steps;
        var (state, stream) = (found.State, found.Stream);
        // A report that was merged is answered by the case under which it goes on: from the merging on, its steps follow.
        for (var follow = 0; follow < MostMerges && state.MergedInto is { } into; follow++)
        {
            if (ByNumber(connection, into) is not { } kept)
                break;
            // Both histories tell the merging under the same act; times of the machine may be equal, acts never are.
            var merging = told.FindLast(step => step.Kind == "merged").Act;
            told = [.. Steps(connection, kept.Stream).SkipWhile(step => step.Act != merging).Skip(1)];
            steps = [.. steps, .. told.Where(step => !OnlyOffice.Contains(step.Kind))];
            (state, stream) = (kept.State, kept.Stream);
        }
        return new Tracked(
            state,
            [.. steps.Select(step => (step.Kind, step.At))],
            found.State.Number,
            Guid.Parse(stream),
            found.Follows
        );
    }

    private static List<(string Kind, DateTime At, string Act)> Steps(DbConnection connection, string stream) =>
        Sql.Many(
            connection,
            "select kind, recorded_at, act from events where stream = $1 order by number",
            row => (row.GetString(0), Values.Time(row.GetInt64(1)), row.GetString(2)),
            stream
        );

    private static (string Stream, CaseState State)? ByNumber(DbConnection connection, long number) =>
        Sql.Many(
            connection,
            "select stream, state from cases where number = $1",
            row => (row.GetString(0), CaseColumns.Read(row.GetString(1))),
            number
        )
            is [var kept]
            ? kept
            : null;

    /// <summary>What the city answered, oldest first; an erased answer is not among them.</summary>
    public static List<(DateTime At, string Words)> Replies(DbConnection connection, Guid stream)
    {
        var replied = Sql.Many(
            connection,
            "select kind, body, recorded_at from events where stream = $1 and kind = 'replied' order by number",
            row => (Event: CaseEventJson.Kinds.Read(row.GetString(0), row.GetString(1)), At: Values.Time(row.GetInt64(2))),
            stream
        );
        return
        [
            .. replied
                .Select(one => (one.At, Words: one.Event is CaseReplied answer ? Text(connection, answer.Words.Id) : null))
                .Where(one => one.Words is not null)
                .Select(one => (one.At, one.Words!)),
        ];
    }

    private static string? Text(DbConnection connection, Guid id) =>
        Sql.One(connection, "select text from texts where id = $1 and text is not null", row => row.GetString(0), id);

    /// <summary>Somebody follows a case that another told; the same form sent twice is one following.</summary>
    /// <returns>The code to follow it by.</returns>
    public static string Follow(CityTransaction transaction, Guid stream, Guid form, DateTime now)
    {
        if (transaction.One("select code from followings where form = $1", row => row.GetString(0), form) is { } known)
            return known;
        var code = NewCode();
        transaction.Execute(
            "insert into followings (code, stream, form, since) values ($1, $2, $3, $4)",
            code,
            stream,
            form,
            now
        );
        return code;
    }

    /// <summary>The report that was sent with this code; null for a code that follows another's.</summary>
    public static Guid? StreamOf(DbConnection connection, string code) =>
        Sql.Many(connection, "select stream from trackings where code = $1", row => Guid.Parse(row.GetString(0)), code)
            is [var stream]
            ? stream
            : null;

    /// <summary>The code that a report was first sent with: a form sent twice leads to the same link.</summary>
    public static string? Of(DbConnection connection, Guid stream) =>
        Sql.One(connection, "select code from trackings where stream = $1", row => row.GetString(0), stream);
}
