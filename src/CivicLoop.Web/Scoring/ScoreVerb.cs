using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CivicLoop.Core.Events;
using CivicLoop.Core.Scoring;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Site;
using CivicLoop.Web.Standards;

namespace CivicLoop.Web.Scoring;

/// <summary><c>civicloop score --city C --as-of DAY --json</c>: every place and unit with all its reasons, and nothing else.</summary>
public static class ScoreVerb
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static Command Verb()
    {
        var city = Verbs.TheCity();
        var day = new Option<string?>("--as-of")
        {
            Description = "A day, as 2020-11-23, as known at its end. Otherwise the city's today.",
        };
        var json = new Option<bool>("--json") { Description = "With every part of every score; points as numbers." };
        var command = new Command("score", "Prints the scores of a day of all places and units.") { city, day, json };
        command.SetAction(parsed =>
            Verbs.InCity(
                parsed,
                parsed.GetRequiredValue(city),
                here => Say(here, parsed.GetValue(day), parsed.GetValue(json), parsed.InvocationConfiguration.Output)
            )
        );
        return command;
    }

    private static Refusal? Say(City city, string? said, bool json, TextWriter output)
    {
        var playbooks = new PlaybookReads();
        var calendar = new RulesNow(playbooks.On).Of(city).Calendar;
        var today = calendar.DayOf(city.Clock.Now);
        var day = today;
        if (
            said is not null
            && !DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        )
            return new Refusal("score.day", said);
        if (day > today)
            return new Refusal("score.future", Values.Day(day), Values.Day(today));
        if (new ScoreReads(playbooks, new EditionReads()).Of(city, calendar, day) is not { } scores)
            return new Refusal("score.no-rules", Values.Day(day));
        if (json)
            output.WriteLine(JsonSerializer.Serialize(Shape(city, scores), Json));
        else
            foreach (var score in scores.Places.Concat(scores.Units))
                output.WriteLine($"{(score.Points is { } points ? Core.Standards.Points.Say(points) : "-"), 6}  {score.Code}");
        return null;
    }

    private static object Shape(City city, DayScored scores) =>
        new
        {
            city = city.Code,
            asOf = Values.Day(scores.On.Day),
            editions = scores.On.Editions.Select(edition => new { system = edition.System, code = edition.Code }),
            places = scores.Places.Zip(scores.Grounds).Select(pair => One(pair.First, pair.Second.Unit, pair.Second.Type)),
            units = scores.Units.Select(score => One(score, null, null)),
        };

    private static object One(Score score, string? unit, string? type) =>
        new
        {
            code = score.Code,
            type,
            unit,
            score = score.Points is { } points ? (decimal?)points / Core.Standards.Points.One : null,
            @checked = score.Checked,
            asked = score.Asked,
            parts = score.Parts.Select(part => new
            {
                why = part.Why.ToString(),
                points = (decimal)part.Points / Core.Standards.Points.One,
                system = part.System,
                code = part.Code,
                @case = part.Number,
                visit = part.Visit,
            }),
        };
}
