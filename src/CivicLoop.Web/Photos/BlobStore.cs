using System.Security.Cryptography;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Photos;

/// <summary>
/// Photos by the hash of their content: <c>photos/ab/abcdef…</c>. File and folder are synced before the act that
/// names them commits, so an answered act never names a photo that a power cut took.
/// </summary>
/// <param name="folder">The city's photo folder.</param>
/// <param name="building">A city under construction is synced once, when it is done.</param>
public sealed class BlobStore(string folder, bool building = false)
{
    /// <summary>Keeps bytes and returns their name. The same bytes kept twice are one file.</summary>
    /// <exception cref="StorageTrouble">The disk is full, read-only or failing.</exception>
    public string Keep(ReadOnlySpan<byte> bytes)
    {
        var blob = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var path = PathOf(blob);
        try
        {
            if (Renew(blob))
                return blob;
            var shelf = Path.GetDirectoryName(path)!;
            var isNew = !Directory.Exists(shelf);
            Directory.CreateDirectory(shelf);
            // Written aside and renamed: a name in the store always stands for whole bytes.
            var aside = Aside(shelf);
            try
            {
                using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
                {
                    file.Write(bytes);
                    if (!building)
                        file.Flush(flushToDisk: true);
                }
                File.Move(aside, path, overwrite: true);
            }
            catch
            {
                File.Delete(aside);
                throw;
            }
            if (!building)
            {
                DiskSync.Folder(shelf);
                if (isNew)
                    DiskSync.Folder(folder);
            }
            return blob;
        }
        catch (Exception exception) when (StorageTrouble.From(exception) is { } trouble)
        {
            throw trouble;
        }
    }

    /// <summary>Somebody has it in hand: the sweep leaves it alone for another day. False where there is none.</summary>
    public bool Renew(string blob)
    {
        try
        {
            File.SetLastWriteTimeUtc(PathOf(blob), CityClock.Machine);
            return true;
        }
        catch (IOException missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (StorageTrouble.From(exception) is { } trouble)
        {
            throw trouble;
        }
    }

    public Stream? Open(string blob)
    {
        var path = PathOf(blob);
        return File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
            : null;
    }

    public bool Has(string blob) => File.Exists(PathOf(blob));

    public void Delete(string blob) => File.Delete(PathOf(blob));

    /// <summary>Names of what has lain here untouched since before a time, a shelf at a time.</summary>
    public IEnumerable<IReadOnlyList<string>> Untouched(DateTime before)
    {
        if (!Directory.Exists(folder))
            yield break;
        foreach (var shelf in Directory.EnumerateDirectories(folder))
        {
            var old = new DirectoryInfo(shelf).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before).ToList();
            // What was left half written has no name that anybody knows.
            foreach (var half in old.Where(IsAside))
                half.Delete();
            yield return [.. old.Where(file => !IsAside(file)).Select(file => file.Name)];
        }
    }

    /// <summary>
    /// Takes away what is still untouched. First it goes aside under another name: whoever keeps the same bytes in
    /// this very moment writes them anew, and whoever renewed them just before finds them back.
    /// </summary>
    /// <returns>False where it was renewed, or is gone already.</returns>
    public bool Sweep(string blob, DateTime before)
    {
        var path = PathOf(blob);
        var aside = Aside(Path.GetDirectoryName(path)!);
        try
        {
            File.Move(path, aside);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        if (File.GetLastWriteTimeUtc(aside) >= before)
        {
            File.Move(aside, path, overwrite: true);
            return false;
        }
        File.Delete(aside);
        return true;
    }

    private static string Aside(string shelf) => Path.Combine(shelf, $".{Guid.CreateVersion7():N}");

    private static bool IsAside(FileInfo file) => file.Name[0] == '.';

    public string PathOf(string blob) => Path.Combine(folder, blob[..2], blob);
}
