using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Messages;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Messages;

namespace CivicLoop.Web.Publishing.Subscriptions;

/// <summary>
/// Once a day, at the hour at which the city tells what is due, whoever wants news of an area gets what there is; where
/// there is none, nothing goes. Addresses that nobody confirmed are forgotten.
/// </summary>
internal sealed class NewsRound(Data.Cities cities, RulesNow rules, ILogger<NewsRound> log) : BackgroundService
{
    private const int AtOnce = 200;

    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Beat);
        while (await timer.WaitForNextTickAsync(stop))
            foreach (var code in Codes())
                await Round(code, stop);
    }

    private IReadOnlyList<string> Codes()
    {
        try
        {
            return [.. cities.All()];
        }
        catch (Exception exception) when (IsPassing(exception))
        {
            log.LogWarning("The cities could not be listed for their news: {Why}", exception.Message);
            return [];
        }
    }

    private async Task Round(string code, CancellationToken stop)
    {
        try
        {
            if (cities.Find(code) is { } city)
                await Pass(city, rules, stop);
        }
        catch (Exception exception) when (IsPassing(exception))
        {
            log.LogWarning("News of {City} wait for the next round: {Why}", code, exception.Message);
        }
    }

    /// <returns>How many are told something.</returns>
    internal static async Task<int> Pass(City city, RulesNow rulesNow, CancellationToken stop)
    {
        var now = city.Clock.Now;
        await city.Database.Write(transaction => SubscriptionStore.Sweep(transaction, now));
        var setting = city.Database.Read(MessageSettings.Of);
        if (
            !setting.ReachesOutside
            || city.Database.Read(connection => Sql.Number(connection, "select count(*) from subscriptions")) == 0
        )
            return 0;
        var rules = rulesNow.Of(city);
        var morning = Morning(now, setting.Rules, TimeZoneInfo.FindSystemTimeZoneById(rules.Playbook.City.TimeZone));
        var told = 0;
        for (var some = AtOnce; some == AtOnce && !stop.IsCancellationRequested; )
            (some, told) = await Some(city, rules, morning, now, told);
        return told;
    }

    // Read first, without holding anybody up; what somebody stopped meanwhile tells nobody.
    private static async Task<(int Looked, int Told)> Some(City city, CaseRules rules, DateTime morning, DateTime now, int told)
    {
        var due = await city.Database.Write(transaction => SubscriptionStore.Due(transaction, morning, AtOnce));
        var news = city.Database.Read(connection =>
            due.GroupBy(one => one.One.Area)
                .ToDictionary(
                    group => group.Key,
                    group => Subscribers.Between(connection, rules, group.Key, group.Min(one => one.Since), now)
                )
        );
        await city.Database.Write(transaction =>
        {
            foreach (var (one, since) in due)
            {
                SubscriptionStore.Told(transaction, one.Id, now);
                if (news[one.Area].Exists(found => Subscribers.IsNews(found, since, now)))
                {
                    Outbox.Add(transaction, Subscribers.News(one.Id, morning, since, now));
                    told++;
                }
            }
            return true;
        });
        return (due.Count, told);
    }

    // The last time that it was the hour to tell.
    private static DateTime Morning(DateTime now, MessageRules rules, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(now, zone);
        var today = local.Date + rules.DailyAt.ToTimeSpan();
        var last = local < today ? today.AddDays(-1) : today;
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(last) ? last.AddHours(1) : last, zone);
    }

    private static bool IsPassing(Exception exception) => exception is StorageTrouble or InvalidOperationException or DbException;
}
