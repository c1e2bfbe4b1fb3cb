namespace CivicLoop.Core.Cases;

/// <summary>Where a case that was not found by the city's own people came from.</summary>
/// <param name="System">Code of the system that sent it, or of the way in where somebody wrote it down by hand.</param>
/// <param name="Number">What it is called there; null where it has no name.</param>
/// <param name="Link">Address of it there; null where there is none.</param>
public sealed record Source(string System, string? Number, string? Link)
{
    /// <summary>The last day that was set from above for putting it right; null where none was.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>Who finds problems: the closed list that cases are counted apart by.</summary>
public static class Finders
{
    public const string Citizen = "citizen";

    /// <summary>上级反馈: found by an authority above the city and told by letter. Whoever checks in the ordinary way does not check it.</summary>
    public const string Upstream = "upstream";

    /// <summary>指导组反馈: said by a guidance team, turned into a case by the office.</summary>
    public const string Guidance = "guidance";

    /// <summary>What arrives from outside the city's own staff: 市民、热线、媒体、志愿者、视频、传感器、其他平台.</summary>
    public static readonly IReadOnlyList<string> Outside =
    [
        Citizen,
        "hotline",
        "media",
        "volunteer",
        "video",
        "sensor",
        "platform",
    ];

    /// <summary>All of them, in the order in which people choose.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "inspector",
        .. Outside,
        "supervision",
        "leader",
        "unit",
        "office",
        "on-the-spot",
        Upstream,
        Guidance,
    ];
}
