using System.Data.Common;
using CivicLoop.Core.SignOffs;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.SignOffs;

/// <summary>On the first leader's desk: what is to be signed, as one line; on the desk of whoever was asked: each instruction.</summary>
internal sealed class SignOffDuties(Sentences t, SiteContext site, RulesNow rules) : IDutySubjects
{
    public IStreamKind Stream => SignOffStream.Kind;

    public IReadOnlyList<string> Kinds { get; } = [SignOffDecide.Waits, SignOffDecide.Answers];

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects)
    {
        var names = CaseNames.Of(rules.Of(site.Here.City));
        return Sql.Many(
                connection,
                $"select stream, state from sign_offs where stream in ({DutySubjects.Each(subjects)})",
                row => (Stream: row.GetString(0), State: SignOffStream.Kind.ReadState(row.GetString(1))),
                [.. subjects]
            )
            .Select(one =>
                one.State.Status == SignOffStatus.Waiting
                    ? new DutySubject(one.Stream, "sign-offs", t["sign-offs.title"])
                    : new DutySubject(
                        one.Stream,
                        $"sign-offs/{one.State.Number}",
                        t["sign-offs.number", one.State.Number],
                        names.Owes(one.State.Owing, t)
                    )
            );
    }
}
