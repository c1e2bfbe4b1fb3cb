using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Scoring;

/// <summary>Keeps the scores of each day once it is over; after an outage those of the days between.</summary>
internal sealed class ScoreRounds(Cities cities, RulesNow rulesNow, ScoreReads reads, ILogger<ScoreRounds> log)
    : CityRounds(cities, TimeSpan.FromMinutes(5), log)
{
    /// <summary>Days back that are made up for; what lies further back can be asked for one by one.</summary>
    public const int Back = 60;

    /// <summary>So many days are asked for one by one; more of them are walked in one pass over all of history.</summary>
    private const int Few = 7;

    protected override string Work => "scored";

    protected override async Task Visit(City city)
    {
        var calendar = rulesNow.Of(city).Calendar;
        var today = calendar.DayOf(city.Clock.Now);
        var (first, last) = city.Database.Read(connection => (First(connection), Last(connection)));
        if (first is null)
            return;
        var from = new[] { calendar.DayOf(first.Value), today.AddDays(-Back), last?.AddDays(1) ?? DateOnly.MinValue }.Max();
        if (today.DayNumber - from.DayNumber <= Few)
            for (; from < today; from = from.AddDays(1))
                await Keep(city, reads.Of(city, calendar, from));
        else
            foreach (var scores in ScoreWalk.Days(city, calendar, from, today.AddDays(-1), day => reads.On(city, calendar, day)))
                await Keep(city, scores);
    }

    private static async Task Keep(City city, DayScored? scores)
    {
        if (scores is not null)
            await city.Database.Write(transaction => ScoreStore.Keep(transaction, scores, city.Clock.Now));
    }

    // Before anything was recorded there is nothing to score.
    private static DateTime? First(System.Data.Common.DbConnection connection) =>
        Sql.Number(connection, "select coalesce(min(recorded_at), 0) from events") is > 0 and var at ? Values.Time(at) : null;

    private static DateOnly? Last(System.Data.Common.DbConnection connection) =>
        Sql.One(connection, "select coalesce(max(day), '') from scored_days", row => row.GetString(0)) is { Length: > 0 } day
            ? Values.ParseDay(day)
            : null;
}
