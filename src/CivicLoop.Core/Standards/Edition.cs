namespace CivicLoop.Core.Standards;

/// <summary>
/// 测评体系 in one edition: what is asked of a city, as a tree of four levels, 测评项目 → 指标 → 测评内容 → 测评标准. An
/// edition is never changed; another one takes its place from a day on.
/// </summary>
/// <param name="System">Which system it is an edition of: <c>city</c>, <c>minors</c>, <c>venues</c> or what a city calls its own.</param>
/// <param name="Code">Of this edition, such as <c>city-sample-1</c>.</param>
/// <param name="Total">What all weights come to, in <see cref="Points"/>.</param>
/// <param name="Sample">示例、非官方: written for trying out, not an official text.</param>
public sealed record Edition(string System, string Code, string Name, long Total, IReadOnlyList<Project> Projects, bool Sample)
{
    /// <summary>What has to hold before anything else counts.</summary>
    public IReadOnlyList<Gate> Gates { get; init; } = [];

    /// <summary>Results of other systems that are counted in.</summary>
    public IReadOnlyList<Included> Includes { get; init; } = [];

    private Dictionary<string, Located>? byCode;

    private Dictionary<string, Located> ByCode =>
        byCode ??= Projects
            .SelectMany(project =>
                project.Indicators.SelectMany(indicator =>
                    indicator.Contents.SelectMany(content =>
                        content.Standards.Select(standard => new Located(project, indicator, content, standard))
                    )
                )
            )
            .ToDictionary(located => located.Standard.Code);

    public IEnumerable<Located> Located => ByCode.Values;

    public IEnumerable<Standard> Standards => Located.Select(located => located.Standard);

    public Located? Find(string standard) => ByCode.GetValueOrDefault(standard);

    /// <summary>What is looked at on the spot at a place of a type, in the order of the tree.</summary>
    public IEnumerable<Located> Checklist(string placeType) =>
        Located.Where(located => located.Standard.OnTheSpot && located.Standard.Places.Contains(placeType));

    /// <summary>
    /// For a city of other types of places and problems than it was written for: what the city does not have is left
    /// out of its standards, none of which goes.
    /// </summary>
    public Edition Within(IReadOnlyCollection<string> placeTypes, IReadOnlyCollection<string> categories) =>
        this with
        {
            byCode = null,
            Projects =
            [
                .. Projects.Select(project =>
                    project with
                    {
                        Indicators =
                        [
                            .. project.Indicators.Select(indicator =>
                                indicator with
                                {
                                    Contents =
                                    [
                                        .. indicator.Contents.Select(content =>
                                            content with
                                            {
                                                Standards =
                                                [
                                                    .. content.Standards.Select(standard =>
                                                        standard with
                                                        {
                                                            Places = [.. standard.Places.Where(placeTypes.Contains)],
                                                            Category = categories.Contains(standard.Category!)
                                                                ? standard.Category
                                                                : null,
                                                        }
                                                    ),
                                                ],
                                            }
                                        ),
                                    ],
                                }
                            ),
                        ],
                    }
                ),
            ],
        };

