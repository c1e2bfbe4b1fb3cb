using System.Globalization;
using System.Text;

namespace CivicLoop.Core.Sheets;

/// <summary>
/// Names of files and folders that Windows, macOS and Linux all take, whatever somebody called the thing. Within a folder
/// none is like another, not even where letter case does not count.
/// </summary>
public sealed class FileNames
{
    /// <summary>In characters: a few levels of such folders stay below the longest path of Windows.</summary>
    public const int Longest = 40;

    private const string Never = "\\/:*?\"<>|";

    // Devices, whatever ending they are given.
    private static readonly HashSet<string> Devices = new(
        [
            "CON",
            "PRN",
            "AUX",
            "NUL",
            "CONIN$",
            "CONOUT$",
            .. "0123456789¹²³".SelectMany(port => new[] { $"COM{port}", $"LPT{port}" }),
        ],
        StringComparer.OrdinalIgnoreCase
    );

    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The path of something new in a folder.</summary>
    /// <param name="folder">Given out before; empty for the top.</param>
    /// <param name="ending">With its dot; as it is.</param>
    public string Give(string folder, string name, string ending = "")
    {
        var safe = Safe(name);
        for (var nth = 1; ; nth++)
        {
            var path = (folder.Length > 0 ? folder + "/" : "") + safe + (nth > 1 ? $" ({nth})" : "") + ending;
            if (taken.Add(path))
                return path;
        }
    }

    /// <summary>The name as near as it may be kept: one step of a path, never empty, never leading elsewhere.</summary>
    public static string Safe(string name)
    {
        var kept = new StringBuilder();
        // Half a letter is none; and what is written in two ways is one name on a Mac.
        foreach (var letter in string.Concat(name.EnumerateRunes()).Normalize().EnumerateRunes())
        {
            var next = IsKept(letter) ? letter.ToString() : " ";
            if (next == " " && (kept.Length == 0 || kept[^1] == ' '))
                continue;
            if (kept.Length + next.Length > Longest)
                break;
            kept.Append(next);
        }
        // A dot in front hides a file, and Windows drops dots and spaces at the end.
        var trimmed = kept.ToString().Trim(' ', '.');
        return trimmed.Length == 0 ? "_"
            : Devices.Contains(trimmed.Split('.')[0].TrimEnd()) ? "_" + trimmed
            : trimmed;
    }

    private static bool IsKept(Rune letter) =>
        !(letter.IsAscii && Never.Contains((char)letter.Value, StringComparison.Ordinal))
        && Rune.GetUnicodeCategory(letter)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.OtherNotAssigned
            );
}
