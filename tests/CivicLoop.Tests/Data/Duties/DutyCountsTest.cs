using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Tests.Http.Cases;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Duties;

/// <summary>The counts of what is owed are always those of the duties, whoever changes them and whenever they are added up.</summary>
public class DutyCountsTest
{
    [Theory, EachDatabase]
    public async Task At_any_moment_the_lights_are_those_of_the_duties_also_after_adding_up_and_after_a_rebuild(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        foreach (var status in Enum.GetValues<CaseStatus>())
            await CaseWalk.In(office, status);
        var now = city.City.Clock.Now;
        Agree(city, now);

        DutyCounts.AddUp(city.City, most: 0).ShouldBeTrue();
        Agree(city, now);
        DutyCounts.AddUp(city.City, most: 0).ShouldBeFalse();

        await CaseWalk.In(office, CaseStatus.Passed);
        Proof.Rebuild(city.City);
        Agree(city, city.City.Clock.Now);
    }

    [Theory, EachDatabase]
    public async Task Many_acts_at_once_and_adding_up_between_them_lose_and_double_nothing(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        var office = new CaseOffice(city.City);
        using var stop = new CancellationTokenSource();
        var adding = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                    DutyCounts.AddUp(city.City, most: 0);
            },
            TestContext.Current.CancellationToken
        );

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => CaseWalk.In(office, CaseStatus.Accepted)));
        await stop.CancelAsync();
        await adding;

        Agree(city, city.City.Clock.Now);
        Lights(city, city.City.Clock.Now)[SmallCity.MarketClerk.Post].Open.ShouldBe(12);
    }

    [Theory, EachDatabase]
    public async Task Counts_that_were_bent_are_found_and_made_anew(DatabaseKind kind)
    {
        await using var city = TestCity.On(kind);
        await new CaseOffice(city.City).Reported();
        DutyCounts.AddUp(city.City, most: 0);
        city.Database.WriteInBulk(transaction => transaction.ExecuteNow("update duty_counts set owed = 7"));

        Proof
            .Of(city.City)
            .Others.SelectMany(one => one.Bent)
            .ShouldBe([new Refusal("verify.duty-counts", SmallCity.Clerk.Post)]);
        Proof.Rebuild(city.City);

        Proof.Of(city.City).Others.SelectMany(one => one.Bent).ShouldBeEmpty();
    }

    private static void Agree(TestCity city, DateTime now)
    {
        // While they are green, as each of them turns, and long after.
        foreach (var hours in (double[])[0, 1, 3.5, 4.01, 7, 23, 24.5, 49, 1_000])
        {
            var (at, since) = (now.AddHours(hours), now.AddHours(hours / 2));
            var lights = Lights(city, at, since);
            var counted = city
                .Database.Read(connection =>
                    Sql.Many(
                        connection,
                        """
                        select post, sum(case when yellow >= $1 then 1 else 0 end), sum(case when yellow < $1 and due >= $1 then 1 else 0 end),
                          sum(case when due < $1 then 1 else 0 end), sum(case when due < $1 and due >= $2 then 1 else 0 end)
                        from duties where done_at is null and since <= $1 group by post
                        """,
                        row =>
                            KeyValuePair.Create(
                                row.GetString(0),
                                new PostLights(row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4))
                            ),
                        at,
                        since
                    )
                )
                .ToDictionary();
            lights.Where(pair => pair.Value.Open > 0).ToDictionary().ShouldBe(counted, ignoreOrder: true);
        }
        city.Database.Read(DutyCounts.Prove).Bent.ShouldBeEmpty();
    }

    private static IReadOnlyDictionary<string, PostLights> Lights(TestCity city, DateTime at, DateTime? since = null) =>
        city.Database.Read(connection => DutyCounts.Of(connection, at, since ?? at));
}
