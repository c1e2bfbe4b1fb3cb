using CivicLoop.Core.Playbooks.Keys;

namespace CivicLoop.Core.Playbooks;

/// <summary>
/// Holds a tree against its keys: unknown, missing and repeated keys, values of the wrong form, codes given and
/// named, sources. The readers that follow need not report any of it again.
/// </summary>
internal sealed class ShapeCheck(Mistakes mistakes, Codes codes)
{
    private readonly List<SourceMark> sources = [];

    public IReadOnlyList<SourceMark> Sources => sources;

    public void Check(Node node, Shape shape)
    {
        if (node is not Mapping mapping)
        {
            mistakes.Add(node, MistakeCode.NotMapping, string.Join(", ", shape.Keys.Select(key => key.Name)));
            return;
        }
        var seen = new HashSet<string>();
        foreach (var (name, value) in mapping.Entries)
        {
            if (!seen.Add(name.Text))
                mistakes.Add(name, MistakeCode.DuplicateKey, name.Text);
            else if (shape.Key(name.Text) is { } key)
                Value(mapping, shape, key, name, value);
            else if (Nearest.To(name.Text, shape.Keys.Select(known => known.Name)) is { } near)
            {
                mistakes.Add(name, MistakeCode.UnknownKeyNear, name.Text, near);
                // A slip of the finger is one mistake, not two.
                seen.Add(near);
            }
            else
                mistakes.Add(name, MistakeCode.UnknownKey, name.Text, string.Join(", ", shape.Keys.Select(known => known.Name)));
        }
        foreach (var key in shape.Keys.Where(key => key.Required && !seen.Contains(key.Name)))
            mistakes.Add(mapping, MistakeCode.MissingKey, key.Name, key.Example);
    }

    private void Value(Mapping owner, Shape shape, Key key, Scalar name, Node value)
    {
        var items = key.Many && value is Sequence sequence ? sequence.Items : [value];
        if (items.Count == 0 && key.Required)
            mistakes.Add(name, MistakeCode.MissingKey, key.Name, key.Example);
        foreach (var item in items)
        {
            if (key.Form == Form.Map)
                Check(item, key.Of!);
            else if (key.Form == Form.Figures)
                Figures(item);
            else if (key.Form == Form.Name && item is Mapping)
                Check(item, Names);
            else if (item is not Scalar scalar)
                mistakes.Add(item, MistakeCode.NotScalar, key.Name, key.Example);
            else if (scalar.Text.Length == 0)
                mistakes.Add(name, MistakeCode.MissingKey, key.Name, key.Example);
            else
                One(owner, shape, key, scalar);
        }
    }

    private static readonly Shape Names = new(
        "name",
        new Key("zh", Form.Text, "In Chinese.", "克拉玛依市"),
        new Key("en", Form.Text, "In English.", "Karamay").Optional()
    );

    private void One(Mapping owner, Shape shape, Key key, Scalar value)
    {
        if (Forms.Misfit(key, value.Text) is { } code)
            mistakes.Add(value, code, value.Text, key.Words.Count > 0 ? string.Join(", ", key.Words) : key.Example);
        else if (key.Form == Form.Code)
            codes.Give(key.Kind, value, key.Repeats);
        else if (key.Form == Form.Ref)
            codes.Name(key.Kind, value, key.Words);
        else if (key.Form == Form.Source)
            Source(owner, shape, value);
    }

    // "S2" alone means: the document says what this entry is called.
    private void Source(Mapping owner, Shape shape, Scalar mark)
    {
        var space = mark.Text.IndexOf(' ', StringComparison.Ordinal);
        var document = space < 0 ? mark.Text : mark.Text[..space];
        codes.Name("document", mark with { Text = document }, []);
        var figure =
            space < 0 ? owner.Text("name") ?? (owner.Get("name") as Mapping)?.Text("zh") : mark.Text[(space + 1)..].Trim();
        if (figure is null)
        {
            mistakes.Add(mark, MistakeCode.NotSource, mark.Text);
            return;
        }
        var anchor = owner.Text("code") is { } code ? $"{shape.Slug}-{code}" : shape.Slug;
        sources.Add(new SourceMark(document, figure, mark.File, mark.Line, anchor));
    }

    private void Figures(Node node)
    {
        if (node is not Mapping mapping)
            mistakes.Add(node, MistakeCode.NotMapping, "市级领导: 26");
        else
            foreach (var (label, figure) in mapping.Entries)
                if (figure is not Scalar { Text.Length: > 0 })
                    mistakes.Add(figure, MistakeCode.NotScalar, label.Text, "26");
    }
}
