using System.Text;
using CivicLoop.Core.Events;
using CivicLoop.Core.Playbooks;
using CivicLoop.Core.Playbooks.Readers;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Playbooks;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CivicLoop.Web.Standards;

/// <summary>An edition as a file: YAML as a playbook has it, or a table as offices have it.</summary>
public sealed class EditionFile(Texts texts, Sentences t, SiteContext site)
{
    /// <summary>More rows than any edition ever had; a table of another kind ends here.</summary>
    public const int MostRows = 100_000;

    private static readonly string[] Wide = ["text", "look", "rule-figures"];

    // Columns whose words the program has a code for.
    private static readonly Dictionary<string, IReadOnlyList<string>> Coded = new()
    {
        ["methods"] = [.. Enum.GetNames<Method>().Select(name => name.ToLowerInvariant())],
        ["materials"] = [.. Enum.GetNames<MaterialPart>().Select(name => name.ToLowerInvariant())],
        ["rule"] = ["present", "deduct", "ratio", "density", "rate", "observation", "survey", "tier", "composite"],
        ["rule-figures"] = ["each", "unit", "needed", "per-metres", "at-least", "from", "sample", "of"],
    };

    /// <summary>As the file of a playbook has it; read back it is the same edition.</summary>
    public static string Yaml(Edition edition)
    {
        var text = new StringWriter();
        var emitter = new Emitter(text, new EmitterSettings(2, int.MaxValue, false, 1024));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        Emit(emitter, EditionText.Of(edition));
        emitter.Emit(new DocumentEnd(true));
        emitter.Emit(new StreamEnd());
        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>What was stored; it was checked when it was taken in.</summary>
    public static Edition Stored(string yaml)
    {
        var (root, broken) = YamlFile.Read("edition", yaml);
        var (edition, mistakes) = root is null ? (null, [broken!]) : EditionReader.Read(root, new EditionWorld(null, null));
        return edition ?? throw new InvalidOperationException($"the stored edition cannot be read: {mistakes[0]}");
    }

    /// <summary>A file that somebody brings, by what it is: a workbook, or otherwise CSV where it has a header and YAML where not.</summary>
    /// <param name="head">What the form says of it; a YAML file says it itself.</param>
    public (Edition? Edition, IReadOnlyList<Mistake> Mistakes, Refusal? Refusal) Read(
        string name,
        Stream file,
        EditionHead head,
        Playbook playbook
    )
    {
        var world = EditionWorld.Of(playbook);
        if (Path.GetExtension(name) is ".yaml" or ".yml")
        {
            using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), leaveOpen: true);
            try
            {
                var (root, broken) = YamlFile.Read(name, reader.ReadToEnd());
                var (edition, mistakes) = root is null ? (null, [broken!]) : EditionReader.Read(root, world);
                return (edition, mistakes, null);
            }
            catch (DecoderFallbackException)
            {
                return (null, [], new Refusal("edition.not-utf8"));
            }
        }
        try
        {
            var tree = EditionTable.Tree(name, head, Rows(file), Meaning(playbook));
            var (edition, mistakes) = EditionReader.Read(tree, world);
            return (edition, mistakes, null);
        }
        catch (SheetTroubleException trouble)
        {
            return (null, [], trouble.Refusal);
        }
    }

    /// <summary>One row for each rule, with the header that <see cref="Read"/> takes.</summary>
    public TableFile Table(Edition edition, Playbook playbook)
    {
        var say = Saying(playbook);
        return new TableFile(
            $"{site.Here.Code}-{edition.Code}",
            [
                .. EditionTable.Columns.Select(column => new SheetColumn(
                    t[$"standards.col.{column}"],
                    Wide.Contains(column) ? 48 : 16
                )),
            ],
            EditionTable
                .Rows(edition, say)
                .Select(IReadOnlyList<object?> (row) => [.. EditionTable.Columns.Select(column => row.GetValueOrDefault(column))])
        );
    }

    private IEnumerable<EditionRow> Rows(Stream file)
    {
        var fields = EditionTable
            .Columns.Select(column => new SheetField(
                column,
                [column, .. Everywhere($"standards.col.{column}")],
                column is "text" or "weight" or "rule" or "project"
            ))
            .ToList();
        var table = SheetTable.Of(SheetReader.Rows(file), fields);
        var count = 0;
        foreach (var record in table.Records())
        {
            if (++count > MostRows)
                throw new SheetTroubleException(new Refusal("sheet.too-long", $"{MostRows}"));
            yield return new EditionRow(record.Number, column => record[column]);
        }
    }

    private Func<string, string, string> Meaning(Playbook playbook)
    {
        var known = new Dictionary<(string, string), string>();
        foreach (var (column, codes) in Coded)
        foreach (var code in codes)
        foreach (var word in Everywhere($"standards.{column}.{code}"))
            known.TryAdd((column, word), code);
        foreach (var type in playbook.Places.Types)
            known.TryAdd(("places", type.Name), type.Code);
        foreach (var category in playbook.Problems.Categories)
            known.TryAdd(("category", category.Name), category.Code);
        return (column, word) => known.GetValueOrDefault((column, word), word);
    }

    private Func<string, string, string> Saying(Playbook playbook)
    {
        var types = playbook.Places.Types.ToDictionary(type => type.Code, type => type.Name);
        return (column, code) =>
            column switch
            {
                "places" => types.GetValueOrDefault(code, code),
                "category" => playbook.Category(code)?.Name ?? code,
                _ when Coded.TryGetValue(column, out var codes) && codes.Contains(code) => t[$"standards.{column}.{code}"],
                _ => code,
            };
    }

    private IEnumerable<string> Everywhere(string key) =>
        Texts.Languages.Select(language => texts.Find(language, key)).OfType<string>().Distinct();

    private static void Emit(Emitter emitter, EditionText.Value value)
    {
        switch (value)
        {
            case EditionText.Word word:
                emitter.Emit(new YamlDotNet.Core.Events.Scalar(null, null, word.Text, Style(word.Text), true, true));
                break;
            case EditionText.Many many:
                emitter.Emit(new SequenceStart(null, null, true, SequenceStyle.Block));
                foreach (var item in many.Items)
                    Emit(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case EditionText.Keys keys:
                emitter.Emit(new MappingStart(null, null, true, MappingStyle.Block));
                foreach (var (key, below) in keys.Entries)
                {
                    Emit(emitter, new EditionText.Word(key));
                    Emit(emitter, below);
                }
                emitter.Emit(new MappingEnd());
                break;
        }
    }

    // What would be read as nothing, or is more than a line, is put in quotes.
    private static ScalarStyle Style(string text) =>
        text is "~" or "null" || text.AsSpan().ContainsAny("\n\r\t") ? ScalarStyle.DoubleQuoted : ScalarStyle.Any;
}
