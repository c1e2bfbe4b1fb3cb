using CivicLoop.Core.Cases;
using CivicLoop.Core.Messages;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Publishing.Subscriptions;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Publishing;

/// <summary>Mail of an area: confirmed from the address itself, at most one a day, and only of what everybody may know.</summary>
public class SubscriptionsTest
{
    private const string Mail = "neighbour@example.cn";

    private static readonly Area North = new(SmallCity.North, "", "", "");

    [Theory, EachDatabase]
    public async Task Nobody_is_told_anything_before_they_said_so_from_the_address_itself(DatabaseKind kind)
    {
        await using var server = new FakeMail();
        await using var city = Messaging.In(kind);
        city.SetUpMail(server.Port);
        var one = Ask(city, North);
        await city.Pass();
        Read(server).ShouldHaveSingleItem().ShouldContain($"https://city.example.cn/{city.City.Code}/public/mail/{one.Code}");
        await Published(city);
        (await Days(city, 2)).ShouldBe(0);

        var late = Ask(city, North with { Category = "litter" });
        city.Later(SubscriptionStore.ToConfirm + TimeSpan.FromMinutes(1));
        await News(city);

        Of(city, late).ShouldBeNull("nobody confirmed it in time");
        Of(city, one).ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task What_became_public_or_has_ended_goes_once_a_day_and_nothing_goes_where_there_is_nothing(DatabaseKind kind)
    {
        await using var server = new FakeMail();
        await using var city = Messaging.In(kind);
        city.SetUpMail(server.Port);
        var one = Confirmed(city, North);
        var far = Confirmed(city, new Area(SmallCity.South, "", "", ""), "far@example.cn");
        (await Days(city, 1)).ShouldBe(0, "nothing is new");
        await Published(city);
        await Published(city);

        (await Days(city, 1)).ShouldBe(1);
        (await News(city)).ShouldBe(0, "once a day");
        await city.Pass();

        var mail = Read(server).ShouldHaveSingleItem();
        mail.ShouldContain("2");
        mail.ShouldContain("新公开");
        mail.ShouldContain($"List-Unsubscribe: <https://city.example.cn/{city.City.Code}/public/mail/{one.Code}>");
        mail.ShouldContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        mail.ShouldNotContain("门口堆着垃圾", Case.Sensitive, "what people wrote stays on the page");
        (await Days(city, 3)).ShouldBe(0);
        Of(city, far).ShouldNotBeNull();
    }

    [Theory, EachDatabase]
    public async Task What_is_taken_down_before_it_goes_is_not_told_and_who_stopped_gets_nothing(DatabaseKind kind)
    {
        await using var server = new FakeMail();
        await using var city = Messaging.In(kind);
        city.SetUpMail(server.Port);
        Confirmed(city, North);
        var stopped = Confirmed(city, North with { Category = "litter" });
        var shown = await Published(city);
        (await Days(city, 1)).ShouldBe(2);
        await city.Office.Act(shown, SmallCity.Clerk, new PlainInput(CaseAct.Withhold));
        city.City.Database.WriteInBulk(transaction => SubscriptionStore.Stop(transaction, stopped.Code)).ShouldBeTrue();

        await city.Pass();

        server.Mails.ShouldBeEmpty();
        city.Rows().Where(row => row.Kind == MessageKind.News).ShouldAllBe(row => row.State == MessageState.Unwanted);
    }

    [Theory, EachDatabase]
    public async Task What_nobody_published_is_told_to_nobody_by_its_words_or_its_photos(DatabaseKind kind)
    {
        await using var server = new FakeMail();
        await using var city = Messaging.In(kind);
        city.SetUpMail(server.Port);
        Confirmed(city, North);
        await city.Office.Reported();

        (await Days(city, 1)).ShouldBe(0, "it waits for the office");
    }

    [Theory, EachDatabase]
    public async Task One_address_is_asked_a_few_times_and_follows_so_much_and_no_more(DatabaseKind kind)
    {
        await using var city = Messaging.In(kind);
        city.SetUpMail(1);
        for (var time = 0; time < 6; time++)
            Ask(city, North);
        city.Rows().Count(row => row.Kind == MessageKind.Confirm).ShouldBe(SubscriptionStore.MostAsked);
        for (var area = 0; area < 20; area++)
            Confirmed(city, North with { Street = $"{area}" }, "greedy@example.cn");

        Count(city, "select count(*) from subscriptions where mail = 'greedy@example.cn'").ShouldBe(SubscriptionStore.MostOfOne);
        city.City.Database.WriteInBulk(transaction => SubscriptionStore.Erase(transaction, "greedy@example.cn"))
            .ShouldBe(SubscriptionStore.MostOfOne);
        Count(city, "select count(*) from subscriptions").ShouldBe(1);
    }

    private static Subscription Ask(Messaging city, Area area, string mail = Mail)
    {
        city.City.Database.WriteInBulk(transaction =>
        {
            SubscriptionStore.Ask(transaction, area, mail, "zh-Hans", city.City.Clock.Now);
            return 0;
        });
        return city.City.Database.Read(connection =>
            Sql.One(
                connection,
                "select code from subscriptions where mail = $1 and district = $2 and street = $3 and category = $4",
                row => row.GetString(0),
                mail,
                area.District,
                area.Street,
                area.Category
            )
                is { } code
                ? SubscriptionStore.Of(connection, code)
                : null
        )!;
    }

    private static Subscription Confirmed(Messaging city, Area area, string mail = Mail)
    {
        var asked = Ask(city, area, mail);
        city.City.Database.WriteInBulk(transaction =>
        {
            SubscriptionStore.Confirm(transaction, asked?.Code ?? "", city.City.Clock.Now);
            transaction.Execute("delete from outbox where kind = 'Confirm'");
            return 0;
        });
        return asked!;
    }

    private static Subscription? Of(Messaging city, Subscription one) =>
        city.City.Database.Read(connection => SubscriptionStore.Of(connection, one.Code));

    // So many days later, by the hour at which it is told.
    private static async Task<int> Days(Messaging city, int days)
    {
        var told = 0;
        for (var day = 0; day < days; day++)
        {
            city.Later(TimeSpan.FromDays(1));
            told += await News(city);
        }
        return told;
    }

    private static Task<int> News(Messaging city) =>
        NewsRound.Pass(city.City, new RulesNow(new PlaybookReads().On), CancellationToken.None);

    private static async Task<Guid> Published(Messaging city)
    {
        city.Later(TimeSpan.FromMinutes(1));
        var done = await city.Office.Act(null, SmallCity.Citizen, CaseOffice.Litter("门口堆着垃圾"));
        await city.Office.Act(done.Stream, SmallCity.Clerk, new PublishInput("市场门口有垃圾", []));
        return done.Stream;
    }

    private static long Count(Messaging city, string sql) => city.City.Database.Read(connection => Sql.Number(connection, sql));

    private static List<string> Read(FakeMail server) => [.. server.Mails.Select(FakeMail.Words)];
}
