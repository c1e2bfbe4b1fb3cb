using System.IO.Compression;

namespace CivicLoop.Web.Sheets;

/// <summary>
/// Files written one after the other into a zip that goes straight to whoever fetches it, so that the whole lies nowhere.
/// Its directory comes last: one that broke off has none, and is no zip.
/// </summary>
internal sealed class ZipOut
{
    // What is written synchronously after all, a few bytes at the end of each file, waits here for the next that is not.
    private const int Held = 16 * 1024;

    private readonly ZipArchive zip;
    private readonly DateTimeOffset at;
    private readonly CancellationToken stop;

    private ZipOut(ZipArchive zip, DateTime at, CancellationToken stop) =>
        (this.zip, this.at, this.stop) = (zip, new DateTimeOffset(at.Ticks, TimeSpan.Zero), stop);

    /// <param name="to">Left open; need not be sought, and is never written to but asynchronously.</param>
    /// <param name="at">What every file is dated, by the clock on the wall.</param>
    public static async Task Write(Stream to, DateTime at, Func<ZipOut, Task> fill, CancellationToken stop)
    {
        var held = new BufferedStream(to, Held);
        var zip = await ZipArchive.CreateAsync(held, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, stop);
        await fill(new ZipOut(zip, at, stop));
        // Here and nowhere else: closing it is what writes the directory.
        await zip.DisposeAsync();
        await held.FlushAsync(stop);
    }

    /// <param name="content">Packed already, as pictures, papers and workbooks are: it goes in as it is.</param>
    public async Task Add(string name, Stream content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = at;
        await using var to = await entry.OpenAsync(stop);
        await content.CopyToAsync(to, stop);
        // Nothing is held when the end of the file comes to be written.
        await to.FlushAsync(stop);
    }
}
