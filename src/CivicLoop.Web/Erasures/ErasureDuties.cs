using System.Data.Common;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Erasures;

/// <summary>On the office's desk: requests for erasure to answer.</summary>
internal sealed class ErasureDuties(Sentences t) : IDutySubjects
{
    public IStreamKind Stream => ErasureStream.Kind;

    public IReadOnlyList<string> Kinds { get; } = ["erase"];

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects) =>
        Sql.Many(
            connection,
            $"select stream, number, state from erasures where stream in ({DutySubjects.Each(subjects)})",
            row => new DutySubject(
                row.GetString(0),
                $"erasures/{row.GetInt64(1)}",
                t.Of(ErasureStream.Kind.ReadState(row.GetString(2)))
            ),
            [.. subjects]
        );
}
