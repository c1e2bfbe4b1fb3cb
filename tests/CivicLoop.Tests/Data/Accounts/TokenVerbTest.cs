using CivicLoop.Tests.Support;
using CivicLoop.Web.Accounts.Tokens;
using CivicLoop.Web.Data;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Data.Accounts;

/// <summary>The verb <c>token</c> as it is typed: the key is its last word, and a mistake makes none.</summary>
public sealed class TokenVerbTest : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("civicloop-tokens-").FullName;

    public TokenVerbTest()
    {
        var cities = new Cities(new Storage(folder, null, null));
        cities.Create("small");
        cities.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    [Fact]
    public async Task The_key_is_the_last_word_opens_the_door_and_is_ended_by_its_code()
    {
        var made = await Token("--city", "small", "--scope", "open311,read", "--name", "视频巡查", "--found-by", "video");
        made.Code.ShouldBe(0, made.Error);
        var key = made.Out.Trim().Split(' ', '：', ':')[^1];
        key.ShouldStartWith("clk_");

        var listed = await Token("list", "--city", "small");
        listed.Out.ShouldContain("视频巡查");
        listed.Out.ShouldNotContain(key, Case.Sensitive, "a key is shown once");
        var code = listed.Out.Split('\t')[0];
        (await Token("end", "--city", "small", "--code", code)).Code.ShouldBe(0);
        (await Token("end", "--city", "small", "--code", code)).Code.ShouldBe(1, "it has ended already");
        (await Kept()).ShouldHaveSingleItem().EndedAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("There is no city with the code", "--city", "nowhere", "--scope", "read")]
    [InlineData("There is no scope “everything”", "--city", "small", "--scope", "everything")]
    [InlineData("There is no source called “nobody”", "--city", "small", "--scope", "write", "--found-by", "nobody")]
    [InlineData("The code “Bad Code” will not do", "--city", "small", "--scope", "read", "--code", "Bad Code")]
    [InlineData("Option '--city' is required", "--scope", "read")]
    [InlineData("Option '--scope' is required", "--city", "small")]
    public async Task A_mistake_is_a_sentence_and_makes_no_key(string says, params string[] words)
    {
        var typed = await Token(words);

        typed.Code.ShouldBe(1);
        typed.Error.ShouldContain(says);
        typed.Out.ShouldNotContain("clk_");
        (await Kept()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_without_cities_stays_as_it_is()
    {
        var nowhere = Path.Combine(folder, "nothing");

        var typed = await Typed.Run("token", "--city", "small", "--scope", "read", "--data", nowhere);

        (typed.Code, Directory.Exists(nowhere)).ShouldBe((1, false), typed.Error);
    }

    private Task<Typed> Token(params string[] words) => Typed.Run(["token", .. words, "--data", folder]);

    private async Task<IReadOnlyList<ApiToken>> Kept()
    {
        await using var cities = new Cities(new Storage(folder, null, null));
        return [.. cities.Find("small")!.Database.Read(TokenStore.List)];
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
