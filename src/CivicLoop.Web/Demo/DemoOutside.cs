using CivicLoop.Core.Accounts;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Messages;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages;
using CivicLoop.Web.Publishing.Subscriptions;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Demo;

/// <summary>
/// A demo city and the world around it: a system that hands in what its cameras see, neighbours who get mail, and
/// messages of the last day, some of which failed. The addresses are nobody's: example.com is kept for examples.
/// </summary>
/// <param name="lastDay">When the last day begins, UTC: from then on things are told.</param>
internal sealed class DemoOutside(City city, Core.Playbooks.Playbook playbook, DemoPeople people, DateTime lastDay)
{
    private const int MostStreets = 24;
    private const int Failed = 4;

    public int Begin(CityTransaction transaction)
    {
        var cameras = people.Cameras;
        var made = TokenStore.Make(
            transaction,
            cameras.Person,
            ApiKey.New(),
            cameras.Post,
            "视频巡查平台（示例）",
            [ApiScope.Read, ApiScope.Write],
            "video",
            null,
            city.Clock.Now
        );
        return made.Refusal is { } refusal ? throw new InvalidOperationException($"the demo's key was refused: {refusal}") : 1;
    }

    private bool speaks;

    /// <summary>From the evening before the last day on.</summary>
    public void Speak(CityTransaction transaction)
    {
        if (speaks)
            return;
        speaks = true;
        var neighbours = Areas().SelectMany((area, index) => Enumerable.Repeat(area, Followers(area, index)));
        foreach (var (area, index) in neighbours.Select((area, index) => (area, index)))
        {
            SubscriptionStore.Ask(transaction, area, Mail(index), Texts.Simplified, lastDay);
            foreach (
                var code in transaction.Many(
                    "select code from subscriptions where mail = $1",
                    row => row.GetString(0),
                    Mail(index)
                )
            )
                SubscriptionStore.Confirm(transaction, code, lastDay);
        }
        // Who chose no channel is told in a group; what would have gone is kept.
        MessageSettings.Put(transaction, MessageRules.Usual, "wecom", "");
        MessageSettings.TurnOn(transaction, lastDay);
    }

    /// <summary>Some have not said yet that it is really them, and some messages found nobody.</summary>
    public void End(CityTransaction transaction, DateTime now)
    {
        Speak(transaction);
        foreach (var (area, index) in Areas().Take(3).Select((area, index) => (area, index)))
            SubscriptionStore.Ask(transaction, area, $"someone-{index}@example.com", Texts.Simplified, now);
        foreach (
            var entry in transaction.Many(
                $"select {Entry.Columns} from outbox where state = 'Waiting' order by due_at, id limit {Failed}",
                Entry.Read
            )
        )
            OutboxStore.End(transaction, entry, MessageState.Dead, "messages.timeout", now);
    }

    private IEnumerable<Area> Areas()
    {
        var themes = playbook.Problems.Themes;
        foreach (var (district, index) in playbook.City.Districts.Select((district, index) => (district, index)))
        {
            yield return new Area(district.Code, "", "", "");
            yield return new Area(district.Code, "", themes[index % themes.Count].Code, "");
        }
        var streets = playbook.City.Districts.SelectMany(district =>
            district.Streets.Select(street => new Area(district.Code, street.Code, "", ""))
        );
        foreach (var street in streets.Take(MostStreets))
            yield return street;
    }

    // More want to hear of a whole district than of a street.
    private static int Followers(Area area, int index) => area.Street.Length == 0 ? 4 + index * 3 % 7 : 1 + index % 3;

    private static string Mail(int index) => $"neighbour-{index}@example.com";
}
