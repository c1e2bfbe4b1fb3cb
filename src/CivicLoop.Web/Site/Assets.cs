using System.Security.Cryptography;

namespace CivicLoop.Web.Site;

/// <summary>
/// Addresses of the built styles and scripts, each with a mark of its content: a changed file is a new address,
/// so browsers may keep the old one for ever.
/// </summary>
public sealed class Assets(string webRoot)
{
    private readonly Dictionary<string, string> marks = Read(webRoot);

    /// <summary>Whether the browser code has been built.</summary>
    public bool Built => Has("site.css");

    public bool Has(string file) => marks.ContainsKey(file);

    public string this[string file] => marks.TryGetValue(file, out var mark) ? $"/{file}?v={mark}" : $"/{file}";

    private static Dictionary<string, string> Read(string root) =>
        Directory.Exists(root)
            ? Directory
                .EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .ToDictionary(file => Path.GetRelativePath(root, file).Replace('\\', '/'), Mark)
            : [];

    private static string Mark(string file)
    {
        using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(content))[..10];
    }
}
