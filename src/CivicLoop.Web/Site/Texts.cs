using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CivicLoop.Web.Site;

/// <summary>Every sentence that a user sees, by language and key, read once from the folder <c>texts</c>.</summary>
public sealed partial class Texts
{
    public const string Simplified = "zh-Hans";
    public const string Traditional = "zh-Hant";
    public const string English = "en";

    public static readonly IReadOnlyList<string> Languages = [Simplified, Traditional, English];

    /// <summary>Beside the binary.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "texts");

    private readonly Dictionary<string, FrozenDictionary<string, string>> byLanguage = [];

    public Texts(string folder)
    {
        foreach (var language in Languages)
        {
            var sentences = new Dictionary<string, string>(StringComparer.Ordinal);
            var directory = Path.Combine(folder, language);
            if (!Directory.Exists(directory))
                continue;
            foreach (var file in Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal))
            {
                foreach (var (key, sentence) in JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!)
                {
                    if (!sentences.TryAdd(key, language == English ? sentence : ThinSpaces(sentence)))
                        throw new InvalidDataException($"{file}: the key {key} is already used in another file");
                }
            }
            byLanguage[language] = sentences.ToFrozenDictionary();
        }
        if (!byLanguage.ContainsKey(Simplified) || !byLanguage.ContainsKey(English))
            throw new InvalidDataException($"{folder} has no texts");
        // zh-Hant is made by the browser build; before it has run, the simplified sentences serve.
        byLanguage.TryAdd(Traditional, byLanguage[Simplified]);
    }

    /// <summary>The sentence, or null where the language has none for this key.</summary>
    public string? Find(string language, string key) => byLanguage[language].GetValueOrDefault(key);

    public Sentences In(string language) => new(this, language);

    /// <summary>A thin space between Chinese and figures (还剩 6 小时), typed as a plain one in the files.</summary>
    private static string ThinSpaces(string sentence) => PlainSpace().Replace(sentence, "\u2009");

    [GeneratedRegex(@"(?<=\p{IsCJKUnifiedIdeographs}) (?=[\d{])|(?<=[\d}]) (?=\p{IsCJKUnifiedIdeographs})")]
    private static partial Regex PlainSpace();
}

/// <summary>
/// The sentences in one language: <c>T["site.days", 38]</c>. A key without a sentence shows itself; a test keeps
/// that from being released. <c>{0:status}</c> phrases an argument that is itself a code, <c>{0:day}</c> a day, <c>{0:limit}</c> a limit.
/// </summary>
public sealed class Sentences(Texts texts, string language) : IFormatProvider, ICustomFormatter
{
    public string Language => language;

    public string this[string key] => texts.Find(language, key) ?? $"[{key}]";

    public string this[string key, params object?[] args] => string.Format(this, this[key], args);

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) =>
        format switch
        {
            null or "" => Convert.ToString(arg, CultureInfo.InvariantCulture) ?? "",
            "day" => arg switch
            {
                DateOnly day => Wording.Date(this, day),
                string text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day) =>
                    Wording.Date(this, day),
                _ => $"{arg}",
            },
            "limit" when Core.Duties.Limit.Parse(arg as string) is { } limit => this[$"site.limit.{limit.Clock}", limit.Amount],
            _ when arg is IFormattable number and not Enum && !char.IsAsciiLetterLower(format[0]) => number.ToString(
                format,
                CultureInfo.InvariantCulture
            ),
            _ => this[$"site.{format}.{arg}"],
        };
}
