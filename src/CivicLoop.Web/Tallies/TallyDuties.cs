using System.Data.Common;
using CivicLoop.Core.Tallies;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Tallies;

/// <summary>On a post's desk: entries to be counted in, all of them one line, and those that came back.</summary>
internal sealed class TallyDuties(Sentences t, SiteContext site, RulesNow rules) : IDutySubjects
{
    public IStreamKind Stream => TallyStream.Kind;

    public IReadOnlyList<string> Kinds { get; } = [TallyDecide.CountIn, TallyDecide.Mend];

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects) =>
        Sql.Many(
                connection,
                $"select stream, state from tallies where stream in ({DutySubjects.Each(subjects)})",
                row => (Stream: row.GetString(0), State: TallyStream.Kind.ReadState(row.GetString(1))),
                [.. subjects]
            )
            .Select(one =>
                one.State.Status == TallyStatus.Entered
                    ? new DutySubject(one.Stream, "tallies/waiting", t["tallies.waiting"])
                    : new DutySubject(
                        one.Stream,
                        $"tallies/{one.State.Number}",
                        $"{one.State.Number} {rules.Of(site.Here.City).Playbook.Counter(one.State.Counter)?.Name ?? one.State.Counter}",
                        t.Say(one.State.Amount, one.State.Measure)
                    )
            );
}
