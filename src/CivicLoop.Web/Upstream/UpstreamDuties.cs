using System.Data.Common;
using CivicLoop.Core.Upstream;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Upstream;

/// <summary>On the office's desk: what has to be answered to an authority above.</summary>
internal sealed class UpstreamDuties : IDutySubjects
{
    public IStreamKind Stream => UpstreamStream.Kind;

    public IReadOnlyList<string> Kinds { get; } = [UpstreamDecide.Answers];

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects) =>
        Sql.Many(
                connection,
                $"select stream, state from upstream where stream in ({DutySubjects.Each(subjects)})",
                row => (Stream: row.GetString(0), State: UpstreamStream.Kind.ReadState(row.GetString(1))),
                [.. subjects]
            )
            .Select(one => new DutySubject(one.Stream, $"upstream/{one.State.Number}", one.State.Authority, one.State.Letter));
}
