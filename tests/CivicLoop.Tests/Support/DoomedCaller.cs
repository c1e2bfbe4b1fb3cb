using System.Diagnostics;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Rhythm;

namespace CivicLoop.Tests.Support;

/// <summary>
/// A process that lives through a city's days without end, as fast as it can: it moves the clock on and calls what came.
/// Tests run two of them over one city and kill them in the middle.
/// </summary>
public static class DoomedCaller
{
    public const string Verb = "doomed-caller";

    public static ProcessStartInfo Start(TestCity city) => DoomedWriter.Start(city, Verb);

    public static async Task<int> Run(string[] args)
    {
        await using var cities = new Cities(Storage.FromEnvironment(args[0]));
        var city = cities.Find(args[1])!;
        var playbooks = new PlaybookReads();
        var (beats, rules) = (new CityBeats(playbooks), new RulesNow(playbooks.On));
        while (true)
        {
            await city.Database.Write(transaction => city.Clock.MoveTo(transaction, city.Clock.Now.AddHours(7)));
            try
            {
                Console.WriteLine(await BeatRounds.Pass(city, beats, rules));
                Console.Out.Flush();
            }
            catch (InvalidOperationException)
            {
                // The other one stood in the way: a server tries again in its next round.
            }
        }
    }
}
