namespace CivicLoop.Tests.Support;

/// <summary>The source tree that these tests were built from.</summary>
public static class SourceTree
{
    public static string Root { get; } = Find();

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Files of ours below a folder, build output and foreign packages left out; paths relative to the root.</summary>
    public static IEnumerable<string> Files(string folder, params string[] extensions) =>
        Directory
            .EnumerateFiles(At(folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path =>
                !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "wwwroot" or ".git" or "TestResults")
            )
            .Where(path => extensions.Length == 0 || extensions.Contains(Path.GetExtension(path)))
            .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(At(path));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CivicLoop.slnx")))
                return folder.FullName;
        throw new InvalidOperationException("the tests do not run inside the source tree");
    }
}
