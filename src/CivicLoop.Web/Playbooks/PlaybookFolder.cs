using CivicLoop.Core.Playbooks;

namespace CivicLoop.Web.Playbooks;

/// <summary>
/// The files of a playbook as text: read from a folder, or from the city's database. The product's defaults that
/// stand in for missing files lie beside them under <c>base/</c>, so that what was taken in stays what it was.
/// </summary>
public sealed record PlaybookFolder(IReadOnlyDictionary<string, string> Files)
{
    private const string Base = "base/";

    /// <summary>Reads the folder and the defaults for what it lacks. Notices and readings aside are left out.</summary>
    public static PlaybookFolder Read(string folder, string baseFolder) => Of(Texts(folder), baseFolder);

    /// <summary>Whether a file of this name is one of a playbook.</summary>
    public static bool IsPart(string path) => Path.GetExtension(path) is ".yaml" or ".yml" or ".csv" or ".geojson";

    /// <param name="own">Files of the city by their path.</param>
    public static PlaybookFolder Of(IDictionary<string, string> own, string baseFolder)
    {
        var files = new SortedDictionary<string, string>(own, StringComparer.Ordinal);
        foreach (var (path, text) in Texts(baseFolder))
            if (!files.ContainsKey(path) && path != Core.Playbooks.Keys.PlaybookShape.Outlines)
                files[Base + path] = text;
        return new PlaybookFolder(files);
    }

    public (Playbook? Playbook, IReadOnlyList<Mistake> Mistakes) Parse()
    {
        var (own, standIns) = (Files.Where(file => !IsBase(file.Key)), Files.Where(file => IsBase(file.Key)));
        return PlaybookReader.Read(
            Nodes("", own.ToDictionary()),
            Nodes(Base, standIns.ToDictionary(file => file.Key[Base.Length..], file => file.Value))
        );
    }

    private static bool IsBase(string path) => path.StartsWith(Base, StringComparison.Ordinal);

    private static SortedDictionary<string, string> Texts(string folder)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
            if (IsPart(path))
                texts[path] = File.ReadAllText(file);
        }
        return texts;
    }

    private static PlaybookFiles Nodes(string prefix, Dictionary<string, string> texts)
    {
        var (documents, tables, broken) = (new Dictionary<string, Node>(), new Dictionary<string, string>(), new List<Mistake>());
        foreach (var (path, text) in texts)
        {
            if (Path.GetExtension(path) is not (".yaml" or ".yml"))
            {
                tables[path] = text;
                continue;
            }
            var (root, mistake) = YamlFile.Read(prefix + path, text);
            if (root is not null)
                documents[path] = root;
            if (mistake is not null)
                broken.Add(mistake);
        }
        return new PlaybookFiles(prefix, documents, tables, broken);
    }
}
