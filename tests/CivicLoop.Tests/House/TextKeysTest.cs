using System.Text.Json;
using System.Text.RegularExpressions;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.House;

/// <summary>Every key that the source asks for has a sentence, and every sentence is asked for.</summary>
public partial class TextKeysTest
{
    private static readonly Dictionary<string, string> Sources = SourceTree
        .Files("src", ".cs", ".razor")
        .ToDictionary(file => file, SourceTree.Read);

    private static readonly Dictionary<string, string> Sentences = Directory
        .EnumerateFiles(SourceTree.At("src", "CivicLoop.Web", "texts", "zh-Hans"), "*.json")
        .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!)
        .ToDictionary();

    private static IReadOnlyCollection<string> Keys => Sentences.Keys;

    [Fact]
    public void Every_key_asked_for_has_a_sentence()
    {
        var asked =
            from source in Sources
            from Match match in Asked().Matches(source.Value)
            let key = match.Groups["key"].Value
            where !Keys.Contains(key)
            select $"{source.Key}: {key}";

        asked.ShouldBeEmpty();
    }

    [Fact]
    public void Every_key_put_together_at_run_time_begins_as_some_sentence_does()
    {
        var asked =
            from source in Sources
            from Match match in AskedInPieces().Matches(source.Value)
            where !Keys.Any(Piece(match.Groups["key"].Value).IsMatch)
            select $"{source.Key}: {match.Groups["key"].Value}";

        asked.ShouldBeEmpty();
    }

    [Fact]
    public void Every_sentence_is_asked_for()
    {
        var literals = Sources.Values.SelectMany(source => Literal().Matches(source)).Select(match => match.Groups["key"].Value);
        var whole = literals.ToHashSet();
        // $"site.light.{…}", and "bent." + how.
        var pieces = Sources
            .Values.SelectMany(source => Pieces().Matches(source))
            .Select(match => Piece(match.Groups["key"].Value))
            .Concat(
                Sources
                    .Values.SelectMany(source => Joined().Matches(source))
                    .Select(match => Piece(match.Groups["key"].Value + "{x}"))
            )
            .Concat(
                Sentences
                    .Values.SelectMany(text => Phrased().Matches(text))
                    .Select(match => Piece($"site.{match.Groups["word"].Value}.{{x}}"))
            )
            .ToList();

        Keys.Where(key => !whole.Contains(key) && !pieces.Any(piece => piece.IsMatch(key))).Order().ShouldBeEmpty();
    }

    private static Regex Piece(string pieces) =>
        new("^" + string.Join(".+", Hole().Split(pieces).Select(Regex.Escape)) + "$", RegexOptions.NonBacktracking);

    [GeneratedRegex(@"\b(T|t|Sentences)\[""(?<key>[^""{]+)""[\],]")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\b(T|t|Sentences)\[\$""(?<key>[^""]+)""[\],]")]
    private static partial Regex AskedInPieces();

    [GeneratedRegex(@"""(?<key>[a-z][\w-]*(\.[\w-]+)+)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\$""(?<key>[a-z][\w-]*\.[^""\s]*\{[^""]+)""")]
    private static partial Regex Pieces();

    [GeneratedRegex(@"""(?<key>[a-z][\w-]*\.([\w-]+\.)*)"" \+")]
    private static partial Regex Joined();

    // {0:act} inside a sentence.
    [GeneratedRegex(@"\{\d:(?<word>[a-z]+)\}")]
    private static partial Regex Phrased();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();
}
