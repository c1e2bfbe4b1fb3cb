using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Organisation;

/// <summary>Writes members and issues of committees, and which zone looks after which place: each with its days.</summary>
internal static class CommitteeStore
{
    /// <summary>Members that a playbook names and that never belonged: who left once is not brought back.</summary>
    public static void Seed(CityTransaction transaction, IEnumerable<(string Committee, string Unit)> members, DateTime from)
    {
        foreach (var (committee, unit) in members)
        {
            var known = "select count(*) from memberships where committee = $1 and unit = $2";
            if (transaction.Number(known, committee, unit) == 0)
                Join(transaction, committee, unit, from);
        }
    }

    public static void Join(CityTransaction transaction, string committee, string unit, DateTime from) =>
        transaction.Execute(
            "insert into memberships (id, committee, unit, valid_from, valid_to, recorded_at) values ($1, $2, $3, $4, null, $4)",
            Guid.CreateVersion7(),
            committee,
            unit,
            from
        );

    public static void Leave(CityTransaction transaction, string committee, string unit, DateTime at) =>
        transaction.Execute(
            "update memberships set valid_to = $3 where committee = $1 and unit = $2 and valid_to is null",
            committee,
            unit,
            at
        );

    /// <summary>A unit that ends belongs to nothing any more; a committee that ends has no members, a zone no places.</summary>
    public static void LeaveAll(CityTransaction transaction, string unit, DateTime at)
    {
        transaction.Execute(
            "update memberships set valid_to = $2 where (committee = $1 or unit = $1) and valid_to is null",
            unit,
            at
        );
        transaction.Execute("update zone_places set valid_to = $2 where zone = $1 and valid_to is null", unit, at);
    }

    public static void Enclose(CityTransaction transaction, string zone, string place, DateTime from) =>
        transaction.Execute(
            "insert into zone_places (id, zone, place, valid_from, valid_to, recorded_at) values ($1, $2, $3, $4, null, $4)",
            Guid.CreateVersion7(),
            zone,
            place,
            from
        );

    public static void Release(CityTransaction transaction, string zone, string place, DateTime at) =>
        transaction.Execute(
            "update zone_places set valid_to = $3 where zone = $1 and place = $2 and valid_to is null",
            zone,
            place,
            at
        );

    public static void Raise(CityTransaction transaction, Guid issue, RaiseIssue raise, DateTime at) =>
        transaction.Execute(
            """
            insert into issues (id, committee, number, unit, title, what, about_case, about_place, raised_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            issue,
            raise.Committee,
            transaction.Number("select max(number) from issues where committee = $1", raise.Committee) + 1,
            raise.Unit,
            raise.Title,
            raise.What,
            raise.Case,
            raise.Place,
            at
        );

    public static void Decide(CityTransaction transaction, DecideIssue decide, DateTime at) =>
        transaction.Execute(
            "update issues set lead = $2, decision = $3, due = $4, decided_at = $5 where id = $1 and decided_at is null",
            decide.Issue,
            decide.Lead,
            decide.Decision,
            decide.Due,
            at
        );

    public static void Settle(CityTransaction transaction, SettleIssue settle, DateTime at) =>
        transaction.Execute(
            "update issues set result = $2, settled_at = $3 where id = $1 and settled_at is null",
            settle.Issue,
            settle.Result,
            at
        );
}
