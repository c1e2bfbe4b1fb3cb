using System.CommandLine;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Data;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Site;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Playbooks;

/// <summary>The verbs as they are typed: exit code, and what became of the data folder.</summary>
public sealed class PlaybookVerbsTest : IDisposable
{
    private static readonly string Karamay = SourceTree.At("playbooks", "karamay");

    private readonly string folder = Directory.CreateTempSubdirectory("civicloop-verbs-").FullName;

    private string Data => Path.Combine(folder, "data");

    [Theory]
    [InlineData("karamay")]
    [InlineData("qujing")]
    public async Task A_clean_playbook_ends_well(string city) =>
        (await Run("check-playbook", SourceTree.At("playbooks", city))).ShouldBe(0);

    [Fact]
    public async Task A_broken_playbook_and_a_folder_that_is_not_there_end_badly()
    {
        (await Run("check-playbook", Broken())).ShouldBe(1);
        (await Run("check-playbook", Path.Combine(folder, "nowhere"))).ShouldBe(1);
    }

    [Fact]
    public async Task A_playbook_is_imported_once_and_a_broken_one_changes_nothing()
    {
        (await Run("import", "playbook", Karamay, "--valid-from", "2020-11-23")).ShouldBe(0);
        (await Run("import", "playbook", Karamay, "--valid-from", "2020-11-23")).ShouldBe(0);
        (await Run("import", "playbook", Broken(), "--valid-from", "2021-01-01")).ShouldBe(1);
        (await Run("import", "playbook", Karamay, "--valid-from", "2020-11-22")).ShouldBe(1);

        await using var cities = new Cities(new Storage(Data, null, null));
        cities.Find("karamay").ShouldNotBeNull().Database.Read(PlaybookReads.Versions).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("--valid-from", "tomorrow")]
    [InlineData("--valid-from", "2020-11-31")]
    [InlineData("--valid-from", "2020-11-23", "--city", "../elsewhere")]
    public async Task What_cannot_be_a_day_or_a_city_starts_no_city(params string[] options)
    {
        (await Run(["import", "playbook", Karamay, .. options])).ShouldBe(1);

        Directory.Exists(Data).ShouldBeFalse();
    }

    [Fact]
    public async Task A_broken_playbook_starts_no_city()
    {
        (await Run("import", "playbook", Broken(), "--valid-from", "2020-11-23")).ShouldBe(1);

        Directory.Exists(Data).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_code_may_be_given_to_the_city()
    {
        (await Run("import", "playbook", Karamay, "--valid-from", "2020-11-23", "--city", "elsewhere")).ShouldBe(0);

        await using var cities = new Cities(new Storage(Data, null, null));
        cities.All().ShouldBe(["elsewhere"]);
    }

    private Task<int> Run(params string[] args) =>
        new RootCommand { Verbs.Data, PlaybookVerbs.Check(), PlaybookVerbs.Import() }
            .Parse([.. args, "--data", Data])
            .InvokeAsync();

    private string Broken()
    {
        var broken = Path.Combine(folder, "broken");
        foreach (var (path, text) in new SmallFolder().Change("limits.yaml", "80%", "800%").Folder.Files)
        {
            if (path.StartsWith("base/", StringComparison.Ordinal))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(broken, path))!);
            File.WriteAllText(Path.Combine(broken, path), text);
        }
        return broken;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
