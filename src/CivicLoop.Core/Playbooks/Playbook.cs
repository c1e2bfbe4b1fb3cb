using CivicLoop.Core.Scoring;
using CivicLoop.Core.Standards;

namespace CivicLoop.Core.Playbooks;

/// <summary>
/// A city's rules as data: read from a folder, validated as a whole, immutable. Everything here is what a
/// file says, in its order; what happened since is in the city's tables, not here.
/// </summary>
/// <param name="StandIns">Files that the folder lacks and that the product's defaults stand in for.</param>
/// <param name="Sources">Every <c>source:</c> mark, in the order of the files.</param>
public sealed record Playbook(
    CityPart City,
    OrganisationPart Organisation,
    ProblemPart Problems,
    LimitPart Limits,
    IReadOnlyList<Beat> Rhythm,
    LadderPart Ladder,
    IReadOnlyList<Mechanism> Mechanisms,
    PlacePart Places,
    IReadOnlyList<string> StandIns,
    IReadOnlyList<SourceMark> Sources
)
{
    /// <summary>工作台账: what is counted of the work that was done.</summary>
    public IReadOnlyList<Counter> Counters { get; init; } = [];

    /// <summary>测评体系: at most one edition of each system.</summary>
    public IReadOnlyList<Edition> Editions { get; init; } = [];

    /// <summary>任务分解: who leads the task that a standard becomes.</summary>
    public IReadOnlyList<TaskRule> Tasks { get; init; } = [];

    /// <summary>每日动态评分; null where the playbook, one of an earlier release, has no rules for it.</summary>
    public ScoreRules? Scores { get; init; }

    public Counter? Counter(string code) => Counters.FirstOrDefault(counter => counter.Code == code);

    /// <summary>Null where the code names nothing: only for codes that come from outside.</summary>
    public Category? Category(string code) => Problems.Category(code);

    public Theme? ThemeOf(string category) => Problems.ThemeOf(category);

    public ContractKind? ContractKind(string code) => Organisation.Contracts.FirstOrDefault(kind => kind.Code == code);

    public Difficulty? Difficulty(string code) => Limits.Difficulties.FirstOrDefault(difficulty => difficulty.Code == code);
}

/// <summary>A name in Chinese, and in English where the city gives one.</summary>
public sealed record Name(string Zh, string? En = null)
{
    public string In(string language) => language == "en" && En is not null ? En : Zh;
}

/// <summary>
/// Where a rule comes from: the document and the term or figure in it that the page must show.
/// </summary>
/// <param name="Document">Code of one of the city's <see cref="Playbooks.Document"/>s.</param>
/// <param name="File">File of the playbook, with <paramref name="Line"/> counted from 1.</param>
/// <param name="Anchor">Fragment of the playbook page where the figure stands.</param>
public sealed record SourceMark(string Document, string Figure, string File, int Line, string Anchor);

/// <summary>A published text that rules of the playbook come from.</summary>
public sealed record Document(string Code, string Name);
