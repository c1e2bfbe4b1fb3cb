using System.Text.Json;
using System.Text.RegularExpressions;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.House;

/// <summary>Every sentence in every language, and a sentence for every "no".</summary>
public partial class TextsTest
{
    private const string Texts = "src/CivicLoop.Web/texts";

    private static Dictionary<string, string> Sentences(string language, string room) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(SourceTree.Read($"{Texts}/{language}/{room}.json"))!;

    private static IEnumerable<string> RoomsIn(string language) =>
        Directory
            .EnumerateFiles(SourceTree.At(Texts, language), "*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order();

    public static TheoryData<string> Rooms => [.. RoomsIn("zh-Hans")];

    [Fact]
    public void Both_languages_have_the_same_rooms() => RoomsIn("en").ShouldBe(RoomsIn("zh-Hans"));

    [Theory, MemberData(nameof(Rooms))]
    public void Both_languages_have_the_same_sentences_with_the_same_blanks(string room)
    {
        var chinese = Sentences("zh-Hans", room);
        var english = Sentences("en", room);

        english.Keys.Order().ShouldBe(chinese.Keys.Order());
        foreach (var (key, sentence) in chinese)
        {
            sentence.ShouldNotBeNullOrWhiteSpace(key);
            english[key].ShouldNotBeNullOrWhiteSpace(key);
            // A date names its month in one language and numbers it in the other.
            if (!key.EndsWith(".date", StringComparison.Ordinal))
                Blanks(english[key]).ShouldBe(Blanks(sentence), key);
        }
    }

    [Theory, MemberData(nameof(Rooms))]
    public void A_sentence_begins_with_the_word_of_its_room(string room)
    {
        // Refusals begin with what refuses, verbs with their own name.
        if (room is not ("refusals" or "verbs"))
            Sentences("zh-Hans", room).Keys.ShouldAllBe(key => key.StartsWith(room + ".", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_refusal_has_a_sentence_in_both_languages()
    {
        var codes = SourceTree.Files("src", ".cs").SelectMany(file => Codes(SourceTree.Read(file))).Distinct().Order().ToList();

        codes.Count.ShouldBeGreaterThan(20);
        codes.Except(RoomsIn("zh-Hans").SelectMany(room => Sentences("zh-Hans", room).Keys)).ShouldBeEmpty();
    }

    // new Refusal("check.own-unit", …), and the codes that StorageTrouble chooses between.
    private static IEnumerable<string> Codes(string source) =>
        Refused().Matches(source).Concat(Stored().Matches(source)).Select(match => match.Groups["code"].Value);

    private static IEnumerable<string> Blanks(string sentence) =>
        Blank().Matches(sentence).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"new Refusal\(\s*""(?<code>[a-z.-]+)""")]
    private static partial Regex Refused();

    [GeneratedRegex(@"""(?<code>storage\.[a-z-]+)""")]
    private static partial Regex Stored();

    [GeneratedRegex(@"\{\d(:\w+)?\}")]
    private static partial Regex Blank();
}
