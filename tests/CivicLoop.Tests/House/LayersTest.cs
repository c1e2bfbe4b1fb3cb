using System.Text.RegularExpressions;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.House;

/// <summary>Who may know whom: Core ← rooms of Web ← Program.</summary>
public partial class LayersTest
{
    [Fact]
    public void Core_references_nothing_but_the_base_library() =>
        SourceTree.Read("src/CivicLoop.Core/CivicLoop.Core.csproj").ShouldNotContain("Reference");

    [Fact]
    public void Core_uses_no_database_network_file_web_or_thread() =>
        SourceTree
            .Files("src/CivicLoop.Core", ".cs")
            .SelectMany(file => Found(file, Outward()))
            .ShouldBeEmpty("Core thinks, Web does");

    [Fact]
    public void Core_asks_neither_the_clock_nor_chance() =>
        SourceTree.Files("src/CivicLoop.Core", ".cs").SelectMany(file => Found(file, ClockOrChance())).ShouldBeEmpty();

    [Fact]
    public void In_web_one_place_asks_the_clock() =>
        SourceTree
            .Files("src/CivicLoop.Web", ".cs", ".razor")
            .Where(file => Found(file, Clock()).Any())
            .ShouldBe(["src/CivicLoop.Web/Data/CityClock.cs"]);

    [Fact]
    public void Data_knows_no_other_room() =>
        SourceTree
            .Files("src/CivicLoop.Web/Data", ".cs")
            // A verb speaks to people, and so through Site.
            .Where(file => !file.EndsWith("Verb.cs", StringComparison.Ordinal))
            .SelectMany(file => Found(file, OtherRoom()))
            .Where(found => !found.EndsWith("CivicLoop.Web.Data", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void A_table_is_written_from_one_room_only()
    {
        var writers =
            from file in SourceTree.Files("src/CivicLoop.Web", ".cs")
            from Match write in Write().Matches(SourceTree.Read(file))
            group file.Split('/')[2] by write.Groups["table"].Value;

        foreach (var table in writers)
            table.Distinct().Count().ShouldBe(1, $"{table.Key} is written from {string.Join(" and ", table.Distinct())}");
    }

    [Fact]
    public void A_namespace_is_its_folder() =>
        SourceTree
            .Files("src", ".cs")
            .Where(file =>
                Namespace().Match(SourceTree.Read(file)) is { Success: true } found
                && found.Groups["name"].Value
                    != Path.GetDirectoryName(file)!.Replace("src/", "", StringComparison.Ordinal).Replace('/', '.')
            )
            .ShouldBeEmpty();

    private static IEnumerable<string> Found(string file, Regex what) =>
        what.Matches(Comment().Replace(SourceTree.Read(file), "")).Select(match => $"{file}: {match.Value}");

    [GeneratedRegex(
        @"using (System\.(Net|Data|Threading)|Microsoft\.|Npgsql|YamlDotNet)[\w.]*|\b(File|Directory)\.(Read|Write|Open|Exists|Create|Delete|Enumerate)\w*|\bConsole\.|\bEnvironment\."
    )]
    private static partial Regex Outward();

    [GeneratedRegex(
        @"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bTimeProvider\b|\bStopwatch\b|\bRandom(NumberGenerator)?\b|Guid\.(NewGuid|CreateVersion7)"
    )]
    private static partial Regex ClockOrChance();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bTimeProvider\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"using CivicLoop\.Web\.\w+")]
    private static partial Regex OtherRoom();

    [GeneratedRegex(@"\b(insert into|update|delete from) (?<table>[a-z_]+)\b(?! guard)(?<!update set)", RegexOptions.Multiline)]
    private static partial Regex Write();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
