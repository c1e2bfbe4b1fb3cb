namespace CivicLoop.Core.Standards;

/// <summary>
/// Why a rule comes to what it comes to. The page phrases <c>standards.trace.CODE</c> with the arguments; nothing is
/// scored that cannot be explained so.
/// </summary>
/// <param name="Code">Of the sentence: the rule's kind, and what happened (<c>deduct.some</c>).</param>
/// <param name="Args">In the order of the sentence.</param>
/// <param name="Share">What was reached, 0 to 1; null where nothing can be judged, for which the sentence says why.</param>
public sealed record Trace(string Code, IReadOnlyList<string> Args, decimal? Share)
{
    /// <summary>What went in, as it was typed or counted.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Inputs { get; init; } = [];

    /// <summary>Of what it is put together, each with its part of the whole.</summary>
    public IReadOnlyList<(string Name, decimal Part, Trace Trace)> Parts { get; init; } = [];

    public bool Judged => Share is not null;

    /// <summary>Whether anything is left to wish for.</summary>
    public bool Failed => Share < 1;
}

/// <summary>What a rule is told: whole numbers by name, or that it does not apply here.</summary>
public sealed record Measured(IReadOnlyDictionary<string, long> Values)
{
    /// <summary>不适用: there is nothing here to which the standard applies.</summary>
    public static readonly Measured NotHere = new(new Dictionary<string, long>()) { Applies = false };

    public bool Applies { get; init; } = true;

    public static Measured Of(params ReadOnlySpan<(string Name, long Value)> values)
    {
        var all = new Dictionary<string, long>();
        foreach (var (name, value) in values)
            all[name] = value;
        return new Measured(all);
    }

    public long this[string name] => Values.GetValueOrDefault(name);
}
