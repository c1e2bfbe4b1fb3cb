using System.Data.Common;
using CivicLoop.Core.Supervision;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Supervision;

/// <summary>On a post's desk: what it is to sign, receive, answer, look at or decide.</summary>
internal sealed class OrderDutySubjects(RulesNow rules, SiteContext site, Sentences t) : IDutySubjects
{
    public IStreamKind Stream => OrderStream.Kind;

    public IReadOnlyList<string> Kinds => OrderDuties.Kinds;

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects)
    {
        var words = new OrderWords(rules.Of(site.Here.City), t);
        return Sql.Many(
                connection,
                $"select stream, state from orders where stream in ({DutySubjects.Each(subjects)})",
                row => (Stream: row.GetString(0), State: OrderStream.Kind.ReadState(row.GetString(1))),
                [.. subjects]
            )
            .Select(one => new DutySubject(
                one.Stream,
                $"orders/{one.State.Number}",
                words.Title(one.State),
                $"{words.Unit(one.State)} · {words.Matter(one.State.Over.Matter)}"
            ));
    }
}
