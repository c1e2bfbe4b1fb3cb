using CivicLoop.Core.Organisation;
using CivicLoop.Core.Standards;

namespace CivicLoop.Core.Plans;

/// <summary>What a plan may lack, in the order in which it is told.</summary>
public enum GapKind
{
    /// <summary>A standard that no task serves.</summary>
    Standard,

    /// <summary>A task that serves a standard which its edition does not have.</summary>
    Unknown,
    Lead,
    Post,
    Place,
    Evidence,
    Milestone,

    /// <summary>A unit that the plan names and that no task asks anything of.</summary>
    Unit,

    /// <summary>A place of a type that standards are about, and no task covers it.</summary>
    Ground,

    /// <summary>Nothing at all: an edition that is not there.</summary>
    Edition,
}

/// <param name="Code">Of the standard, unit, place or edition; null where it is a task that lacks something.</param>
/// <param name="Task">Number of the task; null where none is there.</param>
public sealed record Gap(GapKind Kind, string Code, string Name, long? Task = null);

/// <summary>A place as coverage looks at it.</summary>
public sealed record TaskPlace(string Code, string Name, string Type, string? Owner, string District, string? Street);

/// <summary>
/// Coverage: every standard has a task, every task a lead, a post, places and evidence, every unit a task, every place
/// a task that is about it. What is missing is told one by one; a plan is published when nothing is.
/// </summary>
public static class PlanGaps
{
    /// <param name="editions">Those that the plan names, as far as they are there.</param>
    /// <param name="titles">Titles of the tasks by their number.</param>
    public static IReadOnlyList<Gap> Of(
        PlanState plan,
        IReadOnlyCollection<TaskState> tasks,
        IReadOnlyCollection<Edition> editions,
        IReadOnlyCollection<TaskPlace> places,
        OrganisationNow organisation,
        IReadOnlyDictionary<long, string> titles
    )
    {
        if (!plan.Decomposes)
            return [];
        var gaps = new List<Gap>();
        foreach (var named in plan.Head.Editions)
            if (editions.All(edition => edition.System != named.System || edition.Code != named.Code))
                gaps.Add(new Gap(GapKind.Edition, named.Code, named.Code));
        var standards = editions
            .SelectMany(edition =>
                edition
                    .Standards.Where(Decomposing.Asks)
                    .Select(standard => (Ref: new StandardRef(edition.System, standard.Code), Standard: standard))
            )
            .ToDictionary(pair => pair.Ref, pair => pair.Standard);
        var live = tasks.Where(task => task.Phase != TaskPhase.Dropped).OrderBy(task => task.Number).ToList();
        var served = live.SelectMany(task => task.Terms.Standards).ToHashSet();
        gaps.AddRange(
            standards
                .Where(pair => !served.Contains(pair.Key))
                .Select(pair => new Gap(GapKind.Standard, pair.Key.ToString(), pair.Value.Text))
        );
        foreach (var task in live)
            gaps.AddRange(
                OfTask(task, standards, organisation)
                    .Select(kind => new Gap(kind, task.Code, titles.GetValueOrDefault(task.Number, task.Code), task.Number))
            );
        var asked = live.SelectMany(task => task.Units).ToHashSet();
        gaps.AddRange(
            plan.Head.Units.Where(unit => !asked.Contains(unit))
                .Select(unit => new Gap(GapKind.Unit, unit, organisation.Unit(unit)?.Name ?? unit))
        );
        gaps.AddRange(Ground(live, standards, places));
        return gaps;
    }

    private static IEnumerable<GapKind> OfTask(
        TaskState task,
        Dictionary<StandardRef, Standard> standards,
        OrganisationNow organisation
    )
    {
        var terms = task.Terms;
        if (terms.Standards.Any(one => !standards.ContainsKey(one)))
            yield return GapKind.Unknown;
        if (terms.Lead is null || organisation.ClerkOf(terms.Lead) is null)
            yield return GapKind.Lead;
        else if (terms.Post is null || organisation.Post(terms.Post) is not { Closed: false } post || post.Unit != terms.Lead)
            yield return GapKind.Post;
        if (
            terms.PlaceTypes.Count == 0
            && terms.Places.Count == 0
            && terms.Standards.Any(one => standards.TryGetValue(one, out var standard) && standard.Places.Count > 0)
        )
            yield return GapKind.Place;
        if (terms.Evidence.Count == 0)
            yield return GapKind.Evidence;
        if (terms.Milestones.Count == 0)
            yield return GapKind.Milestone;
    }

    // A place is covered by a task that serves a standard of its type, and names the type or the place itself.
    private static IEnumerable<Gap> Ground(
        List<TaskState> tasks,
        Dictionary<StandardRef, Standard> standards,
        IReadOnlyCollection<TaskPlace> places
    )
    {
        var asked = standards.Values.SelectMany(standard => standard.Places).ToHashSet();
        var (types, named) = (new HashSet<string>(), new HashSet<(string Type, string Place)>());
        foreach (var task in tasks)
        foreach (var type in task.Terms.Standards.SelectMany(one => standards.GetValueOrDefault(one)?.Places ?? []).Distinct())
        {
            if (task.Terms.PlaceTypes.Contains(type))
                types.Add(type);
            named.UnionWith(task.Terms.Places.Select(place => (type, place)));
        }
        return places
            .Where(place =>
                asked.Contains(place.Type) && !types.Contains(place.Type) && !named.Contains((place.Type, place.Code))
            )
            .OrderBy(place => place.Type, StringComparer.Ordinal)
            .ThenBy(place => place.Code, StringComparer.Ordinal)
            .Select(place => new Gap(GapKind.Ground, place.Code, place.Name));
    }
}
