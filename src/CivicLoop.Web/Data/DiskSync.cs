using System.Runtime.InteropServices;

namespace CivicLoop.Web.Data;

/// <summary>What .NET cannot say to the disk: a folder's own entries, or everything at once.</summary>
internal static partial class DiskSync
{
    /// <summary>A rename is durable only when its folder is.</summary>
    public static void Folder(string path) => Opened(path, fsync);

    /// <summary>The whole file system that holds the path: one wait instead of one for each of thousands of files.</summary>
    public static void All(string path)
    {
        if (OperatingSystem.IsLinux())
            Opened(path, syncfs);
        else if (!OperatingSystem.IsWindows())
            sync();
    }

    private static void Opened(string path, Func<int, int> call)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = open(path, 0);
        if (handle < 0)
            throw new IOException($"cannot open folder {path}", Marshal.GetLastPInvokeError());
        try
        {
            if (call(handle) != 0)
                throw new IOException($"cannot sync {path}", Marshal.GetLastPInvokeError());
        }
        finally
        {
            _ = close(handle);
        }
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int handle);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int syncfs(int handle);

    [LibraryImport("libc")]
    private static partial void sync();

    [LibraryImport("libc")]
    private static partial int close(int handle);
}
