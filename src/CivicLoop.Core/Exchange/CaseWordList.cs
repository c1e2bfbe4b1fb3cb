using CivicLoop.Core.Cases;

namespace CivicLoop.Core.Exchange;

/// <summary>Words of files for what we have a closed list of: who finds, where a case stands, how grave it is.</summary>
public sealed class CaseWordList
{
    private static readonly Dictionary<string, string> UsualFinders = new()
    {
        ["考评发现"] = "supervision",
        ["督查检查"] = "supervision",
        ["督查发现"] = "supervision",
        ["领导交办"] = "leader",
        ["领导批示"] = "leader",
        ["网络上报"] = "citizen",
        ["公众举报"] = "citizen",
        ["市民上报"] = "citizen",
        ["热线举报"] = "hotline",
        ["媒体监督"] = "media",
        ["媒体曝光"] = "media",
        ["信息采集"] = "inspector",
        ["监督员上报"] = "inspector",
        ["视频上报"] = "video",
    };

    private static readonly Dictionary<string, CaseStatus> UsualStatus = new()
    {
        ["上报"] = CaseStatus.Reported,
        ["待立案"] = CaseStatus.Reported,
        ["立案"] = CaseStatus.Filed,
        ["待派遣"] = CaseStatus.Filed,
        ["派遣"] = CaseStatus.Dispatched,
        ["待处置"] = CaseStatus.Dispatched,
        ["处置"] = CaseStatus.Accepted,
        ["处置中"] = CaseStatus.Accepted,
        ["处理中"] = CaseStatus.Accepted,
        ["返工"] = CaseStatus.Accepted,
        ["挂账"] = CaseStatus.Suspended,
        ["核查"] = CaseStatus.Fixed,
        ["待核查"] = CaseStatus.Fixed,
        ["待结案"] = CaseStatus.Passed,
        ["结案"] = CaseStatus.Closed,
        ["已结案"] = CaseStatus.Closed,
        ["归档"] = CaseStatus.Closed,
        ["已归档"] = CaseStatus.Closed,
        ["办结"] = CaseStatus.Closed,
        ["closed"] = CaseStatus.Closed,
        ["作废"] = CaseStatus.Refused,
        ["不予立案"] = CaseStatus.Refused,
        ["不予受理"] = CaseStatus.Refused,
        ["废弃"] = CaseStatus.Refused,
    };

    private static readonly Dictionary<string, Severity> UsualSeverity = new()
    {
        ["轻微"] = Severity.Minor,
        ["一般"] = Severity.Minor,
        ["较重"] = Severity.Major,
        ["严重"] = Severity.Major,
        ["重大"] = Severity.Grave,
        ["特别严重"] = Severity.Grave,
    };

    private readonly Dictionary<string, string> finders = new(UsualFinders, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, CaseStatus> statuses = new(UsualStatus, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Severity> severities = new(UsualSeverity, StringComparer.OrdinalIgnoreCase);

    /// <param name="finderNames">What the pages call them, in any language: the words of our own export.</param>
    public CaseWordList(
        IEnumerable<(string Name, string Code)> finderNames,
        IEnumerable<(string Name, CaseStatus Status)> statusNames,
        IEnumerable<(string Name, Severity Severity)> severityNames
    )
    {
        foreach (var code in Finders.All)
            finders[code] = code;
        foreach (var (name, code) in finderNames)
            finders[name] = code;
        foreach (var (name, status) in statusNames)
            statuses[name] = status;
        foreach (var status in Enum.GetValues<CaseStatus>())
            statuses[status.ToString()] = status;
        foreach (var (name, severity) in severityNames)
            severities[name] = severity;
        foreach (var severity in Enum.GetValues<Severity>())
            severities[severity.ToString()] = severity;
    }

    public string? FinderOf(string word) => finders.GetValueOrDefault(word);

    public CaseStatus? StatusOf(string word) => statuses.TryGetValue(word, out var status) ? status : null;

    public Severity? SeverityOf(string word) => severities.TryGetValue(word, out var severity) ? severity : null;
}
