namespace CivicLoop.Core.Playbooks;

/// <summary><c>problems.yaml</c>: themes → groups (大类) → categories (小类), and who puts them right.</summary>
public sealed record ProblemPart(IReadOnlyList<Theme> Themes, IReadOnlyList<DispatchRule> Dispatch)
{
    private readonly Dictionary<string, (Theme Theme, Category Category)> byCode = Themes
        .SelectMany(theme => theme.Groups.SelectMany(group => group.Categories.Select(category => (theme, category))))
        .ToDictionary(pair => pair.category.Code);

    public IEnumerable<Category> Categories => byCode.Values.Select(pair => pair.Category);

    public Category? Category(string code) => byCode.TryGetValue(code, out var found) ? found.Category : null;

    public Theme? ThemeOf(string category) => byCode.TryGetValue(category, out var found) ? found.Theme : null;
}

public sealed record Theme(string Code, string Name, IReadOnlyList<ProblemGroup> Groups);

public sealed record ProblemGroup(string Code, string Name, IReadOnlyList<Category> Categories, bool Sample = false);

/// <param name="FileWhen">立案条件: when a report of it is filed.</param>
/// <param name="CloseWhen">结案条件: what must be so before it is closed.</param>
/// <param name="Difficulty">Code of the difficulty that a filing starts from.</param>
/// <param name="FoundBy">inspector, citizen, volunteer, video.</param>
public sealed record Category(
    string Code,
    string Name,
    string FileWhen,
    string CloseWhen,
    string Difficulty,
    IReadOnlyList<string> FoundBy,
    IReadOnlyList<Question> Questions,
    bool Sample
)
{
    /// <summary>Whom to call instead where it must not wait; null where it may.</summary>
    public string? Call { get; init; }

    /// <summary>Whether the form is no way in for it at all: only the call is.</summary>
    public bool CallOnly { get; init; }
}

/// <summary>What is asked of whoever reports a problem of a category.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Options">The answers to choose from; empty where people write their own.</param>
/// <param name="Hint">How to answer; null where the question says it all.</param>
public sealed record Question(string Code, string Ask, string Kind, IReadOnlyList<string> Options, bool Required, string? Hint)
{
    public const string One = "singlevaluelist";
    public const string Several = "multivaluelist";

    /// <summary>The kinds of answers that Open311 has: a line, a figure, a moment, a text, one or several of a list.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["string", "number", "datetime", "text", One, Several];

    public bool IsList => Kind is One or Several;
}

/// <summary>
/// One rule of dispatch; the first that fits wins. An empty condition fits everything; conditions are joined by
/// and, the values within one by or.
/// </summary>
/// <param name="Lead">A unit's code, or owner-of-place, street-office, district.</param>
public sealed record DispatchRule(
    string Code,
    string Name,
    IReadOnlyList<string> Themes,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> PlaceTypes,
    IReadOnlyList<string> Districts,
    string Lead,
    IReadOnlyList<string> With,
    bool Sample
)
{
    /// <summary>会签: the units that help sign off after the lead, in their order.</summary>
    public bool SignOff { get; init; }
}
