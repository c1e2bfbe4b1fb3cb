using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Playbooks;

/// <summary>What becomes of one entry when another playbook follows.</summary>
public enum PlaybookFate
{
    Added,
    Changed,
    Ended,

    /// <summary>Said otherwise or no longer, and yet it stays: units, posts and places are only seeded, the city's own tables hold.</summary>
    Stays,
}

/// <param name="Part">units, posts, places, categories, difficulties, stages, dispatch, tasks, scores, place-types, streets, holidays.</param>
/// <param name="Fields">What is said otherwise: name of the field, as it was, as it is.</param>
public sealed record PlaybookChange(
    string Part,
    PlaybookFate Fate,
    string Code,
    string Name,
    IReadOnlyList<(string Field, string Was, string Is)> Fields
);

/// <param name="Files">Path → added, changed or ended, for every file that is not the same.</param>
public sealed record PlaybookDifference(
    IReadOnlyList<PlaybookChange> Changes,
    IReadOnlyList<(string Path, PlaybookFate Fate)> Files
);

/// <summary>What is different between the rules that run and those that are to follow.</summary>
public static class PlaybookDiff
{
    public static IReadOnlyList<PlaybookChange> Of(Playbook now, Playbook next, OrganisationNow organisation) =>
        [
            .. Seeded(
                Units(now.Organisation.Units),
                Units(organisation.Units.Where(unit => !unit.Closed)),
                Units(next.Organisation.Units)
            ),
            .. Seeded(
                Posts(now.Organisation.Posts),
                Posts(organisation.Posts.Where(post => !post.Closed)),
                Posts(next.Organisation.Posts)
            ),
            .. Seeded(Places(now), Places(now), Places(next)),
            .. Rules(Categories(now), Categories(next)),
            .. Rules(Difficulties(now), Difficulties(next)),
            .. Rules(Stages(now), Stages(next)),
            .. Rules(Dispatch(now), Dispatch(next)),
            .. Rules(Tasks(now), Tasks(next)),
            .. Rules(Scores(now), Scores(next)),
            .. Rules(Types(now), Types(next)),
            .. Rules(Streets(now), Streets(next)),
            .. Rules(Holidays(now), Holidays(next)),
        ];

    /// <summary>File by file, whatever is in them: what no list tells is seen here at least.</summary>
    public static IReadOnlyList<(string Path, PlaybookFate Fate)> Files(
        IReadOnlyDictionary<string, string> now,
        IReadOnlyDictionary<string, string> next
    ) =>
        [
            .. now
                .Keys.Union(next.Keys)
                .Order(StringComparer.Ordinal)
                .Where(path => now.GetValueOrDefault(path) != next.GetValueOrDefault(path))
                .Select(path =>
                    (
                        path,
                        !now.ContainsKey(path) ? PlaybookFate.Added
                        : next.ContainsKey(path) ? PlaybookFate.Changed
                        : PlaybookFate.Ended
                    )
                ),
        ];

    private sealed record Entry(string Part, string Code, string Name, params IReadOnlyList<(string Field, string Value)> Says);

    private static IEnumerable<PlaybookChange> Rules(IReadOnlyList<Entry> now, IReadOnlyList<Entry> next)
    {
        var before = now.ToDictionary(one => one.Code);
        foreach (var one in next)
        {
            if (!before.Remove(one.Code, out var was))
                yield return Change(one, PlaybookFate.Added, []);
            else if (Fields(was, one) is { Count: > 0 } fields)
                yield return Change(one, PlaybookFate.Changed, fields);
        }
        foreach (var gone in now.Where(one => before.ContainsKey(one.Code)))
            yield return Change(gone, PlaybookFate.Ended, []);
    }

    // What the tables do not have comes in; of what they have, nothing changes. What was added on pages is no matter of a file.
    private static IEnumerable<PlaybookChange> Seeded(
        IReadOnlyList<Entry> told,
        IReadOnlyList<Entry> there,
        IReadOnlyList<Entry> next
    )
    {
        var now = there.ToDictionary(one => one.Code);
        var coming = next.Select(one => one.Code).ToHashSet();
        foreach (var one in next)
        {
            if (!now.TryGetValue(one.Code, out var stands))
                yield return Change(one, PlaybookFate.Added, []);
            else if (Fields(stands, one) is { Count: > 0 } fields)
                yield return Change(stands, PlaybookFate.Stays, fields);
        }
        foreach (var gone in told.Where(one => !coming.Contains(one.Code) && now.ContainsKey(one.Code)))
            yield return Change(now[gone.Code], PlaybookFate.Stays, []);
    }

    private static PlaybookChange Change(
        Entry one,
        PlaybookFate fate,
        IReadOnlyList<(string Field, string Was, string Is)> fields
    ) => new(one.Part, fate, one.Code, one.Name, fields);

