using System.Data.Common;
using System.Security.Cryptography;
using CivicLoop.Core.Cases;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Intake;

/// <summary>What a citizen's link may tell: no name, no text, no photo, no unit.</summary>
/// <param name="Steps">Kinds of the events so far with the time each was recorded, oldest first.</param>
public sealed record Tracked(CaseState State, IReadOnlyList<(string Kind, DateTime At)> Steps);

/// <summary>The codes by which citizens follow their reports. Knowing the code is the right to see.</summary>
public static class Trackings
{
    // Without 0 1 i l o: a code may be read aloud or written down.
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";

    /// <summary>Sixteen letters of 31: about 79 bits, beyond guessing.</summary>
    public const int Length = 16;

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
        var steps = Sql.Many(
            connection,
            "select kind, recorded_at from events where stream = $1 order by number",
            row => (row.GetString(0), Values.Time(row.GetInt64(1))),
            found.Stream
        );
        return new Tracked(found.State, steps);
    }

    /// <summary>The code that a report was first sent with: a form sent twice leads to the same link.</summary>
    public static string? Of(DbConnection connection, Guid stream) =>
        Sql.One(connection, "select code from trackings where stream = $1", row => row.GetString(0), stream);
}
