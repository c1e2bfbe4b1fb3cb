using System.Diagnostics;
using Xunit;

namespace CivicLoop.Tests.Support;

/// <summary>A disk of a few megabytes that can be filled and made read-only. Needs the right to mount.</summary>
public sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    public static SmallDisk Of(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("civicloop-disk-").FullName;
        var mounted = Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder);
        if (!mounted && Requires.InCi && Environment.UserName == "root")
            Assert.Fail("root could not mount a small disk");
        Assert.SkipUnless(mounted, "no right to mount a small disk");
        return new SmallDisk(folder);
    }

    /// <summary>Fills what is left, to the last byte.</summary>
    public string Fill()
    {
        var filler = Path.Combine(Folder, "filler");
        using var file = File.Create(filler);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full: that is what was asked for.
        }
        return filler;
    }

    public void MakeReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", Folder));

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder, recursive: true);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
