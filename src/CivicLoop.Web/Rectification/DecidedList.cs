using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Rectification;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Rectification;

/// <summary>A list of what was decided or promised somewhere, made in the caller's transaction: who does what by when.</summary>
public static class DecidedList
{
    /// <returns>The list and the numbers of its items; no list where nothing was decided.</returns>
    /// <exception cref="UndoneException">One of them cannot be an item: the whole act is undone.</exception>
    public static (Guid? List, IReadOnlyList<long> Items) Make(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        string title,
        string source,
        string letter,
        DateOnly day,
        IEnumerable<(string What, string Unit, DateOnly Due)> decided,
        DateTime recordedAt
    )
    {
        var rows = decided.ToList();
        if (rows.Count == 0)
            return (null, []);
        var input = new ListInput(ListKind.Rectify, title, source, letter, day, rows.Max(one => one.Due));
        var list = Yes(ListStore.Make(transaction, form with { Id = Guid.CreateVersion7() }, input, recordedAt));
        return (
            list.Id,
            [
                .. rows.Select(one =>
                    Yes(
                        ItemStore.Add(
                            transaction,
                            rules,
                            form with
                            {
                                Id = Guid.CreateVersion7(),
                                Expected = null,
                            },
                            list.Id,
                            new ItemValues(
                                one.What,
                                "",
                                "",
                                one.Due,
                                null,
                                one.Unit,
                                "",
                                "",
                                "",
                                ItemNames.DistrictOf(rules.Organisation, rules.Playbook, one.Unit),
                                ""
                            ),
                            null,
                            recordedAt
                        )
                    ).Number
                ),
            ]
        );
    }

    private static T Yes<T>(Outcome<T> outcome)
        where T : class => outcome.Refusal is { } refusal ? throw new UndoneException(refusal) : outcome.Value!;
}
