using System.Text.RegularExpressions;
using CivicLoop.Tests.Support;
using CivicLoop.Web.Site;
using Microsoft.Playwright;
using Shouldly;

namespace CivicLoop.Tests.Browser;

/// <summary>One page looked at by one person: each thing that is wrong becomes a line.</summary>
internal sealed partial class PageLook(Visitor visitor, List<string> wrong)
{
    /// <summary>Before an address: the answer to a form sent there without its token.</summary>
    public const string Posted = "post:";

    // What an English page must not say: pieces of the Chinese sentences, without what an English sentence quotes.
    private static readonly string[] ChinesePieces = Pieces();

    private string seen = "";
    private int stopped = visitor.Abroad.Count;
    private int thrown = visitor.Errors.Count;

    private IPage Page => visitor.Page;

    public async Task Open(string path, string language, Screen screen)
    {
        seen = $"{path} {language} {screen}";
        await Resize(screen);
        if (path.StartsWith(Posted, StringComparison.Ordinal))
            await Post(path[Posted.Length..], language);
        else
            await Page.GotoAsync(path + (path.Contains('?') ? "&" : "?") + "lang=" + language);
        (await Page.GetAttributeAsync("html", "lang")).ShouldBe(language);
        await Told(screen, language);
    }

    /// <summary>The same page on a screen of another width.</summary>
    public async Task Fits(Screen screen)
    {
        await Resize(screen);
        var beyond = await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
        if (beyond > 0)
            Wrong($"{beyond} pixels too wide on {screen}");
    }

    public async Task IsAccessible()
    {
        try
        {
            await visitor.IsAccessible();
        }
        catch (ShouldAssertException broken)
        {
            Wrong(
                string.Join(
                    ' ',
                    broken
                        .Message.Split('\n')
                        .Where(line => line.Contains(" at ", StringComparison.Ordinal))
                        .Select(line => line.Trim())
                )
            );
        }
    }

    private async Task Told(Screen screen, string language)
    {
        await Fits(screen);
        var shown = await Page.EvaluateAsync<string>(
            """
            () => {
              const body = document.body.cloneNode(true);
              // A letter keeps the words it was issued with, a message those in which it goes, and the columns of a Chinese
              // file their Chinese names: all of them say in which language they are.
              body.querySelectorAll('.letter[lang], .message-words[lang], .column-names[lang]').forEach(letter => letter.remove());
              return [document.title, body.textContent, ...[...document.querySelectorAll('*')].flatMap(one =>
                ['alt', 'title', 'placeholder', 'aria-label', 'data-label'].map(name => one.getAttribute(name) ?? ''))].join('\n');
            }
            """
        );
        if (Key().Match(shown) is { Success: true } key)
            Wrong($"a key without a sentence: {key.Value}");
        if (language == Texts.English)
            foreach (var piece in ChinesePieces.Where(shown.Contains))
                Wrong($"Chinese on an English page: {piece}");
        if (string.IsNullOrWhiteSpace(await Page.TitleAsync()))
            Wrong("no title");
        if (await Page.Locator("h1").CountAsync() is not 1 and var heads)
            Wrong($"{heads} h1");
        foreach (var address in visitor.Abroad.Skip(stopped))
            Wrong($"asked abroad for {address}");
        foreach (var error in visitor.Errors.Skip(thrown))
            Wrong($"a script failed: {error}");
        (stopped, thrown) = (visitor.Abroad.Count, visitor.Errors.Count);
    }

    private Task Resize(Screen screen) =>
        screen == Screen.Phone ? Page.SetViewportSizeAsync(360, 740) : Page.SetViewportSizeAsync(1280, 800);

    private async Task Post(string path, string language)
    {
        await Page.GotoAsync($"/?lang={language}");
        var answered = Page.WaitForResponseAsync(response => response.Request.Method == "POST");
        await Page.EvaluateAsync(
            "path => { const form = document.createElement('form'); form.method = 'post'; form.action = path; document.body.append(form); form.submit(); }",
            path
        );
        await answered;
        await Page.WaitForLoadStateAsync(LoadState.Load);
    }

    private void Wrong(string what) => wrong.Add($"{seen}: {what}");

    private static string[] Pieces()
    {
        var chinese = Sentences("zh-Hans").SelectMany(sentence => Written().Matches(sentence).Select(piece => piece.Value));
        var english = string.Join('\n', Sentences("en"));
        var names = string.Join('\n', Playbook().Select(File.ReadAllText));
        return
        [
            .. chinese
                .Distinct()
                .Where(piece =>
                    !english.Contains(piece, StringComparison.Ordinal) && !names.Contains(piece, StringComparison.Ordinal)
                ),
        ];
    }

    // A unit may be called as one of our words is.
    private static IEnumerable<string> Playbook() =>
        new[] { PlaybookFolders.Base, SourceTree.At("tests", "CivicLoop.Tests", "Support", "small-city") }.SelectMany(folder =>
            Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
        );

    private static IEnumerable<string> Sentences(string language) =>
        Directory
            .EnumerateFiles(Path.Combine(Texts.Folder, language), "*.json")
            .SelectMany(file =>
                System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!.Values
            );

    [GeneratedRegex(@"\[[a-z-]+(\.[A-Za-z0-9-]+)+\]")]
    private static partial Regex Key();

    // Five characters or more: shorter ones may be the name of a place, a unit or a category.
    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}{5,}")]
    private static partial Regex Written();
}
