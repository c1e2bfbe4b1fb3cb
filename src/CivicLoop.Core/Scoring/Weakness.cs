using CivicLoop.Core.Standards;

namespace CivicLoop.Core.Scoring;

/// <summary>One standard at one place of one unit, and what is known of it.</summary>
/// <param name="Check">The latest word on it; null where nobody has looked, or it is too old to count.</param>
/// <param name="Problems">Open problems of the standard's category at the place.</param>
public sealed record Evidence(
    ScoredPlace Place,
    Edition Edition,
    Standard Standard,
    Checked? Check,
    IReadOnlyList<Problem> Problems
)
{
    public bool Failed => Check is { Share: < Checked.Full } || Problems.Count > 0;
}

/// <summary>薄弱环节: one unit, one kind of place, one standard or all of them.</summary>
/// <param name="Places">Where it is asked.</param>
/// <param name="Seen">Where somebody has looked.</param>
/// <param name="Failed">Where it is not met: by the latest check, or by an open problem.</param>
/// <param name="Problems">Open problems.</param>
public sealed record WeakCell(int Places, int Seen, int Failed, int Problems)
{
    public static readonly WeakCell Nothing = new(0, 0, 0, 0);

    /// <summary>Per cent of those of which anything is known; null where nothing is.</summary>
    public int? Share(int known) => known == 0 ? null : Failed * 100 / known;

    public WeakCell With(Evidence evidence) =>
        new(
            Places + 1,
            Seen + (evidence.Check is null ? 0 : 1),
            Failed + (evidence.Failed ? 1 : 0),
            Problems + evidence.Problems.Count
        );
}

/// <summary>Finds what is weak: unit × kind of place × standard, from checks and problems.</summary>
public static class Weakness
{
    /// <summary>Everything that is asked at these places, with what is known of it.</summary>
    public static IEnumerable<Evidence> Of(
        IEnumerable<ScoredPlace> places,
        ScoreBook book,
        IReadOnlyCollection<Edition> editions,
        DateTime now,
        ScoreRules rules
    )
    {
        foreach (var place in places)
        {
            var checks = book.Latest(place.Code, now.AddDays(-rules.ChecksCountFor))
                .ToDictionary(check => (check.System, check.Standard));
            var problems = book.At(place.Code, now);
            foreach (var edition in editions)
            foreach (var standard in edition.Checklist(place.Type).Select(located => located.Standard))
                yield return new Evidence(
                    place,
                    edition,
                    standard,
                    StillSo(checks.GetValueOrDefault((edition.System, standard.Code)), problems),
                    standard.Category is null
                        ? []
                        : [.. problems.Where(problem => problem.Category == standard.Category && problem.Severity is not null)]
                );
        }
    }

    // What a check found and somebody else has since seen put right is met again.
    private static Checked? StillSo(Checked? check, IReadOnlyCollection<Problem> problems) =>
        check is { Case: { } number, Share: < Checked.Full } && problems.All(problem => problem.Number != number)
            ? check with
            {
                Share = Checked.Full,
            }
            : check;
}
