using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Cases.Bulk;

/// <summary>What became of one case.</summary>
/// <param name="Version">Number of its event; null where it was refused.</param>
public sealed record BulkOutcome(long Number, int? Version, Refusal? Refusal);

/// <param name="Kind">Of the event that was made; null where it was refused.</param>
/// <param name="State">The case as it stands now.</param>
public sealed record BulkSaid(BulkOutcome Outcome, string? Kind, CaseState? State);

/// <summary>Remembers what a confirmation over many cases came to, so that its page can be left, kept and opened again.</summary>
public static class BulkStore
{
    private const char Between = '\u001f';

    public static void Keep(
        CityTransaction transaction,
        BulkForm form,
        Guid person,
        DateTime now,
        IReadOnlyList<BulkOutcome> outcomes
    )
    {
        transaction.Execute(
            "insert into bulks (id, person, act, made_at) values ($1, $2, $3, $4) on conflict (id) do nothing",
            form.Id,
            person,
            form.Act,
            now
        );
        foreach (var one in outcomes)
            transaction.Execute(
                "insert into bulk_outcomes (bulk, number, version, refusal) values ($1, $2, $3, $4) on conflict (bulk, number) do nothing",
                form.Id,
                one.Number,
                one.Version,
                one.Refusal is { } refusal ? string.Join(Between, refusal.Args.Prepend(refusal.Code)) : null
            );
    }

    /// <summary>Which act it was; null where this person confirmed no such thing.</summary>
    public static CaseAct? ActOf(DbConnection connection, Guid bulk, Guid person) =>
        Sql.One(connection, "select act from bulks where id = $1 and person = $2", row => row.GetString(0), bulk, person)
            is { } act
            ? Enum.Parse<CaseAct>(act)
            : null;

    /// <summary>In the order of the numbers.</summary>
    public static List<BulkSaid> Said(DbConnection connection, Guid bulk) =>
        Sql.Many(
            connection,
            """
            select o.number, o.version, o.refusal, e.kind, c.state
            from bulk_outcomes o left join cases c on c.number = o.number
            left join events e on e.stream = c.stream and e.number = o.version
            where o.bulk = $1 order by o.number
            """,
            row => new BulkSaid(
                new BulkOutcome(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt32(1), Refusal(Sql.Text(row, 2))),
                Sql.Text(row, 3),
                Sql.Text(row, 4) is { } state ? CaseColumns.Read(state) : null
            ),
            bulk
        );

    private static Refusal? Refusal(string? kept) =>
        kept?.Split(Between) is [var code, .. var args] ? new Refusal(code, args) : null;
}
