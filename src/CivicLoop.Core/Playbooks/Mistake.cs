namespace CivicLoop.Core.Playbooks;

/// <summary>
/// One mistake of a playbook: where, what, and how to mend it. <c>texts/</c> has two sentences for every code,
/// <c>playbooks.mistake.CODE</c> and <c>playbooks.remedy.CODE</c>; both may use every argument.
/// </summary>
public sealed record Mistake(string File, int Line, string Code, params IReadOnlyList<string> Args)
{
    public string What => "playbooks.mistake." + Code;

    public string Remedy => "playbooks.remedy." + Code;

    public override string ToString() => $"{File}:{Line}: {Code}({string.Join(", ", Args)})";
}

/// <summary>Gathers all mistakes, in the order of files and lines.</summary>
public sealed class Mistakes
{
    private readonly List<Mistake> found = [];

    public void Add(Node at, string code, params IReadOnlyList<string> args) => Add(at.File, at.Line, code, args);

    public void Add(string file, int line, string code, params IReadOnlyList<string> args) =>
        found.Add(new Mistake(file, line, code, args));

    public void Add(IEnumerable<Mistake> more) => found.AddRange(more);

    public IReadOnlyList<Mistake> All =>
        [.. found.OrderBy(mistake => mistake.File, StringComparer.Ordinal).ThenBy(mistake => mistake.Line)];
}

/// <summary>The closed set of mistakes.</summary>
public static class MistakeCode
{
    // ---- the form
    public const string Syntax = "syntax";
    public const string UnknownFile = "unknown-file";
    public const string UnknownFileNear = "unknown-file-near";
    public const string MissingFile = "missing-file";
    public const string UnknownKey = "unknown-key";
    public const string UnknownKeyNear = "unknown-key-near";
    public const string DuplicateKey = "duplicate-key";
    public const string MissingKey = "missing-key";
    public const string NotMapping = "not-mapping";
    public const string NotScalar = "not-scalar";
    public const string Columns = "columns";

    // ---- the values
    public const string NotCode = "not-code";
    public const string NotFlag = "not-flag";
    public const string NotWhole = "not-whole";
    public const string NotNumber = "not-number";
    public const string NotPercentage = "not-percentage";
    public const string NotShare = "not-share";
    public const string NotPoints = "not-points";
    public const string NotDay = "not-day";
    public const string NotTime = "not-time";
    public const string NotSlot = "not-slot";
    public const string NotLimit = "not-limit";
    public const string NotSpan = "not-span";
    public const string NotInterval = "not-interval";
    public const string NotTimeZone = "not-time-zone";
    public const string CallNobody = "call-nobody";
    public const string NotDivision = "not-division";
    public const string NotChoice = "not-choice";
    public const string NotSource = "not-source";

    // ---- the codes
    public const string DuplicateCode = "duplicate-code";
    public const string DanglingCode = "dangling-code";
    public const string DanglingCodeNear = "dangling-code-near";

    // ---- the sense
    public const string RuleUnreachable = "rule-unreachable";
    public const string RuleContradicts = "rule-contradicts";
    public const string UnitWithoutPost = "unit-without-post";
    public const string UnitWithoutClerk = "unit-without-clerk";
    public const string RoleWithoutPost = "role-without-post";
    public const string DistrictWithoutInspector = "district-without-inspector";
    public const string DistrictWithoutUnit = "district-without-unit";
    public const string DivisionTaken = "division-taken";
    public const string ZoneOfNothing = "zone-of-nothing";
    public const string MembersOfOther = "members-of-other";
    public const string UnitLoop = "unit-loop";
    public const string SlotsOverlap = "slots-overlap";
    public const string BeatOn = "beat-on";
    public const string ApproverUnknown = "approver-unknown";
    public const string OptionsUnfit = "options-unfit";
    public const string SignOffAlone = "sign-off-alone";
    public const string EmptyCondition = "empty-condition";
    public const string DuplicateDay = "duplicate-day";
    public const string PlaceOutside = "place-outside";
    public const string PlaceElsewhere = "place-elsewhere";
    public const string StreetElsewhere = "street-elsewhere";
    public const string CommunityElsewhere = "community-elsewhere";
    public const string BrokenOutline = "broken-outline";
    public const string LevelElsewhere = "level-elsewhere";
    public const string LetterBlank = "letter-blank";
    public const string ContractLevel = "contract-level";
    public const string ContractOver = "contract-over";
    public const string ContractObject = "contract-object";
    public const string ContractParty = "contract-party";
    public const string ContractTerm = "contract-term";
    public const string ContractTaken = "contract-taken";
    public const string CounterMixed = "counter-mixed";
    public const string CounterAmount = "counter-amount";
    public const string CounterCode = "counter-code";

    // ---- the standards
    public const string EditionTaken = "edition-taken";
    public const string WeightsSum = "weights-sum";
    public const string RuleLacks = "rule-lacks";
    public const string RuleForeign = "rule-foreign";
    public const string RuleParts = "rule-parts";
    public const string RuleMethod = "rule-method";
    public const string RuleNever = "rule-never";
    public const string RuleAlways = "rule-always";
    public const string RuleTiers = "rule-tiers";
    public const string StandardNowhere = "standard-nowhere";
    public const string StandardMaterial = "standard-material";
    public const string StandardDraw = "standard-draw";
    public const string StandardCircle = "standard-circle";
    public const string GateUnfit = "gate-unfit";
    public const string IncludedCircle = "included-circle";
    public const string IncludedWhole = "included-whole";

    public static IReadOnlyList<string> All { get; } =
    [.. typeof(MistakeCode).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];
}
