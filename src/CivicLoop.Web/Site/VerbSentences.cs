using CivicLoop.Core.Events;

namespace CivicLoop.Web.Site;

/// <summary>The sentences of verbs, in the language of the terminal: Chinese where LANG says so, otherwise English.</summary>
public static class VerbSentences
{
    private static readonly Lazy<Sentences> Loaded = new(() =>
        new Texts(Path.Combine(AppContext.BaseDirectory, "texts")).In(LanguageOfTerminal())
    );

    public static Sentences T => Loaded.Value;

    public static string Phrase(Refusal refusal) => T[refusal.Code, [.. refusal.Args]];

    private static string LanguageOfTerminal()
    {
        var named = new[] { "LC_ALL", "LC_MESSAGES", "LANG" }
            .Select(Environment.GetEnvironmentVariable)
            .FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return named?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) != true ? Texts.English
            : named.Contains("TW", StringComparison.Ordinal) || named.Contains("HK", StringComparison.Ordinal) ? Texts.Traditional
            : Texts.Simplified;
    }
}