    public bool Equals(Edition? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
}

/// <summary>测评项目.</summary>
public sealed record Project(string Code, string Name, IReadOnlyList<Indicator> Indicators);

/// <summary>指标.</summary>
public sealed record Indicator(string Code, string Name, IReadOnlyList<Content> Contents);

/// <summary>测评内容.</summary>
public sealed record Content(string Code, string Name, IReadOnlyList<Standard> Standards);

/// <summary>A standard with the branch it hangs on.</summary>
public sealed record Located(Project Project, Indicator Indicator, Content Content, Standard Standard);

/// <summary>测评标准: the smallest thing that is scored.</summary>
/// <param name="Text">What is asked, as people read it.</param>
/// <param name="Methods">How it is assessed; at least one.</param>
/// <param name="Weight">In <see cref="Points"/>, above 0.</param>
/// <param name="Places">Codes of the types of places where it is looked at; empty where it is about no place.</param>
/// <param name="Occurrence">频次: how many places of them are drawn in one assessment; 1 where nothing is said.</param>
/// <param name="Rules">One rule; several where it is scored by several methods, each with its share.</param>
public sealed record Standard(
    string Code,
    string Text,
    IReadOnlyList<Method> Methods,
    long Weight,
    IReadOnlyList<string> Places,
    int Occurrence,
    IReadOnlyList<Scored> Rules
)
{
    /// <summary>Where to look and what counts, for whoever stands there; null where the text says it all.</summary>
    public string? Look { get; init; }

    /// <summary>Code of the category of problem that a failure is; null where a failure is no problem of the street.</summary>
    public string? Category { get; init; }

    /// <summary>What material has to be handed in; empty where none.</summary>
    public IReadOnlyList<MaterialPart> Materials { get; init; } = [];

    /// <summary>How what is looked at is drawn: 3 lines × 5 stops; empty where it is just so many places.</summary>
    public IReadOnlyList<(string Of, int Count)> Draw { get; init; } = [];

    public bool OnTheSpot => Spot is not null;

    /// <summary>The rule that is filled in at a place; null where nothing of it is looked at on the spot.</summary>
    public Scored? Spot =>
        Places.Count == 0 ? null : Rules.FirstOrDefault(rule => rule.Rule is not Composite && MethodOf(rule).IsOnTheSpot());

    /// <summary>The method that a rule belongs to: its own, or the first of the standard.</summary>
    public Method MethodOf(Scored rule) => rule.Method ?? Methods.FirstOrDefault(method => method.IsOnTheSpot(), Methods[0]);
}

/// <summary>A rule with its share of the standard.</summary>
/// <param name="Method">Where the standard has several.</param>
/// <param name="Share">Above 0 and at most 1; all of a standard come to 1.</param>
public sealed record Scored(Rule Rule, Method? Method, decimal Share);

/// <summary>测评方法, those of all editions.</summary>
public enum Method
{
    /// <summary>听取汇报.</summary>
    Hearing,

    /// <summary>材料审核.</summary>
    Material,

    /// <summary>网上申报.</summary>
    Online,

    /// <summary>实地考察.</summary>
    Field,

    /// <summary>实地暗访考察.</summary>
    Covert,

    /// <summary>问卷调查.</summary>
    Survey,

    /// <summary>入户问卷调查.</summary>
    Household,

    /// <summary>网络调查.</summary>
    Internet,

    /// <summary>整体观察.</summary>
    Overall,
}

public static class Methods
{
    public static bool IsOnTheSpot(this Method method) => method is Method.Field or Method.Covert or Method.Overall;

    public static bool IsOnPaper(this Method method) => method is Method.Material or Method.Online or Method.Hearing;

    public static bool IsAsked(this Method method) => method is Method.Survey or Method.Household or Method.Internet;
}

/// <summary>What a material consists of; “符合” means that all that is asked for is there.</summary>
public enum MaterialPart
{
    /// <summary>方案.</summary>
    Plan,

    /// <summary>机制.</summary>
    Mechanism,

    /// <summary>活动.</summary>
    Activities,

    /// <summary>保障.</summary>
    Guarantee,

    /// <summary>成效.</summary>
    Results,
}

/// <summary>前置条件: without it the rest does not count.</summary>
/// <param name="Of">The system whose score it looks at; null for a list that the office answers (负面清单).</param>
/// <param name="AtLeast">In <see cref="Points"/>; null for a list.</param>
/// <param name="Months">How far back a list looks; null where it is about now.</param>
public sealed record Gate(string Code, string Name, string? Of, long? AtLeast, int? Months);

/// <param name="Share">Of the whole, above 0 and below 1.</param>
public sealed record Included(string System, decimal Share);

/// <summary>Scores are whole hundredths of a point: 7.5 is 750.</summary>
public static class Points
{
    public const long One = 100;

    /// <summary>What a share of so many points is, rounded half away from nought.</summary>
    public static long Of(long points, decimal share) => (long)Math.Round(points * share, MidpointRounding.AwayFromZero);

    /// <summary>7.5 or 12, without noughts at the end.</summary>
    public static string Say(long points)
    {
        var sign = points < 0 ? "-" : "";
        var (whole, part) = Math.DivRem(Math.Abs(points), One);
        return part == 0 ? $"{sign}{whole}" : FormattableString.Invariant($"{sign}{whole}.{part:00}").TrimEnd('0');
    }
}
