using System.IO.Compression;
using System.Text;
using CivicLoop.Core.Events;

namespace CivicLoop.Web.Playbooks.Import;

/// <summary>
/// A folder of a playbook sent as one file. Nothing of it is ever written under a name of its own, and it is
/// unpacked only as far as a playbook can be large, whatever it says about itself.
/// </summary>
public static class PlaybookZip
{
    /// <summary>Bytes of the file as it is sent.</summary>
    public const long Largest = 16L * 1024 * 1024;

    /// <summary>Bytes of all its texts.</summary>
    public const long LargestUnpacked = 48L * 1024 * 1024;

    public const int MostFiles = 500;

    private const string Anchor = "city.yaml";

    // Spoilt text is told, not guessed at.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="standIns">Where the product's defaults lie.</param>
    public static Outcome<PlaybookFolder> Read(Stream file, string standIns, long largest = LargestUnpacked)
    {
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MostFiles)
                return new Refusal("playbook-zip.many", $"{MostFiles}", $"{zip.Entries.Count}");
            if (zip.Entries.FirstOrDefault(entry => !IsPlain(entry.FullName)) is { } strange)
                return new Refusal("playbook-zip.path", Shown(strange.FullName));
            var (texts, left) = (new SortedDictionary<string, string>(StringComparer.Ordinal), largest);
            var folder = FolderOf(zip);
            foreach (var entry in zip.Entries.Where(entry => Belongs(entry, folder)))
            {
                var path = entry.FullName[folder.Length..];
                if (Unpack(entry, left) is not { } bytes)
                    return new Refusal("playbook-zip.large", $"{largest / 1024 / 1024}");
                left -= bytes.Length;
                if (!texts.TryAdd(path, Text(bytes)))
                    return new Refusal("playbook-zip.twice", Shown(path));
            }
            return texts.Count == 0 ? new Refusal("playbook-zip.empty") : PlaybookFolder.Of(texts, standIns);
        }
        catch (DecoderFallbackException)
        {
            return new Refusal("playbook-zip.not-utf8");
        }
        // Locked by a password, cut off, or packed in a way that nobody should use here.
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            return new Refusal("playbook-zip.broken");
        }
    }

    private static bool IsPlain(string path) =>
        path.Length is > 0 and <= 200
        && path[0] != '/'
        && !path.Contains('\\', StringComparison.Ordinal)
        && !path.Contains(':', StringComparison.Ordinal)
        && !path.Any(char.IsControl)
        && !path.Split('/').Any(part => part is "." or "..");

    // Who packs a folder packs the folder itself, and a Mac something beside it.
    private static string FolderOf(ZipArchive zip) =>
        zip.Entries.Where(entry => entry.Name == Anchor)
            .Select(entry => entry.FullName[..^Anchor.Length])
            .MinBy(folder => folder.Length)
        ?? "";

    private static bool Belongs(ZipArchiveEntry entry, string folder) =>
        entry.FullName.StartsWith(folder, StringComparison.Ordinal)
        && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)
        && !entry.Name.StartsWith('.')
        && PlaybookFolder.IsPart(entry.FullName);

    // What an entry says of its length is what whoever packed it wants to be believed: what comes out is counted.
    private static byte[]? Unpack(ZipArchiveEntry entry, long most)
    {
        using var from = entry.Open();
        using var to = new MemoryStream();
        var piece = new byte[81920];
        while (from.Read(piece) is > 0 and var count)
        {
            if (to.Length + count > most)
                return null;
            to.Write(piece, 0, count);
        }
        return to.ToArray();
    }

    private static string Text(byte[] bytes)
    {
        var text = bytes.AsSpan();
        return Strict.GetString(text.StartsWith(Encoding.UTF8.Preamble) ? text[3..] : text);
    }

    private static string Shown(string path) => string.Concat(path.Where(letter => !char.IsControl(letter)).Take(80));
}
