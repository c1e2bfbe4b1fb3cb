namespace CivicLoop.Core.Duties;

/// <summary>Something overdue, as far as reasons are made of it.</summary>
/// <param name="Category">Code of the problem; null where it is about no case.</param>
public sealed record Late(string? Category, DateTime Due, int FailedChecks);

/// <summary>Why a unit stands where it stands: told, not weighed.</summary>
/// <param name="Oldest">Since when the longest overdue is.</param>
/// <param name="Category">What most of it is about, where at least two are.</param>
/// <param name="Failed">How many failed their check at least once.</param>
/// <param name="Looked">How many were looked at, the longest overdue first.</param>
public sealed record Reasons(DateTime Oldest, string? Category, int OfCategory, int Failed, int Looked)
{
    /// <summary>Null where nothing is overdue.</summary>
    public static Reasons? Of(IReadOnlyCollection<Late> late)
    {
        if (late.Count == 0)
            return null;
        var most = late.Where(one => one.Category is not null)
            .GroupBy(one => one.Category!, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1);
        return new Reasons(
            late.Min(one => one.Due),
            most?.Key,
            most?.Count() ?? 0,
            late.Count(one => one.FailedChecks > 0),
            late.Count
        );
    }
}
