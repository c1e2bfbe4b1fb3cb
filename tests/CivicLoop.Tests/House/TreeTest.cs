using System.Text.RegularExpressions;
using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.House;

/// <summary>The tree as a newcomer finds it.</summary>
public partial class TreeTest
{
    private static readonly string[] Ours =
    [
        ".cs",
        ".razor",
        ".ts",
        ".css",
        ".sql",
        ".mjs",
        ".md",
        ".json",
        ".yaml",
        ".props",
        ".csproj",
    ];

    private static IEnumerable<string> Everything =>
        SourceTree
            .Files(".")
            .Where(file =>
                !file.StartsWith("data/", StringComparison.Ordinal) && !file.StartsWith(".git", StringComparison.Ordinal)
            );

    [Fact]
    public void There_are_four_projects() =>
        Everything
            .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .ShouldBe([
                "bench/CivicLoop.Bench/CivicLoop.Bench.csproj",
                "src/CivicLoop.Core/CivicLoop.Core.csproj",
                "src/CivicLoop.Web/CivicLoop.Web.csproj",
                "tests/CivicLoop.Tests/CivicLoop.Tests.csproj",
            ]);

    [Fact]
    public void No_file_of_code_is_longer_than_400_lines() =>
        Everything
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".ts" or ".css" or ".sql" or ".mjs")
            .Where(file => File.ReadLines(SourceTree.At(file)).Count() > 400)
            .ShouldBeEmpty("split it by meaning");

    [Fact]
    public void No_file_names_a_registry_or_a_path_of_somebodys_machine() =>
        Everything
            .Where(file => Ours.Contains(Path.GetExtension(file)) || Path.GetExtension(file).Length == 0)
            .Where(file =>
                file != "tests/CivicLoop.Tests/House/TreeTest.cs" && !file.StartsWith("playbooks/", StringComparison.Ordinal)
            )
            .SelectMany(file => Foreign().Matches(SourceTree.Read(file)).Select(match => $"{file}: {match.Value}"))
            .ShouldBeEmpty();

    [Fact]
    public void No_settings_of_a_package_manager_lie_in_the_tree() =>
        Everything
            .Where(file => Path.GetFileName(file).ToLowerInvariant() is "nuget.config" or ".npmrc" or ".yarnrc")
            .ShouldBeEmpty();

    [Fact]
    public void Every_version_is_pinned_once_and_every_project_is_locked()
    {
        foreach (var project in Everything.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            SourceTree.Read(project).ShouldNotContain(" Version=", Case.Sensitive, project);
            File.Exists(Path.Combine(Path.GetDirectoryName(SourceTree.At(project))!, "packages.lock.json")).ShouldBeTrue(project);
        }
        SourceTree.Read("Directory.Packages.props").ShouldNotContain("*");
    }

    [Fact]
    public void Every_room_is_a_word_of_the_house()
    {
        var words = SourceTree.Read("docs/words.md");
        foreach (var project in new[] { "CivicLoop.Core", "CivicLoop.Web" })
        foreach (var room in Directory.EnumerateDirectories(SourceTree.At("src", project)).Select(path => Path.GetFileName(path)))
            if (room is not ("bin" or "obj" or "texts" or "wwwroot" or "Browser" or "Properties"))
                words.ShouldContain($"| {room} |", Case.Sensitive, $"{project}/{room}");
    }

    [Fact]
    public void What_the_documents_point_at_is_there()
    {
        foreach (var document in Everything.Where(file => file.EndsWith(".md", StringComparison.Ordinal)))
        {
            var text = SourceTree.Read(document);
            var folder = Path.GetDirectoryName(SourceTree.At(document))!;
            foreach (Match link in Link().Matches(text))
            {
                var target = link.Groups["to"].Value.Split('#')[0];
                if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
                    Path.Exists(Path.Combine(folder, target)).ShouldBeTrue($"{document} points at {target}");
            }
            foreach (Match path in Path_().Matches(text))
                Path.Exists(SourceTree.At(path.Groups["path"].Value))
                    .ShouldBeTrue($"{document} names {path.Groups["path"].Value}");
        }
    }

    [GeneratedRegex(@"/(root|home/\w+|Users/\w+|work)/|registry\.\w+\.(org|com)|api\.nuget\.org|""resolved"": ""http")]
    private static partial Regex Foreign();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();

    // A path of ours in code marks, as `src/CivicLoop.Core/Cases/CaseDecide.cs`; patterns and placeholders are not paths.
    [GeneratedRegex(@"`(?<path>(src|tests|bench|docs|playbooks|scripts|\.ci)/[\w./-]*\w)`")]
    private static partial Regex Path_();
}
