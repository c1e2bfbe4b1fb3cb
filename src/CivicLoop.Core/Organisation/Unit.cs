namespace CivicLoop.Core.Organisation;

/// <param name="Kind">One of <see cref="UnitKinds.All"/>.</param>
/// <param name="Division">Code of the district or street it governs (GB/T 2260); null for a unit of the city.</param>
/// <param name="Sample">True where no source names the unit: pages mark it 示例.</param>
/// <param name="Closed">It ended: its name stays readable, nothing new goes to it.</param>
public sealed record Unit(
    string Code,
    string Name,
    string Kind,
    string? Parent,
    string? Division,
    bool Sample,
    bool Closed = false
);

/// <param name="District">Code of the district the post is limited to; null for the whole city.</param>
public sealed record Post(string Code, string Name, string Unit, Role Role, string? District, bool Closed = false);

/// <summary>What a unit can be.</summary>
public static class UnitKinds
{
    public const string Leadership = "leadership";
    public const string District = "district";
    public const string Street = "street";
    public const string TaskForce = "task-force";
    public const string Committee = "committee";
    public const string Zone = "zone";

    /// <summary>指导组: founded and ended with its team, never by hand.</summary>
    public const string Guidance = "guidance";

    public static readonly IReadOnlyList<string> All =
    [
        "bureau",
        District,
        Street,
        "office",
        "supervision",
        Leadership,
        "inspection",
        "community",
        "village",
        "property-company",
        TaskForce,
        Committee,
        Zone,
    ];

    /// <summary>Those that a case can be dispatched to, and so need somebody who answers.</summary>
    public static readonly IReadOnlyList<string> Owing = ["bureau", District, Street, "community", "village", "property-company"];

    /// <summary>A zone answers to the unit it is a part of, and a committee only brings units together, a team only looks on: no case is theirs.</summary>
    public static bool Answers(string kind) => kind is not (Zone or Committee or Guidance);
}
