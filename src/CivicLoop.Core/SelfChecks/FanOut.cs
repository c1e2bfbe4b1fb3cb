using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;

namespace CivicLoop.Core.SelfChecks;

/// <summary>How far a fan-out reaches from the case.</summary>
public enum Reach
{
    City,
    District,
    Street,

    /// <summary>Whatever else the owner of the place owns.</summary>
    Owner,
}

/// <summary>Which places are siblings: of one type, within a reach.</summary>
/// <param name="Within">Code of the district, street or unit; empty for the city.</param>
public sealed record FanOutScope(string PlaceType, Reach Reach, string Within);

/// <summary>A place that a fan-out would ask.</summary>
public sealed record Sibling(string Name, Location At);

/// <summary>What one unit would owe.</summary>
public sealed record FanOutShare(string Unit, string Post, IReadOnlyList<Sibling> Places);

/// <summary>A place that nobody would answer for: no owner, or an owner without a clerk.</summary>
public sealed record FanOutGap(Sibling Place, string? Owner);

/// <summary>A fan-out before it is sent: who would owe how many, who is missing, who was asked already.</summary>
/// <param name="Already">Siblings that an earlier fan-out of the same case has asked.</param>
public sealed record FanOut(IReadOnlyList<FanOutShare> Shares, IReadOnlyList<FanOutGap> Gaps, IReadOnlyList<Sibling> Already)
{
    /// <summary>As many as are asked at once; more is a mistake in the scope.</summary>
    public const int Most = 5000;

    public IEnumerable<Sibling> Asked => Shares.SelectMany(share => share.Places);

    public int Count => Shares.Sum(share => share.Places.Count);

    /// <param name="origin">The case's own place, which needs no self-check; null where it lies at none.</param>
    /// <param name="asked">Codes of the places that this case's fan-outs asked before and did not withdraw.</param>
    public static FanOut Plan(
        string? origin,
        IEnumerable<Sibling> siblings,
        IReadOnlySet<string> asked,
        OrganisationNow organisation
    )
    {
        var already = new List<Sibling>();
        var gaps = new List<FanOutGap>();
        var owed = new SortedDictionary<string, (Post Post, List<Sibling> Places)>(StringComparer.Ordinal);
        var posts = new Dictionary<string, Post?>(StringComparer.Ordinal);
        foreach (var sibling in siblings.Where(sibling => sibling.At.Place is { } place && place != origin))
        {
            if (asked.Contains(sibling.At.Place!))
            {
                already.Add(sibling);
                continue;
            }
            var owner = sibling.At.Owner ?? "";
            // A thousand places have a handful of owners: each is looked up once.
            if (!posts.TryGetValue(owner, out var post))
                posts[owner] = post = SelfCheckDecide.Answering(owner, organisation);
            if (post is null)
                gaps.Add(new FanOutGap(sibling, owner.Length == 0 ? null : owner));
            else if (owed.TryGetValue(owner, out var share))
                share.Places.Add(sibling);
            else
                owed[owner] = (post, [sibling]);
        }
        return new FanOut(
            [
                .. owed.Select(share => new FanOutShare(share.Key, share.Value.Post.Code, share.Value.Places))
                    .OrderByDescending(share => share.Places.Count)
                    .ThenBy(share => share.Unit, StringComparer.Ordinal),
            ],
            gaps,
            already
        );
    }

    /// <summary>A case fans out once it is confirmed: filed, and not refused since.</summary>
    public static bool IsConfirmed(CaseState state) => state.FiledAt is not null && state.RefusedBy is null;
}
