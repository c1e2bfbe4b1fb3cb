using CivicLoop.Tests.Support;
using Shouldly;
using Xunit;

namespace CivicLoop.Tests.Browser;

/// <summary>The browser itself: that it starts here, shows Chinese, and that its safeguards can fail.</summary>
public class BrowsingTest(Browsing browsing)
{
    private const string Plain =
        "<!doctype html><html lang=\"zh-Hans\"><title>整改</title><main><h1>整改</h1><p>按时整改</p></main></html>";

    [Theory, MemberData(nameof(Browsing.EveryWay), MemberType = typeof(Browsing))]
    public async Task A_page_is_shown_on_every_screen_with_and_without_script(Screen screen, bool script)
    {
        await using var visitor = await browsing.Visit("http://localhost", screen, script);

        await visitor.Page.SetContentAsync(Plain + "<script>document.title = 'scripted'</script>");

        (await visitor.Page.TextContentAsync("h1")).ShouldBe("整改");
        (await visitor.Page.TitleAsync()).ShouldBe(script ? "scripted" : "整改");
        visitor.Page.ViewportSize!.Width.ShouldBe(screen == Screen.Phone ? 360 : 1280);
    }

    [Fact]
    public async Task Axe_passes_a_plain_page_and_finds_a_picture_without_words()
    {
        await using var visitor = await browsing.Visit("http://localhost");

        await visitor.Page.SetContentAsync(Plain);
        await visitor.IsAccessible();

        await visitor.Page.SetContentAsync(Plain.Replace("</main>", "<img src=\"data:,\"></main>", StringComparison.Ordinal));
        (await Assert.ThrowsAsync<ShouldAssertException>(visitor.IsAccessible)).Message.ShouldContain("image-alt");
    }

    [Fact]
    public async Task A_page_too_wide_for_a_phone_is_found()
    {
        await using var visitor = await browsing.Visit("http://localhost", Screen.Phone);

        await visitor.Page.SetContentAsync(Plain + "<div style=\"width: 500px\">宽</div>");

        await Assert.ThrowsAsync<ShouldAssertException>(visitor.FitsItsScreen);
    }

    [Fact]
    public async Task A_request_to_another_host_is_stopped_and_remembered()
    {
        await using var visitor = await browsing.Visit("http://localhost");

        await visitor.Page.SetContentAsync(Plain + "<img alt=\"\" src=\"http://elsewhere.example/a.png\">");

        visitor.Abroad.ShouldBe(["http://elsewhere.example/a.png"]);
    }
}
