using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Rectification;

namespace CivicLoop.Core.Demo;

/// <summary>An item of a demo's list with the days of its life; a day that never comes leaves it open.</summary>
/// <param name="Failed">The day of a check that failed; it is done again some days after.</param>
public sealed record DemoItem(
    ItemValues Values,
    DateOnly Added,
    DateOnly Done,
    bool ByCase,
    DateOnly? Failed,
    DateOnly? DoneAgain,
    DateOnly Checked,
    DateOnly Struck,
    DateOnly? Withdrawn
);

public sealed record DemoList(
    ListKind Kind,
    string Title,
    string Source,
    string Letter,
    DateOnly Made,
    IReadOnlyList<DemoItem> Items
);

/// <summary>
/// The lists of a demo city: what a feedback from above is answered with, and what is to become better. The subjects
/// are the city's own categories at its own places.
/// </summary>
public static class DemoLists
{
    public static IReadOnlyList<DemoList> All(CaseRules rules, int seed)
    {
        var starts = rules.Playbook.City.Campaign.Starts;
        return
        [
            Make(
                rules,
                seed,
                ListKind.Rectify,
                "上级测评反馈问题整改清单（示例）",
                "上级文明办（示例）",
                "示例〔1〕号",
                starts.AddDays(24),
                42,
                1.3
            ),
            Make(
                rules,
                seed + 1,
                ListKind.Improve,
                "创建水平提升清单（示例）",
                "领导小组会议（示例）",
                "示例纪要〔2〕号",
                starts.AddDays(45),
                18,
                1.6
            ),
        ];
    }

    private static DemoList Make(
        CaseRules rules,
        int seed,
        ListKind kind,
        string title,
        string source,
        string letter,
        DateOnly made,
        int count,
        double slowness
    )
    {
        var categories = rules
            .Playbook.Problems.Themes.SelectMany(theme =>
                theme.Groups.SelectMany(group => group.Categories.Select(category => (Group: group.Name, Category: category)))
            )
            .ToList();
        var places = rules
            .Playbook.Places.Places.Where(place => rules.Organisation.PostOf(place.Owner, Role.UnitClerk) is not null)
            .OrderBy(place => place.Code, StringComparer.Ordinal)
            .ToList();
        if (places.Count == 0 || categories.Count == 0)
            return new DemoList(kind, title, source, letter, made, []);
        return new DemoList(
            kind,
            title,
            source,
            letter,
            made,
            [.. Enumerable.Range(0, count).Select(at => Item(rules, seed, at, made, places, categories, slowness))]
        );
    }

    private static DemoItem Item(
        CaseRules rules,
        int seed,
        int index,
        DateOnly made,
        List<Place> places,
        List<(string Group, Playbooks.Category Category)> categories,
        double slowness
    )
    {
        var dice = Dice.For(seed, "list item", index);
        var (place, (group, category)) = (dice.Pick(places), dice.Pick(categories));
        var (item, cause, measure) = Phrases.Plan(category.Name, dice);
        var added = made.AddDays(dice.Chance(0.8) ? 0 : dice.Between(1, 30));
        var due = added.AddDays(dice.Between(14, 45));
        var done = added.AddDays((int)(dice.Between(6, 60) * slowness));
        DateOnly? failed = dice.Chance(0.18) ? done.AddDays(dice.Between(1, 3)) : null;
        DateOnly? again = failed?.AddDays(dice.Between(2, 6));
        var seen = (again ?? done).AddDays(dice.Between(1, 4));
        var clerk = rules.Organisation.PostOf(place.Owner, Role.UnitClerk)!;
        return new DemoItem(
            new ItemValues(
                $"{place.Name}：{item}",
                cause,
                measure,
                due,
                dice.Chance(0.6) ? due.AddDays(-dice.Between(0, 7)) : null,
                place.Owner,
                dice.Chance(0.7) ? clerk.Code : "",
                "",
                place.Code,
                place.District,
                group
            ),
            added,
            done,
            dice.Chance(0.3),
            failed,
            again,
            seen,
            seen.AddDays(dice.Between(1, 3)),
            dice.Chance(0.04) ? added.AddDays(3) : null
        );
    }
}
