using CivicLoop.Core.Playbooks;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Scalar = CivicLoop.Core.Playbooks.Scalar;
using YamlScalar = YamlDotNet.Core.Events.Scalar;

namespace CivicLoop.Web.Playbooks;

/// <summary>
/// YAML → nodes with positions. Events are read rather than objects, so that a repeated key is kept for the check
/// and nothing in a file can ask for a type. Anchors, tags and a second document are no part of a playbook.
/// </summary>
internal static class YamlFile
{
    // Deep enough for any playbook, shallow enough for the stack.
    private const int Deepest = 50;

    public static (Node? Root, Mistake? Broken) Read(string file, string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
                return (new Mapping([], file, 1, 1), null);
            var root = Node(parser, file, 0);
            parser.Consume<DocumentEnd>();
            parser.Consume<StreamEnd>();
            return (root, null);
        }
        catch (YamlException broken)
        {
            return (null, new Mistake(file, Math.Max(1, (int)broken.Start.Line), MistakeCode.Syntax, Said(broken)));
        }
        // Some broken texts make the parser trip over itself instead of saying so.
        catch (InvalidOperationException)
        {
            return (null, new Mistake(file, Math.Max(1, (int)(parser.Current?.End.Line ?? 1)), MistakeCode.Syntax, "?"));
        }
    }

    private static Node Node(Parser parser, string file, int depth)
    {
        if (depth > Deepest)
            throw new YamlException(parser.Current!.Start, parser.Current.End, $"deeper than {Deepest} levels");
        if (parser.Current is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
            throw new YamlException(parser.Current.Start, parser.Current.End, "anchors (& *) are not read");
        if (parser.TryConsume<MappingStart>(out var mapping))
        {
            var entries = new List<Entry>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = Node(parser, file, depth + 1);
                if (key is not Scalar name)
                    throw new YamlException(mapping.Start, mapping.End, "a key must be a word");
                entries.Add(new Entry(name, Node(parser, file, depth + 1)));
            }
            return new Mapping(entries, file, (int)mapping.Start.Line, (int)mapping.Start.Column);
        }
        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = new List<Node>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Node(parser, file, depth + 1));
            return new Core.Playbooks.Sequence(items, file, (int)sequence.Start.Line, (int)sequence.Start.Column);
        }
        var scalar = parser.Consume<YamlScalar>();
        // An unquoted ~ or null is nothing said, as an empty value is.
        var value = scalar is { Style: ScalarStyle.Plain, Value: "~" or "null" } ? "" : scalar.Value;
        return new Scalar(value, file, (int)scalar.Start.Line, (int)scalar.Start.Column);
    }

    // YamlDotNet puts the position before its words; the line is told beside them already.
    private static string Said(YamlException broken) => broken.InnerException?.Message ?? broken.Message;
}
