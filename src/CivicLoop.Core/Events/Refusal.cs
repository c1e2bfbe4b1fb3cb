namespace CivicLoop.Core.Events;

/// <summary>
/// An expected "no": a stable code such as <c>check.own-unit</c> with the values its sentence needs.
/// The sentences live in <c>texts/</c>; every code has one in every language.
/// </summary>
public sealed record Refusal(string Code, params IReadOnlyList<string> Args)
{
    public bool Equals(Refusal? other) => other is not null && Code == other.Code && Args.SequenceEqual(other.Args);

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Args.Count == 0 ? Code : $"{Code}({string.Join(", ", Args)})";
}

/// <summary>A value or the reason why there is none. Core throws only for bugs.</summary>
public readonly record struct Outcome<T>
    where T : class
{
    public T? Value { get; }
    public Refusal? Refusal { get; }

    private Outcome(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>What comes of the value; where there is none, its reason.</summary>
    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next)
        where TNext : class => Refusal is { } refusal ? refusal : next(Value!);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}
