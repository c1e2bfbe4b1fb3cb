using System.CommandLine;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Site;

/// <summary>What all verbs share: the options <c>--data</c> and <c>--city</c>, and how a verb says no.</summary>
public static class Verbs
{
    /// <summary>The folder under which all is kept. Given to every verb.</summary>
    public static Option<string?> Data { get; } =
        new("--data")
        {
            Description =
                "The folder under which all is kept. Otherwise CIVICLOOP_DATA, otherwise data under the current folder.",
            Recursive = true,
        };

    public static Storage Storage(ParseResult parsed) => Web.Data.Storage.FromEnvironment(parsed.GetValue(Data));

    /// <summary>What a verb says, in the language of the terminal.</summary>
    public static Sentences Sentences { get; } =
        new Texts(Path.Combine(AppContext.BaseDirectory, "texts")).In(InChinese ? Texts.Simplified : Texts.English);

    /// <summary>One city, for a verb that otherwise does all of them.</summary>
    public static Option<string?> City() =>
        new("--city") { Description = "Code of the city, such as karamay. Otherwise all cities." };

    /// <summary>One city, for a verb that needs it.</summary>
    public static Option<string> TheCity() =>
        new("--city") { Description = "Code of the city, such as karamay.", Required = true };

    /// <summary>Says why not, and gives the exit code for it.</summary>
    public static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }

    private static bool InChinese =>
        new[] { "LC_ALL", "LC_MESSAGES", "LANG" }
            .Select(Environment.GetEnvironmentVariable)
            .FirstOrDefault(named => !string.IsNullOrEmpty(named))
            ?.StartsWith("zh", StringComparison.Ordinal) == true;
}
