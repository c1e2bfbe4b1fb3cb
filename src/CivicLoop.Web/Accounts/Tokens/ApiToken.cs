using CivicLoop.Core.Accounts;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Web.Accounts.Tokens;

/// <summary>The key of an outside system, as far as anybody may know it once it was shown.</summary>
/// <param name="Code">What the history calls it; the <see cref="Core.Cases.Source.System"/> of what comes by it.</param>
/// <param name="FoundBy">Who finds what comes by it: one of <see cref="Core.Cases.Finders.Outside"/>.</param>
/// <param name="MadeBy">The person who made it; null for the command line.</param>
/// <param name="UsedAt">When it last opened something, to the minute.</param>
public sealed record ApiToken(
    Guid Id,
    string Code,
    string Name,
    IReadOnlyList<ApiScope> Scopes,
    string FoundBy,
    Guid? MadeBy,
    DateTime MadeAt,
    DateTime? EndedAt,
    DateTime? UsedAt
)
{
    /// <summary>Who acts by it.</summary>
    public Actor Actor => new(Id, Code, Role.Partner, "", null);
}
