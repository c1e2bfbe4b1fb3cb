using System.Data.Common;
using CivicLoop.Core.Duties;
using CivicLoop.Web.Data;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Duties;

/// <summary>What a duty is about where that is no case.</summary>
/// <param name="Path">Below the city's address.</param>
/// <param name="What">In the reader's language.</param>
public sealed record DutySubject(string Stream, string Path, string What);

/// <summary>A room whose streams owe something says here what they are, so that the desk can name them.</summary>
public interface IDutySubjects
{
    /// <summary>Those of the subjects that are this room's.</summary>
    IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects, Sentences t);
}

/// <summary>A duty on something that is no case.</summary>
public sealed record OtherDuty(string Kind, DateTime Since, DateTime Yellow, DateTime Due, DutySubject Subject)
{
    public Light LightAt(DateTime now) =>
        now < Yellow ? Light.Green
        : now <= Due ? Light.Yellow
        : Light.Red;
}

/// <summary>What posts owe on other things than cases.</summary>
public sealed class DutySubjects(IEnumerable<IDutySubjects> rooms)
{
    private const int Most = 100;

    /// <summary>The most urgent first, at most a hundred.</summary>
    public IReadOnlyList<OtherDuty> Owed(DbConnection connection, string post, Sentences t)
    {
        var owed = Sql.Many(
            connection,
            $"""
            select subject, kind, since, yellow, due from duties d
            where post = $1 and {DutyReads.Elsewhere} order by due limit {Most}
            """,
            row =>
                (
                    Subject: row.GetString(0),
                    Kind: row.GetString(1),
                    Since: Values.Time(row.GetInt64(2)),
                    Yellow: Values.Time(row.GetInt64(3)),
                    Due: Values.Time(row.GetInt64(4))
                ),
            post
        );
        if (owed.Count == 0)
            return [];
        string[] subjects = [.. owed.Select(one => one.Subject).Distinct()];
        var known = rooms
            .SelectMany(room => room.Of(connection, subjects, t))
            .ToDictionary(subject => subject.Stream, StringComparer.Ordinal);
        return
        [
            .. owed.Where(one => known.ContainsKey(one.Subject))
                .Select(one => new OtherDuty(one.Kind, one.Since, one.Yellow, one.Due, known[one.Subject])),
        ];
    }

    /// <summary>Rows of a room's table among the subjects: stream, number and one more number.</summary>
    internal static List<(string Stream, long Number, long Other)> Rows(
        DbConnection connection,
        string select,
        IReadOnlyList<string> subjects
    ) =>
        Sql.Many(
            connection,
            $"{select} where stream in ({string.Join(", ", subjects.Select((_, at) => $"${at + 1}"))})",
            row => (row.GetString(0), row.GetInt64(1), row.GetInt64(2)),
            [.. subjects]
        );
}
