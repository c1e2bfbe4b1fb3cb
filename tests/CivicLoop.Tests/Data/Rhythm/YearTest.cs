using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Rhythm;
using CivicLoop.Core.Supervision;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Rhythm;
using CivicLoop.Web.Supervision;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Rhythm;

/// <summary>
/// A year of each city under its own rules, lived in jumps: mostly hours, sometimes an outage of weeks, sometimes with a
/// restart. Some meetings are held, some left out; cases come in that nobody puts right, climb the ladder, and most of what
/// is proposed is signed.
/// </summary>
public class YearTest
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    [Theory]
    [InlineData("karamay")]
    [InlineData("qujing")]
    [InlineData("jiayuguan")]
    [InlineData("lanzhou")]
    public async Task Every_beat_comes_once_and_every_order_has_its_number_across_holidays_outages_and_restarts(string code)
    {
        await using var home = TestCity.On(DatabaseKind.Sqlite);
        var folder = PlaybookFolders.Read(code);
        var playbook = PlaybookFolders.Parsed(code);
        var calendar = RulesNow.CalendarOf(playbook);
        var begin = calendar.ToUtc(playbook.City.Campaign.Starts, TimeOnly.MinValue);
        var random = new Random(code[0]);
        await home.Database.Write(transaction => home.City.Clock.MoveTo(transaction, begin));
        PlaybookImport.Run(home.City, folder, playbook, playbook.City.Campaign.Starts);

        var now = begin;
        var cities = new Cities(home.Storage);
        var playbooks = new PlaybookReads();
        try
        {
            for (var step = 0; now < begin + Year; step++)
            {
                // Never at the very minute at which something falls due: the clock goes on while the ladder looks.
                now += TimeSpan.FromMinutes(step == 0 ? 7 : random.Next(1, 3) * 11);
                now += step % 9 == 8 ? TimeSpan.FromDays(random.Next(2, 25)) : TimeSpan.FromHours(random.Next(5, 40));
                if (step % 5 == 4)
                {
                    await cities.DisposeAsync();
                    (cities, playbooks) = (new Cities(home.Storage), new PlaybookReads());
                }
                var city = cities.Find(home.City.Code)!;
                await city.Database.Write(transaction => city.Clock.MoveTo(transaction, now));
                await Live(city, playbooks, step, random);
                await Climb(city, new RulesNow(playbooks.On).Of(city), step, random);
            }

            var last = cities.Find(home.City.Code)!;
            var meetings = last.Database.Read(connection => MeetingReads.Newest(connection, null, 5_000));
            meetings.Reverse();
            var expected = new BeatCalendar(playbook.Rhythm, playbook.City.Campaign.Starts, calendar)
                .Between(begin, last.Clock.Now)
                .ToList();
            meetings.Count.ShouldBeGreaterThan(150);
            meetings
                .Select(one => (one.Beat, one.Day, one.At))
                .ShouldBe(expected.Select(one => (one.Beat.Code, one.Day, one.At)));
            meetings.Select(one => one.Number).ShouldBe(Enumerable.Range(1, meetings.Count).Select(one => (long)one));
            foreach (var status in Enum.GetValues<MeetingStatus>())
                meetings.ShouldContain(one => one.Status == status);
            Owed(last, MeetingDecide.Hold).ShouldBe(meetings.Count(one => one.Status == MeetingStatus.Called));
            Ordered(last);
            Proof.Of(last).Bent.ShouldBeEmpty();
        }
        finally
        {
            await cities.DisposeAsync();
        }
    }

    private static async Task Live(City city, PlaybookReads playbooks, int step, Random random)
    {
        var (beats, now) = (new CityBeats(playbooks), new RulesNow(playbooks.On));
        var rules = now.Of(city);
        await BeatRounds.Pass(city, beats, now);
        if (step % 7 == 0)
            (await BeatRounds.Pass(city, beats, now)).ShouldBe(0);
        var office = Holder(rules, Role.OfficeClerk);
        foreach (var one in city.Database.Read(connection => MeetingReads.Newest(connection, null, 3)))
        {
            if (one.Status != MeetingStatus.Called || random.Next(3) == 0)
                continue;
            var stream = city.Database.Read(connection => MeetingReads.Find(connection, one.Number))!.Stream;
            var form = CaseOffice.Form(office);
            if (random.Next(4) == 0)
                (await MeetingStore.LeaveOut(city, rules, stream, form)).Refusal.ShouldBeNull();
            else
                (
                    await MeetingStore.Hold(city, rules, stream, form, new MinutesInput("逐项研究", [], []))
                ).Outcome.Refusal.ShouldBeNull();
        }
    }

    // One case a step that nobody puts right, and the ladder's look at all of them.
    private static async Task Climb(City city, CaseRules rules, int step, Random random)
    {
        var (office, places) = (Holder(rules, Role.OfficeClerk), rules.Playbook.Places.Places);
        var place = places[random.Next(places.Count)];
        var at = new Location(place.Code, place.Type, place.Owner, place.District, place.Street, place.Lon, place.Lat);
        var category = rules.Playbook.Problems.Categories.ElementAt(step % rules.Playbook.Problems.Categories.Count());
        var done = (
            await CaseStore.Act(
                city,
                rules,
                null,
                CaseOffice.Form(office),
                new ReportInput(category.Code, at, "无人处理", [], null)
            )
        ).Value!;
        await CaseStore.Act(
            city,
            rules,
            done.Stream,
            CaseOffice.Form(office),
            new FileInput(category.Code, category.Difficulty, Severity.Minor)
        );
        await CaseStore.Act(city, rules, done.Stream, CaseOffice.Form(office), new DispatchInput(null));
        await LadderRounds.Pass(city, rules);
        if (step % 3 == 0)
        {
            var before = Orders(city);
            await LadderRounds.Pass(city, rules);
            Orders(city).Skip(before.Count).ShouldBeEmpty("each rung of each matter once");
        }
        foreach (var draft in Orders(city).Where(one => one.Status == OrderStatus.Draft && random.Next(4) > 0))
        {
            var post = rules.Organisation.Post(draft.Next!.Post)!;
            var signer = new Actor(SmallCity.Id(2), post.Code, post.Role, post.Unit, post.District);
            (await OrderStore.Sign(city, rules, draft.Stream, CaseOffice.Form(signer), "限期整改")).Refusal.ShouldBeNull();
        }
    }

    private static void Ordered(City city)
    {
        var orders = Orders(city);
        orders.Count.ShouldBeGreaterThan(20);
        orders.Select(one => one.Number).Order().ShouldBe(Enumerable.Range(1, orders.Count).Select(one => (long)one));
        orders.Where(one => one.Matter != Guid.Empty).Select(one => (one.Matter, one.Rung)).ShouldBeUnique();
        var papers = orders.Where(one => one.Paper is not null).GroupBy(one => (one.Paper!.Rung, one.Paper.Year)).ToList();
        papers.ShouldNotBeEmpty();
        foreach (var paper in papers)
            paper
                .Select(one => one.Paper!.Number)
                .Order()
                .ShouldBe(Enumerable.Range(1, paper.Count()).Select(one => (long)one), $"{paper.Key}");
        // Whatever owes something is owed once, by the duty that its history told.
        foreach (var group in orders.Where(one => one.Next is not null).GroupBy(one => one.Next!.Kind))
            Owed(city, group.Key).ShouldBe(group.Count(), group.Key);
    }

    private sealed record Standing(
        Guid Stream,
        long Number,
        OrderStatus Status,
        Guid Matter,
        string Rung,
        Paper? Paper,
        Duty? Next
    );

    private static List<Standing> Orders(City city) =>
        city.Database.Read(connection =>
            Sql.Many(
                    connection,
                    "select stream, state from orders order by number",
                    row => (Stream: Guid.Parse(row.GetString(0)), State: OrderStream.Kind.ReadState(row.GetString(1)))
                )
                .ConvertAll(one => new Standing(
                    one.Stream,
                    one.State.Number,
                    one.State.Status,
                    one.State.Over.Matter.Stream,
                    one.State.Rung,
                    one.State.Paper,
                    one.State.Next
                ))
        );

    private static long Owed(City city, string kind) =>
        city.Database.Read(connection =>
            Sql.Number(connection, "select count(*) from duties where kind = $1 and done_at is null", kind)
        );

    private static Actor Holder(CaseRules rules, Role role)
    {
        var post = rules.Organisation.Covering(role, null)!;
        return new Actor(SmallCity.Id(1), post.Code, role, post.Unit, null);
    }
}
