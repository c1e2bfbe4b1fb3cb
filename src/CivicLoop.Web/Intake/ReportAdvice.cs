using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;
using CivicLoop.Web.Publishing;

namespace CivicLoop.Web.Intake;

/// <summary>What the form can say before anything is sent.</summary>
/// <param name="Where">District and street of the position; null while nobody said where.</param>
/// <param name="Wrong">What this city cannot take: a position outside it, a category that it does not have.</param>
/// <param name="Category">The category chosen, with whom to call where it must not wait.</param>
/// <param name="Likely">Open problems of the same category close by, as everybody may know them.</param>
public sealed record ReportAdvice(
    Location? Where,
    IReadOnlyList<Refusal> Wrong,
    Category? Category,
    IReadOnlyList<(PublicCase Case, double Metres)> Likely
)
{
    /// <summary>
    /// What the words are likely to mean; while there are none, what the playbook's rules name for a place of this type.
    /// Shown beside the choice, and never chosen for anybody.
    /// </summary>
    public IReadOnlyList<Category> Suggested { get; init; } = [];

    /// <summary>Whether the words suggest it, not the place alone.</summary>
    public bool ByWords { get; init; }

    private const double Near = 150;
    private const int Days = 30;
    private const int Most = 3;
    private const int MostSuggested = 3;

    /// <param name="asked">Whether anything was said of where at all.</param>
    public static ReportAdvice Of(
        DbConnection connection,
        Playbook playbook,
        string category,
        Outcome<Location> at,
        bool asked,
        DateTime now
    )
    {
        var wrong = new List<Refusal>();
        if (asked && at.Refusal is { } nowhere)
            wrong.Add(nowhere);
        var where = at.Value;
        if (where is { District.Length: 0 })
        {
            wrong.Add(new Refusal("place.outside"));
            where = null;
        }
        var chosen = category.Length > 0 ? playbook.Category(category) : null;
        if (category.Length > 0 && chosen is null)
            wrong.Add(new Refusal("category.unknown", category));
        return new ReportAdvice(
            where,
            wrong,
            chosen,
            where is null || chosen is null ? [] : Around(connection, chosen.Code, where, now)
        )
        {
            Suggested = where?.PlaceType is { } type ? Named(playbook, type) : [],
        };
    }

    private static List<Category> Named(Playbook playbook, string type) =>
        [
            .. playbook
                .Problems.Dispatch.Where(rule => rule.PlaceTypes.Contains(type))
                .SelectMany(rule => rule.Categories)
                .Distinct()
                .Select(playbook.Category)
                .OfType<Category>()
                .Where(category => category.FoundBy.Contains(Finders.Citizen))
                .Take(MostSuggested),
        ];

    // By public facts only: what the office did not let everybody see is found by its rounded position.
    private static List<(PublicCase, double)> Around(DbConnection connection, string category, Location at, DateTime now)
    {
        var north = Near / Distance.MetresPerDegree;
        var east = north / Math.Cos(at.Lat * Math.PI / 180);
        var filter = new PublicFilter(
            [category],
            Open: true,
            Since: now.AddDays(-Days),
            Box: (at.Lon - east, at.Lat - north, at.Lon + east, at.Lat + north)
        );
        return
        [
            .. PublicCases
                .List(connection, filter, 50)
                .Select(one => (Case: one, Metres: Distance.Metres(one.Lon, one.Lat, at.Lon, at.Lat)))
                .OrderBy(one => one.Metres)
                .Take(Most),
        ];
    }
}
