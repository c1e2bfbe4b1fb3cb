namespace CivicLoop.Core.Playbooks.Keys;

internal static class CommonKeys
{
    internal static readonly Key Sample = new Key(
        "sample",
        Form.Flag,
        "Filler: no document says so. The page marks it 示例.",
        "true"
    ).Optional();

    internal static readonly Key Source = new Key(
        "source",
        Form.Source,
        "The document that says so, and the term or figure of it where that is not the entry's own name.",
        "S2 一天一调度"
    )
        .Optional()
        .List();

    internal static Key Code(string kind, string means, string example) => new("code", Form.Code, means, example) { Kind = kind };
}
