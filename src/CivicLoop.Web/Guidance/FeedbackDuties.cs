using System.Data.Common;
using CivicLoop.Core.Guidance;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Guidance;

/// <summary>On a desk: what a team said and somebody is to see to, answer or settle.</summary>
internal sealed class FeedbackDuties : IDutySubjects
{
    public IStreamKind Stream => FeedbackStream.Kind;

    public IReadOnlyList<string> Kinds => FeedbackDecide.Kinds;

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects)
    {
        var found = Sql.Many(
            connection,
            $"""
            select f.stream, f.state, t.state from feedback f join guidance_teams t on t.number = f.team
            where f.stream in ({DutySubjects.Each(subjects)})
            """,
            row =>
                (
                    Stream: row.GetString(0),
                    State: FeedbackStream.Kind.ReadState(row.GetString(1)),
                    Team: TeamStream.Kind.ReadState(row.GetString(2))
                ),
            [.. subjects]
        );
        var words = TextStore.Said(connection, [.. found.Select(one => one.State.Given.Reason.Id)]);
        return found.Select(one => new DutySubject(
            one.Stream,
            $"feedback/{one.State.Number}",
            one.Team.Name,
            words.GetValueOrDefault(one.State.Given.Reason.Id, $"{one.State.Number}")
        ));
    }
}
