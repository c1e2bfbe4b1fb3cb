using CivicLoop.Core.Duties;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;

namespace CivicLoop.Core.Playbooks;

/// <summary>
/// A city's rules as data: read from a folder, validated as a whole, immutable. Everything here is what a
/// file says, in its order; what happened since is in the city's tables, not here.
/// </summary>
public sealed record Playbook(
    CityPart City,
    OrganisationPart Organisation,
    ProblemPart Problems,
    LimitPart Limits,
    IReadOnlyList<Beat> Rhythm,
    IReadOnlyList<Rung> Ladder,
    PlacePart Places,
    IReadOnlyList<string> StandIns
)
{
    /// <summary>Null where the code names nothing: only for codes that come from outside.</summary>
    public Category? Category(string code) => Problems.Category(code);

    public Theme? ThemeOf(string category) => Problems.ThemeOf(category);

    public Difficulty? Difficulty(string code) => Limits.Difficulties.FirstOrDefault(difficulty => difficulty.Code == code);
}

/// <summary>A name in Chinese, and in English where the city gives one.</summary>
public sealed record Name(string Zh, string? En = null)
{
    public string In(string language) => language == "en" && En is not null ? En : Zh;
}

/// <summary>
/// Where a rule comes from: the document (S0-S4) and the term or figure in it that the page must show.
/// </summary>
/// <param name="File">File of the playbook, with <paramref name="Line"/> counted from 1.</param>
/// <param name="Anchor">Fragment of the playbook page where the figure stands.</param>
public sealed record SourceMark(string Document, string Figure, string File, int Line, string Anchor);

// ---- city.yaml

/// <param name="Division">GB/T 2260 code of the city, four digits.</param>
/// <param name="TimeZone">IANA name.</param>
public sealed record CityPart(
    string Code,
    Name Name,
    string Division,
    string TimeZone,
    Campaign Campaign,
    IReadOnlyList<District> Districts,
    IReadOnlyList<SourceMark> Sources
);

/// <param name="Days">How long it lasts, in natural days.</param>
public sealed record Campaign(string Name, DateOnly Starts, int Days, string Lasts, IReadOnlyList<string> Stages);

/// <summary>A district with its streets and communities, as the statistical divisions list them.</summary>
public sealed record District(string Code, string Name, IReadOnlyList<Street> Streets, Outline? Outline);

public sealed record Street(string Code, string Name, IReadOnlyList<Community> Communities);

public sealed record Community(string Code, string Name);

// ---- organisation.yaml

public sealed record OrganisationPart(
    LeadingGroup LeadingGroup,
    IReadOnlyList<WorkGroup> WorkGroups,
    IReadOnlyList<Unit> Units,
    IReadOnlyList<Post> Posts,
    IReadOnlyList<ContractKind> Contracts,
    IReadOnlyList<SourceMark> Sources
);

/// <summary>Posts, never persons.</summary>
/// <param name="CommandLine">书记抓常委、常委抓各路、层层抓落实, step by step.</param>
public sealed record LeadingGroup(string Name, string Head, string Deputy, string Members, IReadOnlyList<string> CommandLine);

public sealed record WorkGroup(string Code, string Name, string LedBy, string? Posting, IReadOnlyList<string> Units);

/// <summary>A kind of contract of responsibility with its figures, read and shown.</summary>
/// <param name="Counts">Label and figure, such as 市级领导 → 26.</param>
public sealed record ContractKind(string Kind, string Over, IReadOnlyList<(string Label, string Figure)> Counts, string? Says);

// ---- problems.yaml

/// <summary>Themes → groups (大类) → categories (小类).</summary>
public sealed record ProblemPart(
    IReadOnlyList<Theme> Themes,
    IReadOnlyList<DispatchRule> Dispatch,
    IReadOnlyList<SourceMark> Sources
)
{
    private readonly Dictionary<string, (Theme Theme, Category Category)> byCode = Themes
        .SelectMany(theme => theme.Groups.SelectMany(group => group.Categories.Select(category => (theme, category))))
        .ToDictionary(pair => pair.category.Code);

    public IEnumerable<Category> Categories => byCode.Values.Select(pair => pair.Category);

    public Category? Category(string code) => byCode.TryGetValue(code, out var found) ? found.Category : null;

    public Theme? ThemeOf(string category) => byCode.TryGetValue(category, out var found) ? found.Theme : null;
}

public sealed record Theme(string Code, string Name, IReadOnlyList<ProblemGroup> Groups);

public sealed record ProblemGroup(string Code, string Name, IReadOnlyList<Category> Categories);

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
);

public sealed record Question(string Code, string Ask, IReadOnlyList<string> Options);

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
);

// ---- limits.yaml

/// <param name="Stages">Limits of what others owe before and after the putting right: file, dispatch, accept, check, close, rework.</param>
/// <param name="YellowAt">Share of a limit at which the light turns yellow, above 0 and below 1.</param>
/// <param name="WorkingDay">Slots of working time, in order.</param>
public sealed record LimitPart(
    IReadOnlyList<Difficulty> Difficulties,
    IReadOnlyDictionary<string, Limit> Stages,
    double YellowAt,
    Limit RelapseWithin,
    IReadOnlyList<Slot> WorkingDay,
    IReadOnlyList<CalendarDay> Calendar,
    IReadOnlyList<SourceMark> Sources
);

/// <summary>难易类别: how long putting right may take.</summary>
/// <param name="ApprovedBy">Who must agree before a case may have it; null when the clerk alone decides.</param>
public sealed record Difficulty(string Code, string Name, Limit Limit, string? ApprovedBy, bool Sample);

// ---- rhythm.yaml, ladder.yaml: read and shown; what runs them is not built yet

/// <param name="Every">As the file says it: 1 day, 2 days, 1 week, 1 month.</param>
public sealed record Beat(
    string Code,
    string Name,
    Interval Every,
    string? On,
    TimeOnly At,
    string Makes,
    bool Sample,
    SourceMark? Source
);

public sealed record Interval(int Amount, IntervalUnit Unit);

public enum IntervalUnit
{
    Day,
    Week,
    TenDays,
    HalfMonth,
    Month,
}

/// <param name="When">Conditions as key → value, in the file's order.</param>
public sealed record Rung(
    string Code,
    string Name,
    IReadOnlyList<(string Key, string Value)> When,
    string By,
    Limit? Limit,
    string? Makes,
    bool Sample,
    SourceMark? Source
);

// ---- places/

public sealed record PlacePart(IReadOnlyList<PlaceType> Types, IReadOnlyList<Place> Places);

public sealed record PlaceType(string Code, string Name);
