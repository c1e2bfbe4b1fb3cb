using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rhythm;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Rhythm;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Rhythm;

/// <summary>
/// A year of each city under its own rules, lived in jumps: mostly hours, sometimes an outage of weeks, sometimes with a
/// restart. Some meetings are held, some left out, and cases go on meanwhile.
/// </summary>
public class YearTest
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    [Theory]
    [InlineData("karamay")]
    [InlineData("qujing")]
    [InlineData("jiayuguan")]
    [InlineData("lanzhou")]
    public async Task Every_beat_comes_once_and_at_its_time_across_holidays_outages_and_restarts(string code)
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
                now += step % 9 == 8 ? TimeSpan.FromDays(random.Next(2, 25)) : TimeSpan.FromHours(random.Next(5, 40));
                if (step % 5 == 4)
                {
                    await cities.DisposeAsync();
                    (cities, playbooks) = (new Cities(home.Storage), new PlaybookReads());
                }
                var city = cities.Find(home.City.Code)!;
                await city.Database.Write(transaction => city.Clock.MoveTo(transaction, now));
                await Live(city, playbooks, step, random);
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
