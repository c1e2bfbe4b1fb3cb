namespace CivicLoop.Core.Playbooks;

/// <summary>Every code that the files give and every code that they name, so that what dangles is found at the end.</summary>
internal sealed class Codes(Mistakes mistakes)
{
    // Some references may name things of several kinds.
    private static readonly Dictionary<string, string[]> Wider = new()
    {
        ["division"] = ["district", "street"],
        ["signer"] = ["work-group", "unit"],
        ["ground-type"] = ["place-type", "segment-kind"],
        ["party"] = ["unit", "post"],
        ["ground"] = ["district", "street", "community", "place"],
    };

    private readonly Dictionary<(string Kind, string Code), Scalar> given = [];
    private readonly Dictionary<string, IReadOnlyCollection<string>> known = [];
    private readonly HashSet<string> unreadable = [];
    private readonly List<(string Kind, Scalar At, IReadOnlyList<string> Words)> named = [];

    public void Give(string kind, Scalar at, bool repeats)
    {
        if (given.TryGetValue((kind, at.Text), out var first))
        {
            if (!repeats)
                mistakes.Add(at, MistakeCode.DuplicateCode, at.Text, $"{first.File}:{first.Line}");
        }
        else
            given[(kind, at.Text)] = at;
    }

    public void Name(string kind, Scalar at, IReadOnlyList<string> words)
    {
        if (!words.Contains(at.Text))
            named.Add((kind, at, words));
    }

    /// <summary>Codes that are given elsewhere and may be named here.</summary>
    public void Know(string kind, IReadOnlyCollection<string> codes) => known[kind] = codes;

    /// <summary>Codes of a kind as far as they have been given; null where what gives them cannot be read.</summary>
    public IReadOnlyCollection<string>? Given(string kind) =>
        unreadable.Contains(kind) ? null : [.. given.Keys.Where(key => key.Kind == kind).Select(key => key.Code)];

    /// <summary>The file that gives these codes cannot be read: what names them is not called dangling.</summary>
    public void CannotRead(IEnumerable<string> kinds) => unreadable.UnionWith(kinds);

    public void Settle()
    {
        foreach (var (kind, at, words) in named)
        {
            var kinds = Wider.GetValueOrDefault(kind, [kind]);
            if (
                kinds.Any(one =>
                    unreadable.Contains(one) || given.ContainsKey((one, at.Text)) || Elsewhere(one).Contains(at.Text)
                )
            )
                continue;
            var candidates = given
                .Keys.Where(key => kinds.Contains(key.Kind))
                .Select(key => key.Code)
                .Concat(kinds.SelectMany(Elsewhere))
                .Concat(words);
            if (Nearest.To(at.Text, candidates) is { } near)
                mistakes.Add(at, MistakeCode.DanglingCodeNear, at.Text, kind, near);
            else
                mistakes.Add(at, MistakeCode.DanglingCode, at.Text, kind);
        }
    }

    private IReadOnlyCollection<string> Elsewhere(string kind) => known.GetValueOrDefault(kind, []);
}
