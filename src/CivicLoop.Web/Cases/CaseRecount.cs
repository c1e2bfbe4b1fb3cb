using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Cases;

/// <summary>
/// A year of the calendar arrived: every open limit that was counted Monday to Friday for want of it is counted
/// again, as an act of the system, so that history tells both what was said before and what is said now.
/// </summary>
public static class CaseRecount
{
    /// <returns>How many cases were told another time.</returns>
    public static int Run(City city, CaseRules rules, string reason) =>
        city.Database.WriteInBulk(transaction =>
        {
            var recordedAt = StreamDoor.Stamp(city, transaction);
            // The limit of putting right is told at dispatch and stands behind the duty to accept: the state knows both.
            var open = transaction.Many(
                "select stream, state from cases where closed_at is null and next_due is not null",
                row => (Stream: Guid.Parse(row.GetString(0)), State: CaseColumns.Read(row.GetString(1)))
            );
            return open.Where(one => one.State.Next is { Provisional: true } || one.State.Rectify is { Provisional: true })
                .Count(one =>
                {
                    var form = new ActForm(Guid.CreateVersion7(), Actor.System, "system", reason, null, one.State.Version);
                    var recount = new PlainInput(CaseAct.Recount);
                    return CaseStore.Apply(city.Database, transaction, rules, one.Stream, form, recount, recordedAt).Refusal
                        is null;
                });
        });
}
