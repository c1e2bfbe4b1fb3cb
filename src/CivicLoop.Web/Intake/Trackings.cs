using System.Data.Common;
using System.Security.Cryptography;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Intake;

/// <summary>What a citizen's link may tell: no name, no text, no photo, no unit.</summary>
/// <param name="State">The case as it stands; of a report that was merged the one under which it goes on.</param>
/// <param name="Steps">Kinds of the events so far with the time each was recorded, oldest first.</param>
/// <param name="Number">The number that the citizen was told.</param>
public sealed record Tracked(CaseState State, IReadOnlyList<(string Kind, DateTime At)> Steps, long Number);

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
            "select c.stream, c.state from trackings t join cases c on c.stream = t.stream where t.code = $1",
            row => new { Stream = row.GetString(0), State = CaseColumns.Read(row.GetString(1)) },
            code
        );
        if (found is null)
            return null;
        var steps = Steps(connection, found.Stream);
        var told = steps;
        var state = found.State;
        // A report that was merged is answered by the case under which it goes on: from the merging on, its steps follow.
        for (var follow = 0; follow < MostMerges && state.MergedInto is { } into; follow++)
        {
            if (ByNumber(connection, into) is not { } kept)
                break;
            // Both histories tell the merging under the same act; times of the machine may be equal, acts never are.
            var merging = told.FindLast(step => step.Kind == "merged").Act;
            told = [.. Steps(connection, kept.Stream).SkipWhile(step => step.Act != merging).Skip(1)];
            steps = [.. steps, .. told.Where(step => !OnlyOffice.Contains(step.Kind))];
            state = kept.State;
        }
        return new Tracked(state, [.. steps.Select(step => (step.Kind, step.At))], found.State.Number);
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

    /// <summary>The code that a report was first sent with: a form sent twice leads to the same link.</summary>
    public static string? Of(DbConnection connection, Guid stream) =>
        Sql.One(connection, "select code from trackings where stream = $1", row => row.GetString(0), stream);
}
