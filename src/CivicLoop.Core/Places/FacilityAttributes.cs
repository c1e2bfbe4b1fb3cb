using System.Collections.Immutable;

namespace CivicLoop.Core.Places;

/// <summary>
/// What a facility has beside its condition, by the codes that its kind declares: <c>accessible</c> → <c>yes</c>.
/// Kept as lines between line ends, so that one of them can be looked for without reading the rest.
/// </summary>
public sealed class FacilityAttributes : IEquatable<FacilityAttributes>
{
    private readonly ImmutableSortedDictionary<string, string> values;

    /// <param name="values">Empty values are no attributes.</param>
    public FacilityAttributes(IEnumerable<KeyValuePair<string, string>> values) =>
        this.values = values
            .Where(pair => pair.Value.Length > 0)
            .ToImmutableSortedDictionary(
                pair => pair.Key,
                pair => pair.Value.ReplaceLineEndings(" ").Trim(),
                StringComparer.Ordinal
            );

    public static FacilityAttributes None { get; } = new([]);

    public IReadOnlyDictionary<string, string> Values => values;

    /// <summary>Null where nothing is known.</summary>
    public string? this[string code] => values.GetValueOrDefault(code);

    /// <summary>As it is kept: a line end, then <c>code=value</c> and a line end for each, by code.</summary>
    public string Text => "\n" + string.Concat(values.Select(pair => Line(pair.Key, pair.Value) + "\n"));

    /// <summary>What the kept text contains, between line ends, when the attribute has this value.</summary>
    public static string Line(string code, string value) => $"{code}={value}";

    public static FacilityAttributes Parse(string text) =>
        new(
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('=', 2))
                .Where(pair => pair.Length == 2)
                .Select(pair => KeyValuePair.Create(pair[0], pair[1]))
        );

    /// <summary>The same with other values for some; an empty one takes the attribute away.</summary>
    public FacilityAttributes With(IEnumerable<KeyValuePair<string, string>> changed)
    {
        var all = values.ToDictionary();
        foreach (var (code, value) in changed)
            all[code] = value;
        return new FacilityAttributes(all);
    }

    public bool Equals(FacilityAttributes? other) => other is not null && other.Text == Text;

    public override bool Equals(object? obj) => Equals(obj as FacilityAttributes);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join(", ", values.Select(pair => Line(pair.Key, pair.Value)));
}
