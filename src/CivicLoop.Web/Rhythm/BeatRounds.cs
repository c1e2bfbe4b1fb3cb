using CivicLoop.Core.Rhythm;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Rhythm;

/// <summary>
/// Calls what has come since the last beat that was called, so that an outage loses none; the first time, since the city
/// was set up; in a demo, whose past nobody lived through, since a day before. However many servers there are, each is
/// called once.
/// </summary>
internal sealed class BeatRounds(Cities cities, CityBeats beats, RulesNow rules, ILogger<BeatRounds> log)
    : CityRounds(cities, TimeSpan.FromSeconds(30), log)
{
    protected override string Work => "called to its beats";

    protected override Task Visit(City city) => Pass(city, beats, rules);

    /// <returns>How many were called.</returns>
    internal static async Task<int> Pass(City city, CityBeats beats, RulesNow rules)
    {
        var now = city.Clock.Now;
        var (last, set, demo) = city.Database.Read(connection =>
            (
                Sql.One(
                    connection,
                    "select came_at from meetings order by came_at desc limit 1",
                    row => new Known(Values.Time(row.GetInt64(0)))
                ),
                PlaybookReads.Versions(connection),
                DemoMark.Is(connection)
            )
        );
        if (set.Count == 0)
            return 0;
        // What came in the same instant as the last one may have been cut off from it.
        var from =
            last is { } known ? known.At.AddMilliseconds(-1)
            : demo ? now.AddDays(-1)
            : set.Min(one => one.RecordedAt);
        var called = 0;
        foreach (var time in beats.Between(city, from, now))
            if (await MeetingStore.Call(city, rules.Of(city), time, Before(city, time) ?? from))
                called++;
        return called;
    }

    private sealed record Known(DateTime At);

    private static DateTime? Before(City city, BeatTime time) =>
        city
            .Database.Read(connection =>
                Sql.One(
                    connection,
                    "select came_at from meetings where beat = $1 and came_at < $2 order by came_at desc limit 1",
                    row => new Known(Values.Time(row.GetInt64(0))),
                    time.Beat.Code,
                    time.At
                )
            )
            ?.At;
}
