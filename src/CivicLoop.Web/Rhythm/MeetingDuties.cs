using System.Data.Common;
using CivicLoop.Core.Rhythm;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Rhythm;

/// <summary>On the office's desk: beats that came and are to be held.</summary>
internal sealed class MeetingDuties(Sentences t, SiteContext site, Wording w) : IDutySubjects
{
    public IStreamKind Stream => MeetingStream.Kind;

    public IReadOnlyList<string> Kinds { get; } = [MeetingDecide.Hold];

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects) =>
        Sql.Many(
                connection,
                $"select stream, state from meetings where stream in ({DutySubjects.Each(subjects)})",
                row => (Stream: row.GetString(0), State: MeetingStream.Kind.ReadState(row.GetString(1))),
                [.. subjects]
            )
            .Select(one => new DutySubject(
                one.Stream,
                $"rhythm/{one.State.Number}",
                one.State.Name,
                t["rhythm.of", w.Date(DateOnly.FromDateTime(site.ToLocal(one.State.At)))]
            ));
}