    private static List<(string Field, string Was, string Is)> Fields(Entry was, Entry now) =>
        [
            .. was
                .Says.Prepend(("name", was.Name))
                .Zip(now.Says.Prepend(("name", now.Name)), (before, after) => (before.Item1, before.Item2, after.Item2))
                .Where(field => field.Item2 != field.Item3),
        ];

    private static List<Entry> Units(IEnumerable<Unit> units) =>
        [.. units.Select(unit => new Entry("units", unit.Code, unit.Name, ("kind", unit.Kind), ("parent", unit.Parent ?? "")))];

    private static List<Entry> Posts(IEnumerable<Post> posts) =>
        [
            .. posts.Select(post => new Entry(
                "posts",
                post.Code,
                post.Name,
                ("unit", post.Unit),
                ("role", post.Role.ToString()),
                ("district", post.District ?? "")
            )),
        ];

    private static List<Entry> Places(Playbook playbook) =>
        [.. playbook.Places.Places.Select(place => new Entry("places", place.Code, place.Name, ("type", place.Type)))];

    private static List<Entry> Categories(Playbook playbook) =>
        [
            .. from theme in playbook.Problems.Themes
            from sort in theme.Groups
            from category in sort.Categories
            select new Entry(
                "categories",
                category.Code,
                category.Name,
                ("theme", theme.Name),
                ("group", sort.Name),
                ("difficulty", playbook.Difficulty(category.Difficulty)?.Name ?? category.Difficulty),
                ("file-when", category.FileWhen),
                ("close-when", category.CloseWhen)
            ),
        ];

    private static List<Entry> Difficulties(Playbook playbook) =>
        [
            .. playbook.Limits.Difficulties.Select(one => new Entry(
                "difficulties",
                one.Code,
                one.Name,
                ("limit", one.Limit.ToString()),
                ("approved-by", one.ApprovedBy ?? "")
            )),
        ];

    private static List<Entry> Stages(Playbook playbook) =>
        [
            .. playbook.Limits.Stages.Select(one => new Entry("stages", one.Key, one.Key, ("limit", one.Value.ToString()))),
            new Entry("stages", "relapse", "relapse", ("limit", playbook.Limits.RelapseWithin.ToString())),
            new Entry("stages", "extension", "extension", ("limit", playbook.Limits.Extension.Longest.ToString())),
        ];

    private static List<Entry> Dispatch(Playbook playbook) =>
        [
            .. playbook.Problems.Dispatch.Select(
                (rule, at) =>
                    new Entry(
                        "dispatch",
                        rule.Code,
                        rule.Name,
                        ("place-in-order", $"{at + 1}"),
                        ("when", Joined([.. rule.Themes, .. rule.Categories, .. rule.PlaceTypes, .. rule.Districts])),
                        ("lead", rule.Lead),
                        ("with", Joined(rule.With) + (rule.SignOff ? " ✓" : ""))
                    )
            ),
        ];

    private static List<Entry> Tasks(Playbook playbook) =>
        [
            .. playbook.Tasks.Select(
                (rule, at) =>
                    new Entry(
                        "tasks",
                        rule.Code,
                        rule.Name,
                        ("place-in-order", $"{at + 1}"),
                        ("system", Joined(rule.Systems)),
                        ("project", Joined(rule.Projects)),
                        ("indicator", Joined(rule.Indicators)),
                        ("content", Joined(rule.Contents)),
                        ("method", Joined(rule.Methods)),
                        ("place-type", Joined(rule.PlaceTypes)),
                        ("category", Joined(rule.Categories)),
                        ("leads", rule.Lead),
                        ("helps", Joined(rule.With)),
                        ("post", rule.Post ?? ""),
                        ("evidence", Joined(rule.Asks.Select(asked => asked.ToString())))
                    )
            ),
        ];

    // Each figure is an entry of its own, by the code under which the page says it.
    private static List<Entry> Scores(Playbook playbook) =>
        playbook.Scores is not { } rules
            ? []
            :
            [
                .. rules.Figures.Select(figure => new Entry(
                    "scores",
                    figure.Code,
                    figure.Code,
                    (figure.Days ? "days" : "points", figure.Says)
                )),
            ];

    private static List<Entry> Types(Playbook playbook) =>
        [
            .. playbook.Places.Types.Select(type => new Entry(
                "place-types",
                type.Code,
                type.Name,
                ("window", type.Window ? "✓" : "")
            )),
        ];

    private static List<Entry> Streets(Playbook playbook) =>
        [
            .. from district in playbook.City.Districts
            from street in district.Streets
            select new Entry("streets", street.Code, street.Name, ("district", district.Name)),
        ];

    private static List<Entry> Holidays(Playbook playbook) =>
        [
            .. playbook.Limits.Calendar.Select(day => new Entry(
                "holidays",
                day.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                day.Name,
                ("works", day.Works ? "yes" : "no")
            )),
        ];

    private static string Joined(IEnumerable<string> codes) => string.Join(", ", codes);
}
