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
            if (File.Exists(path))
                return blob;
            var shelf = Path.GetDirectoryName(path)!;
            var isNew = !Directory.Exists(shelf);
            Directory.CreateDirectory(shelf);
            // Written aside and renamed: a name in the store always stands for whole bytes.
            var aside = Path.Combine(shelf, $".{Guid.CreateVersion7():N}");
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

    public Stream? Open(string blob)
    {
        var path = PathOf(blob);
        return File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
            : null;
    }

    public void Delete(string blob) => File.Delete(PathOf(blob));

    public string PathOf(string blob) => Path.Combine(folder, blob[..2], blob);
}
