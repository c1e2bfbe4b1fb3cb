using System.Globalization;
using System.Text.RegularExpressions;

namespace CivicLoop.Core.Contracts;

/// <summary>责任书 as the playbook writes it, with blanks in braces.</summary>
public sealed partial record LetterTemplate(string Title, IReadOnlyList<string> Clauses)
{
    public static IReadOnlyList<string> Blanks { get; } =
    ["city", "number", "kind", "level", "role", "party", "object", "term", "says"];

    /// <summary>What stands where a playbook gives no letter of its own.</summary>
    public static LetterTemplate Usual { get; } =
        new(
            "{kind}责任书",
            [
                "责任主体：{party}。",
                "责任范围：{object}。{level}{role}。",
                "应尽责任：经常到现场查看，掌握责任范围内的点位和问题；发现问题及时上报，能当场解决的当场解决；对派遣给责任单位的问题跟踪到整改到位；配合核查和测评。{says}",
                "期限：{term}。期满前由创城办续签或者收回；岗位或者单位变动的，办理移交，移交之前的责任仍由原责任主体承担。",
                "本责任书由责任岗位签收后履行。内容变动的另发新版，旧版留存备查。",
            ]
        );

    /// <summary>Blanks that nobody can fill in.</summary>
    public IEnumerable<string> Unknown =>
        Clauses
            .Prepend(Title)
            .SelectMany(text => Blank().Matches(text))
            .Select(match => match.Groups["name"].Value)
            .Where(name => !Blanks.Contains(name))
            .Distinct();

    /// <summary>The whole text: title, number and version, numbered clauses, who issued it when; a line each.</summary>
    public string Write(LetterWords words)
    {
        string Fill(string text) => Blank().Replace(text, match => words.In(match.Groups["name"].Value) ?? match.Value);

        var lines = new List<string> { Once(Fill(Title)), $"第{words.Number}号（第{words.Letter}版）" };
        lines.AddRange(Clauses.Select((clause, index) => $"{Numeral(index + 1)}、{Fill(clause)}"));
        lines.Add($"签发单位：{words.Issuer}");
        lines.Add($"签发日期：{Date(words.On)}");
        return string.Join('\n', lines);
    }

    // A kind may be called a letter, or a system of responsibility, already: 整改责任书, “包街”责任制.
    private static string Once(string title) =>
        title
            .Replace("责任书责任书", "责任书", StringComparison.Ordinal)
            .Replace("责任制责任书", "责任书", StringComparison.Ordinal);

    internal static string Date(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    // 一 … 九十九: nobody signs more clauses.
    private static string Numeral(int number)
    {
        const string digits = "零一二三四五六七八九";
        var (tens, ones) = (number / 10, number % 10);
        return (tens > 1 ? $"{digits[tens % 10]}" : "")
            + (tens > 0 ? "十" : "")
            + (ones > 0 || tens == 0 ? $"{digits[ones]}" : "");
    }

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}")]
    private static partial Regex Blank();
}

/// <summary>The words that fill a letter in: names as they stand on the day of issue.</summary>
public sealed record LetterWords(
    string City,
    long Number,
    int Letter,
    string Kind,
    string Level,
    bool Lead,
    string Party,
    string Object,
    DateOnly From,
    DateOnly? To,
    string? Says,
    string Issuer,
    DateOnly On
)
{
    public string? In(string blank) =>
        blank switch
        {
            "city" => City,
            "number" => Number.ToString(CultureInfo.InvariantCulture),
            "kind" => Kind,
            "level" => Level,
            "role" => Lead ? "牵头负责" : "共同负责",
            "party" => Party,
            "object" => Object,
            "term" => LetterTemplate.Date(From) is var from && To is { } to
                ? $"自{from}起至{LetterTemplate.Date(to)}止"
                : $"自{LetterTemplate.Date(From)}起，不定期",
            "says" => Says is null ? "" : $"本项包保要求：{Says}。",
            _ => null,
        };
}
