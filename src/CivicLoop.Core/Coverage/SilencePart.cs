namespace CivicLoop.Core.Coverage;

/// <summary>What can fall silent.</summary>
public enum SilentKind
{
    /// <summary>A post that owes and does nothing.</summary>
    Post,

    /// <summary>A unit that owes and none of whose posts does anything.</summary>
    Unit,

    /// <summary>A leader who neither signs in nor does anything.</summary>
    Leader,

    /// <summary>A place where nothing has been found: perhaps nobody goes there.</summary>
    Place,
}

/// <summary>After how many natural days something has fallen silent. No source gives a figure.</summary>
public sealed record SilencePart(IReadOnlyDictionary<SilentKind, int> Days)
{
    public static SilencePart Usual { get; } =
        new(
            new Dictionary<SilentKind, int>
            {
                [SilentKind.Post] = 14,
                [SilentKind.Unit] = 14,
                [SilentKind.Leader] = 21,
                [SilentKind.Place] = 45,
            }
        );

    public int Of(SilentKind kind) => Days.TryGetValue(kind, out var days) ? days : Usual.Days[kind];

    /// <summary>As the playbook writes it.</summary>
    public static string Word(SilentKind kind) => kind.ToString().ToLowerInvariant();
}
