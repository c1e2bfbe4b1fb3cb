namespace CivicLoop.Core.Accounts;

/// <summary>A browser in two words that its owner knows again: what it is and what it runs on.</summary>
public static class DeviceWords
{
    // The more particular first: nearly all of them also say that they are a Safari on a Mozilla.
    private static readonly (string Mark, string Word)[] Browsers =
    [
        ("MicroMessenger", "WeChat"),
        ("DingTalk", "DingTalk"),
        ("Edg", "Edge"),
        ("QQBrowser", "QQBrowser"),
        ("HuaweiBrowser", "Huawei"),
        ("MiuiBrowser", "MIUI"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];

    private static readonly (string Mark, string Word)[] Systems =
    [
        ("HarmonyOS", "HarmonyOS"),
        ("OpenHarmony", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>As <c>Edge · Windows</c>; empty for what nobody knows.</summary>
    public static string Of(string? userAgent) =>
        string.Join(" · ", new[] { Word(Browsers, userAgent ?? ""), Word(Systems, userAgent ?? "") }.OfType<string>());

    private static string? Word((string Mark, string Word)[] words, string said) =>
        Array.Find(words, one => said.Contains(one.Mark, StringComparison.OrdinalIgnoreCase)).Word;
}
