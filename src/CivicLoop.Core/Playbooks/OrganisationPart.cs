using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Playbooks;

/// <summary><c>organisation.yaml</c>: who leads, who answers. Units and posts only seed the city's tables.</summary>
/// <param name="Supervision">督查问责组 where it stands beside the work groups; null where it is one of them.</param>
/// <param name="Mechanism">What the whole arrangement is called; null where it has no name.</param>
public sealed record OrganisationPart(
    LeadingGroup LeadingGroup,
    IReadOnlyList<WorkGroup> WorkGroups,
    WorkGroup? Supervision,
    IReadOnlyList<Unit> Units,
    IReadOnlyList<Post> Posts,
    IReadOnlyList<ContractKind> Contracts,
    string? Mechanism = null
)
{
    /// <summary>Which units belong to which committee.</summary>
    public IReadOnlyList<(string Committee, string Unit)> Members { get; init; } = [];

    /// <summary><c>contracts.csv</c>: the contracts that the city begins with.</summary>
    public IReadOnlyList<BeginningContract> Begins { get; init; } = [];
}

/// <summary>Posts, never persons.</summary>
/// <param name="CommandLine">书记抓常委、常委抓各路、层层抓落实, step by step.</param>
public sealed record LeadingGroup(string Name, string Head, string Deputy, string Members, IReadOnlyList<string> CommandLine)
{
    /// <summary>Code of the head's post; null where no post is named.</summary>
    public string? HeadPost { get; init; }
}

/// <param name="Posting">How its members are posted: 分组负责、定人定点.</param>
public sealed record WorkGroup(string Code, string Name, string LedBy, string? Posting, IReadOnlyList<string> Units, bool Sample)
{
    /// <summary>Code of the leader's post under which it hangs; null where it hangs under the head.</summary>
    public string? Post { get; init; }
}
