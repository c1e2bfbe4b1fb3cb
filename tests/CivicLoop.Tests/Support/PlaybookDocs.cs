using System.Text;
using CivicLoop.Core.Playbooks;
using CivicLoop.Core.Playbooks.Keys;

namespace CivicLoop.Tests.Support;

/// <summary>Writes docs/playbooks.md from the keys, and docs/sources.md from the marks of the shipped playbooks.</summary>
public static class PlaybookDocs
{
    public static readonly IReadOnlyList<string> Cities = ["karamay", "jiayuguan", "qujing", "lanzhou"];

    /// <summary>Every figure that a page of a shipped playbook must show, with the page's address below the server's.</summary>
    /// <remarks>Spaces do not count: a page puts thin ones between Chinese and figures.</remarks>
    public static IEnumerable<(string City, string Page, SourceMark Mark)> Figures() =>
        from city in Cities
        from mark in PlaybookFolders.Parsed(city).Sources
        select (city, $"/{city}/playbook", mark);

    public static string Sources()
    {
        var text = new StringBuilder();
        text.AppendLine("# Where the figures come from");
        text.AppendLine();
        text.AppendLine(
            "Made by `make docs` from the `source:` marks of the playbooks. Each figure stands on the page named beside it; a test opens the page and finds it there. What a playbook marks `sample: true` has no source."
        );
        foreach (var city in Cities)
        {
            var playbook = PlaybookFolders.Parsed(city);
            text.AppendLine().AppendLine($"## {playbook.City.Name.Zh} {playbook.City.Name.En}").AppendLine();
            foreach (var document in playbook.City.Documents)
                text.AppendLine($"- {document.Code}: {document.Name}");
            text.AppendLine().AppendLine("| figure | document | file | page |").AppendLine("|---|---|---|---|");
            foreach (var mark in playbook.Sources)
                text.AppendLine(
                    $"| {mark.Figure} | {mark.Document} | `playbooks/{city}/{mark.File}:{mark.Line}` | `/{city}/playbook#{mark.Anchor}` |"
                );
        }
        return text.ToString();
    }

    public static string Keys()
    {
        var text = new StringBuilder();
        text.AppendLine("# How to write a playbook");
        text.AppendLine();
        text.AppendLine(
            """
            Made by `make docs` from the keys that the reader knows. A playbook is a folder; `civicloop check-playbook DIR` tells every mistake in it at once, with file, line and remedy, and `civicloop import playbook DIR --valid-from DAY` takes it into a city.

            - Everything nameable has a stable code and a name; other files name it by its code.
            - A duration names its clock: `4 urgent hours` (day and night), `72 hours` (the same), `4 working hours`, `2 working days`, `1 natural day`.
            - A percentage carries `%`. A time, a division code and anything else that YAML might take for a number stands in quotes.
            - `source:` names the document that says so. `sample: true` marks what no document says; the page shows it as 示例.
            - Where a list is asked for, a single entry may stand without brackets.
            - `playbooks/base/` stands in for files that a folder lacks, where the table says so, and the page says that it does.
            - Positions are WGS84 unless `coordinates:` in city.yaml names another system; they are converted when read.

            `playbooks/karamay/` is a whole example.
            """.TrimEnd()
        );
        text.AppendLine().AppendLine("| file | what for | when it is missing |").AppendLine("|---|---|---|");
        foreach (var file in PlaybookShape.Files)
            text.AppendLine($"| [{file.Path}](#{Fragment(file.Path)}) | {file.Means} | {Missing(file.Absence)} |");
        text.AppendLine(
            $"| {PlaybookShape.Outlines} | Outlines of the districts: a GeoJSON feature collection; each feature has the property `code` of its district. For drawing and for finding the district of a position, never a legal boundary. | there are none |"
        );
        foreach (var file in PlaybookShape.Files)
        {
            text.AppendLine().AppendLine($"## {file.Path}").AppendLine().AppendLine(file.Means);
            if (file.IsTable)
                text.AppendLine().AppendLine("A table with a header (RFC 4180). An empty cell is left out.");
            Keys(text, file.Shape, null);
        }
        return text.ToString();
    }

    private static void Keys(StringBuilder text, Shape shape, string? under)
    {
        if (under is not null)
            text.AppendLine().AppendLine($"### {under}");
        text.AppendLine().AppendLine("| key | form | meaning | example |").AppendLine("|---|---|---|---|");
        foreach (var key in shape.Keys)
            text.AppendLine(
                $"| `{key.Name}`{(key.Required ? "" : " (may be left out)")} | {Looks(key)} | {Escaped(key.Means)} | `{Escaped(key.Example)}` |"
            );
        foreach (var key in shape.Keys.Where(key => key.Of is not null))
            Keys(text, key.Of!, under is null ? key.Name : $"{under} › {key.Name}");
    }

    private static string Looks(Key key)
    {
        var one = key.Form switch
        {
            Form.Name => "name: words, or {zh: …, en: …}",
            Form.Code => $"new code of a {key.Kind}",
            Form.Ref when key.Words.Count > 0 => $"code of a {key.Kind}, or {string.Join(", ", key.Words)}",
            Form.Ref => $"code of a {key.Kind}",
            Form.Choice => $"one of {string.Join(", ", key.Words)}",
            Form.Map => "keys of its own",
            var form => form.ToString().ToLowerInvariant(),
        };
        return key.Many ? $"list: {one}" : one;
    }

    private static string Missing(Absence absence) =>
        absence switch
        {
            Absence.StandIn => "the default stands in",
            Absence.Mistake => "a mistake",
            _ => "there are none",
        };

    private static string Escaped(string words) => words.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Fragment(string path) =>
        path.Replace(".", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal);
}
