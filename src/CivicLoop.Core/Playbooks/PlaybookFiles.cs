namespace CivicLoop.Core.Playbooks;

/// <summary>A folder taken in: YAML as nodes, tables and outlines as text, and what could not be read at all.</summary>
/// <param name="Prefix">Put before a path when a mistake names it: empty for the city's own folder.</param>
/// <param name="Documents">Path → root. A path with a syntax error is missing here and named in <paramref name="Broken"/>.</param>
/// <param name="Texts">Path → content of CSV and GeoJSON files.</param>
/// <param name="Broken">Mistakes of the syntax, found while reading.</param>
public sealed record PlaybookFiles(
    string Prefix,
    IReadOnlyDictionary<string, Node> Documents,
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyList<Mistake> Broken
)
{
    public static PlaybookFiles None { get; } = new("", new Dictionary<string, Node>(), new Dictionary<string, string>(), []);

    public bool Has(string path) => Documents.ContainsKey(path) || Texts.ContainsKey(path) || IsBroken(path);

    public bool IsBroken(string path) => Broken.Any(mistake => mistake.File == Prefix + path);
}
