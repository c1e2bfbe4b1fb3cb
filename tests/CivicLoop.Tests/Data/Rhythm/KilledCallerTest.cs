using System.Diagnostics;
using CivicLoop.Core.Rhythm;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Rhythm;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Rhythm;

/// <summary>Two servers over one PostgreSQL, each killed again and again at any point: no beat is lost, none comes twice.</summary>
public class KilledCallerTest
{
    private const int Kills = 3;

    [Fact]
    public async Task Every_beat_is_called_once_whoever_dies_in_the_middle()
    {
        Requires.Database();
        await using var home = TestCity.On(DatabaseKind.Postgres);
        var playbook = PlaybookFolders.Parsed("karamay");
        var calendar = RulesNow.CalendarOf(playbook);
        var begin = calendar.ToUtc(playbook.City.Campaign.Starts, TimeOnly.MinValue);
        await home.Database.Write(transaction => home.City.Clock.MoveTo(transaction, begin));
        PlaybookImport.Run(home.City, PlaybookFolders.Read("karamay"), playbook, playbook.City.Campaign.Starts);

        await Task.WhenAll(Killed(home, 250), Killed(home, 400));

        await using var cities = new Cities(home.Storage);
        var city = cities.Find(home.City.Code)!;
        var before = All(city).Count;
        before.ShouldBeGreaterThan(Kills, "callers that were killed before they called prove nothing");
        var playbooks = new PlaybookReads();
        await BeatRounds.Pass(city, new CityBeats(playbooks), new RulesNow(playbooks.On));
        var meetings = All(city);
        meetings
            .Select(one => (one.Beat, one.Day, one.At))
            .ShouldBe(
                new BeatCalendar(playbook.Rhythm, playbook.City.Campaign.Starts, calendar)
                    .Between(begin, city.Clock.Now)
                    .Select(one => (one.Beat.Code, one.Day, one.At)),
                ignoreOrder: true
            );
        meetings.Select(one => one.Number).Order().ShouldBe(Enumerable.Range(1, meetings.Count).Select(one => (long)one));
        Proof.Of(city).Bent.ShouldBeEmpty();
    }

    private static async Task Killed(TestCity city, int milliseconds)
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = Process.Start(DoomedCaller.Start(city))!;
            // The clock of the kill starts with the first round: starting up is not what is tested.
            (await process.StandardOutput.ReadLineAsync()).ShouldNotBeNull(await Error(process));
            await Task.Delay(milliseconds * (kill + 1));
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<string?> Error(Process process) =>
        process.HasExited ? await process.StandardError.ReadToEndAsync() : null;

    private static List<MeetingState> All(City city) =>
        city.Database.Read(connection => MeetingReads.Newest(connection, null, 5_000));
}
