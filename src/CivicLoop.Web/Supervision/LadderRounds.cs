using CivicLoop.Core.Cases;
using CivicLoop.Core.Messages;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Supervision;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Messages;
using CivicLoop.Web.Playbooks;

namespace CivicLoop.Web.Supervision;

/// <summary>
/// Lets the ladder look at everything that is owed. What it proposes waits for a signature; of what signs itself a post is
/// reminded. After an outage it finds what stands then; however many servers there are, each rung is proposed once.
/// </summary>
internal sealed class LadderRounds(Cities cities, RulesNow rules, ILogger<LadderRounds> log)
    : CityRounds(cities, TimeSpan.FromMinutes(5), log)
{
    // Nobody waits long behind a transaction of so many.
    private const int AtOnce = 100;

    // Kept with the act, as whoever acts states a reason.
    private const string RanOut = "签收期限已过";

    /// <summary>What came of a look.</summary>
    public sealed record Found(int Proposed, int Reminded, int Deemed);

    protected override string Work => "looked at by the ladder";

    protected override Task Visit(City city) =>
        city.Database.Read(PlaybookReads.Versions).Count == 0 ? Task.CompletedTask : Pass(city, rules.Of(city));

    internal static async Task<Found> Pass(City city, CaseRules rules)
    {
        var now = city.Clock.Now;
        var found = new Found(0, 0, await Deem(city, rules, now));
        foreach (var some in Weigh(city, rules, now).Chunk(AtOnce))
        {
            var outcome = await StreamDoor.Open<Found>(city, (transaction, at) => Keep(transaction, rules, some, at));
            // Another server was first in this very moment: the next round finds what is left.
            if (outcome.Value is { } kept)
                found = found with { Proposed = found.Proposed + kept.Proposed, Reminded = found.Reminded + kept.Reminded };
        }
        return found;
    }

    /// <summary>The look itself: reads, and writes nothing.</summary>
    internal static IReadOnlyList<Proposal> Weigh(City city, CaseRules rules, DateTime now) =>
        city.Database.ReadSnapshot(connection =>
            Ladder.Weigh(
                LadderReads.Owed(connection, rules, now),
                LadderReads.Orders(connection, now),
                LadderReads.Reminders(connection),
                rules,
                now
            )
        );

    /// <summary>In a transaction that the caller holds, as a demo lives its past.</summary>
    internal static Found Keep(CityTransaction transaction, CaseRules rules, IReadOnlyList<Proposal> proposals, DateTime at)
    {
        var (proposed, reminded) = (0, 0);
        foreach (var one in proposals)
            if (one.Rung.SignedBy == Signers.System)
                reminded += Remind(transaction, one, at);
            else if (IsNew(transaction, one))
            {
                var form = new ActForm(Guid.CreateVersion7(), Actor.System, "system", one.Rung.Name, null, null);
                // What cannot be proposed, because nobody answers or signs, is nobody's order; coverage tells of it.
                if (OrderStore.Draft(transaction, rules, form, one.Rung.Code, one.Over, one.Why, "", at).Value is not null)
                    proposed++;
            }
        return new Found(proposed, reminded, 0);
    }

    private static bool IsNew(CityTransaction transaction, Proposal one) =>
        transaction.Number(
            "select count(*) from orders where matter = $1 and rung = $2 and (proposed = 1 or ended_at is null)",
            one.Over.Matter.Stream,
            one.Rung.Code
        ) == 0;

    private static int Remind(CityTransaction transaction, Proposal one, DateTime at)
    {
        var owed = one.Owed!;
        var told = transaction.ExecuteNow(
            "insert into order_reminders (subject, number, rung, post, told_at) values ($1, $2, $3, $4, $5) on conflict do nothing",
            one.Over.Matter.Stream,
            owed.Number,
            one.Rung.Code,
            owed.Post,
            at
        );
        if (told == 0)
            return 0;
        // The light may have told the same already, or tell it: it is said once.
        var kind = at > owed.Due ? MessageKind.Red : MessageKind.Yellow;
        Outbox.Add(
            transaction,
            new Note(kind, at)
            {
                Post = owed.Post,
                Subject = one.Over.Matter.Stream,
                Detail = owed.Kind,
                Until = owed.Due,
                Once = $"{one.Over.Matter.Stream:D}:{owed.Number}:{kind}",
            }
        );
        return 1;
    }

    private static async Task<int> Deem(City city, CaseRules rules, DateTime now)
    {
        var late = city.Database.Read(connection =>
            Sql.Many(
                connection,
                "select stream from orders where status = 'Receive' and next_kind = 'receive-order' and due < $1",
                row => Guid.Parse(row.GetString(0)),
                now
            )
        );
        var deemed = 0;
        foreach (var stream in late)
        {
            var outcome = await StreamDoor.Open(
                city,
                (transaction, at) => OrderStore.Deem(transaction, rules, stream, RanOut, at)
            );
            deemed += outcome.Refusal is null ? 1 : 0;
        }
        return deemed;
    }
}
