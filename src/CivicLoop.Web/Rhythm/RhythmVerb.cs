using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CivicLoop.Core.Events;
using CivicLoop.Core.Rhythm;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Rhythm;

/// <summary><c>civicloop rhythm --city C</c>: the beats to come.</summary>
public static class RhythmVerb
{
    public const int MostDays = 3_660;
    private const int UsualDays = 30;

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static Command Verb()
    {
        var city = Verbs.TheCity();
        var from = new Option<string?>("--from") { Description = "First day, as 2020-11-23. Otherwise the city's today." };
        var days = new Option<int>("--days")
        {
            Description = $"How many days, 1 to {MostDays}.",
            DefaultValueFactory = _ => UsualDays,
        };
        var json = new Option<bool>("--json") { Description = "As an array of {beat, at}; at is local time with its zone." };
        var command = new Command("rhythm", "Prints the beats to come.") { city, from, days, json };
        command.SetAction(parsed =>
            Verbs.InCity(
                parsed,
                parsed.GetRequiredValue(city),
                here =>
                    Say(
                        here,
                        parsed.GetValue(from),
                        parsed.GetValue(days),
                        parsed.GetValue(json),
                        parsed.InvocationConfiguration.Output
                    )
            )
        );
        return command;
    }

    private static Refusal? Say(City city, string? from, int days, bool json, TextWriter output)
    {
        if (days is < 1 or > MostDays)
            return new Refusal("rhythm.days", $"{MostDays}", $"{days}");
        var playbooks = new PlaybookReads();
        var calendar = new RulesNow(playbooks.On).Of(city).Calendar;
        if (!TryDay(from, calendar.DayOf(city.Clock.Now), out var first))
            return new Refusal("rhythm.day", from!);
        // The first moment of the first day belongs to it.
        var times = new CityBeats(playbooks).Between(
            city,
            calendar.ToUtc(first, TimeOnly.MinValue).AddTicks(-1),
            calendar.ToUtc(first.AddDays(days), TimeOnly.MinValue).AddTicks(-1)
        );
        string At(BeatTime time) =>
            new DateTimeOffset(calendar.ToLocal(time.At), calendar.Zone.GetUtcOffset(time.At)).ToString(
                "yyyy-MM-dd'T'HH:mm:sszzz",
                CultureInfo.InvariantCulture
            );
        if (json)
            output.WriteLine(JsonSerializer.Serialize(times.Select(time => new { beat = time.Beat.Code, at = At(time) }), Json));
        else
            foreach (var time in times)
                output.WriteLine($"{At(time)}  {time.Beat.Code}  {time.Beat.Name}");
        return null;
    }

    private static bool TryDay(string? said, DateOnly otherwise, out DateOnly day)
    {
        day = otherwise;
        return said is null
            || DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }
}
