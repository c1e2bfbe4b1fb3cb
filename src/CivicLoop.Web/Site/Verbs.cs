using System.CommandLine;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Site;

/// <summary>
/// What all verbs share: the options <c>--data</c> and <c>--city</c>, the sentences of the terminal, and how a verb
/// says no (one sentence on standard error, exit code 1).
/// </summary>
public static class Verbs
{
    private static readonly Lazy<Sentences> Spoken = new(() => new Texts(Texts.Folder).In(TerminalLanguage()));

    /// <summary>The folder under which all is kept. Given to every verb.</summary>
    public static Option<string?> Data { get; } =
        new("--data")
        {
            Description =
                "The folder under which all is kept. Otherwise CIVICLOOP_DATA, otherwise data under the current folder.",
            Recursive = true,
        };

    /// <summary>Sentences in the language of the terminal: Chinese where LC_ALL, LC_MESSAGES or LANG says so, else English.</summary>
    public static Sentences Sentences => Spoken.Value;

    public static Storage Storage(ParseResult parsed) => Web.Data.Storage.FromEnvironment(parsed.GetValue(Data));

    /// <summary>One city, for a verb that otherwise does all of them.</summary>
    public static Option<string?> City() =>
        new("--city") { Description = "Code of the city, such as karamay. Otherwise all cities." };

    /// <summary>One city, for a verb that needs it.</summary>
    public static Option<string> TheCity() =>
        new("--city") { Description = "Code of the city, such as karamay.", Required = true };

    /// <summary>Does something in one city and gives the exit code.</summary>
    public static int InCity(ParseResult parsed, string code, Func<City, Refusal?> act)
    {
        var cities = new Cities(Storage(parsed));
        try
        {
            var refusal = cities.Find(code) is { } city ? act(city) : new Refusal("city.unknown", code, Named(cities));
            return refusal is null ? 0 : Refuse(refusal);
        }
        catch (Exception exception) when (StorageTrouble.From(exception) is { } trouble)
        {
            return Refuse(trouble.Refusal);
        }
        finally
        {
            cities.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    public static int Refuse(Refusal refusal) => Refuse(Sentences.Refused(refusal));

    /// <summary>Says why not, and gives the exit code for it.</summary>
    public static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }

    private static string Named(Cities cities) => cities.All() is { Count: > 0 } codes ? string.Join(", ", codes) : "-";

    private static string TerminalLanguage()
    {
        var named = new[] { "LC_ALL", "LC_MESSAGES", "LANG" }
            .Select(Environment.GetEnvironmentVariable)
            .FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return named?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) != true ? Texts.English
            : named.Contains("TW", StringComparison.Ordinal) || named.Contains("HK", StringComparison.Ordinal) ? Texts.Traditional
            : Texts.Simplified;
    }
}
