using CivicLoop.Core.Cases;
using CivicLoop.Core.Maps;
using CivicLoop.Web.Cases;

namespace CivicLoop.Web.Maps;

/// <summary>A filter of the list as the map asks it: the same cases, as far as the same reader sees.</summary>
public static class CaseDotFilter
{
    public static DotFilter Of(CaseFilter filter, CaseListAsk ask)
    {
        var (unit, _, district) = CaseListQuery.Within(filter, ask);
        var known = filter.Status is not (null or CaseFilter.Open or CaseFilter.Ended);
        return new DotFilter(
            Status: known ? Enum.Parse<CaseStatus>(filter.Status!) : null,
            Ended: filter.BurnsFirst || filter.Status == CaseFilter.Open ? false
                : filter.Status == CaseFilter.Ended ? true
                : null,
            Owed: filter.BurnsFirst,
            Light: filter.Light,
            Categories: filter.Category is { } category ? [category] : null,
            Themed: filter.Theme is { } theme
                ?
                [
                    .. ask
                        .Playbook.Problems.Categories.Select(one => one.Code)
                        .Where(code => ask.Playbook.ThemeOf(code)?.Code == theme),
                ]
                : null,
            District: district,
            Street: filter.Street,
            Unit: unit,
            FoundBy: filter.FoundBy,
            Reporter: filter.Mine ? Data.Values.Id(ask.Reader.Person) : null,
            From: filter.Days is null ? null : ask.Since,
            Failed: filter.Trouble == CaseFilter.Failed,
            Reopened: filter.Trouble == CaseFilter.Reopened
        );
    }

    /// <summary>
    /// Whether the map can answer a filter by itself. Whatever it does not know, words and parts of a filter that came
    /// later, it asks of the list: better fewer cases than one that the reader may not see.
    /// </summary>
    public static bool Knows(CaseFilter filter) =>
        filter.Trouble is null or CaseFilter.Failed or CaseFilter.Reopened
        && filter
            == new CaseFilter(
                Status: filter.Status,
                District: filter.District,
                Street: filter.Street,
                Theme: filter.Theme,
                Category: filter.Category,
                Unit: filter.Unit,
                Light: filter.Light,
                FoundBy: filter.FoundBy,
                Days: filter.Days,
                Trouble: filter.Trouble,
                Mine: filter.Mine,
                ByDue: filter.ByDue
            );

    /// <summary>What the list found, as many as it looks through.</summary>
    public static DotFilter Found(IReadOnlyList<long> numbers) => new(Numbers: numbers);
}
