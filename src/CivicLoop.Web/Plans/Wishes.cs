using System.Text.Json;
using System.Text.Json.Serialization;
using CivicLoop.Core.Plans;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Plans;

/// <summary>What the matrix is to become: by a click, by rule, over many rows at once or from a table.</summary>
public static class Wishes
{
    /// <summary>A cell of the matrix: the standard's task is led by the unit, helped by it, or rid of it.</summary>
    public static Wish? OfCell(PlanView view, StandardRef standard, string unit, CellMode mode, Sentences t)
    {
        if (view.Find(standard) is not { } located)
            return null;
        var task = view.Serving(standard);
        var now = task is null ? view.Fresh(standard, located, t) : PlanView.Now(task);
        var input = mode switch
        {
            CellMode.Lead => Led(now, unit),
            CellMode.With => now.Lead == unit
                ? now with
                {
                    Lead = null,
                    Post = null,
                    Rule = null,
                    With = [.. now.With, unit],
                }
                : now with
                {
                    With = now.With.Contains(unit) ? [.. now.With.Where(one => one != unit)] : [.. now.With, unit],
                },
            _ => now with
            {
                Lead = now.Lead == unit ? null : now.Lead,
                Post = now.Lead == unit ? null : now.Post,
                Rule = now.Lead == unit ? null : now.Rule,
                With = [.. now.With.Where(one => one != unit)],
            },
        };
        return Of(task, Bare(input) ? null : input, now);
    }

    /// <summary>What the rules propose for everything that nobody leads.</summary>
    public static IEnumerable<Wish> ByRule(PlanView view, IEnumerable<StandardRef> standards, Sentences t)
    {
        var seen = new HashSet<long>();
        foreach (var standard in standards)
        {
            var task = view.Serving(standard);
            if (
                task?.Terms.Lead is not null
                || view.Find(standard) is not { } located
                || task is not null && !seen.Add(task.State.Number)
            )
                continue;
            if (view.Proposed(standard, located) is not { } proposal)
                continue;
            var now = task is null ? view.Fresh(standard, located, t) : PlanView.Now(task);
            if (Of(task, Proposed(now, proposal), now) is { } wish)
                yield return wish;
        }
    }

    /// <summary>A task as a rule would have it.</summary>
    public static TaskInput Proposed(TaskInput now, Proposal proposal) =>
        now with
        {
            Lead = proposal.Lead,
            With = [.. proposal.With.Union(now.With).Where(unit => unit != proposal.Lead)],
            Post = proposal.Post,
            Evidence = proposal.Evidence,
            Rule = proposal.Rule.Code,
        };

    /// <summary>The same lead and units for many standards.</summary>
    /// <param name="lead">Empty for whoever leads now.</param>
    /// <param name="with">Units that help from now on, beside those that do.</param>
    public static IEnumerable<Wish> Over(
        PlanView view,
        IEnumerable<StandardRef> standards,
        string lead,
        IReadOnlyCollection<string> with,
        Sentences t
    )
    {
        var seen = new HashSet<long>();
        foreach (var standard in standards)
        {
            var task = view.Serving(standard);
            if (view.Find(standard) is not { } located || task is not null && !seen.Add(task.State.Number))
                continue;
            var now = task is null ? view.Fresh(standard, located, t) : PlanView.Now(task);
            var led = lead.Length == 0 ? now : Led(now, lead);
            var input = led with { With = [.. led.With.Union(with).Where(unit => unit != led.Lead)] };
            if (!Bare(input) && Of(task, input, now) is { } wish)
                yield return wish;
        }
    }

    /// <summary>All of the standards become one task: the first one's, which the others are given to.</summary>
    public static IReadOnlyList<Wish> Joined(PlanView view, IReadOnlyList<StandardRef> standards)
    {
        var tasks = standards.Select(view.Serving).OfType<TaskRow>().DistinctBy(task => task.State.Number).ToList();
        if (tasks.Count == 0 || standards.Count < 2)
            return [];
        var now = PlanView.Now(tasks[0]);
        var inputs = tasks.Select(PlanView.Now).ToList();
        var joined = now with
        {
            Standards = [.. inputs.SelectMany(input => input.Standards).Union(standards)],
            With =
            [
                .. inputs
                    .SelectMany(input => input.With.Append(input.Lead ?? ""))
                    .Where(unit => unit.Length > 0 && unit != now.Lead)
                    .Distinct(),
            ],
            PlaceTypes =
            [
                .. inputs
                    .SelectMany(input => input.PlaceTypes)
                    .Union(standards.SelectMany(one => view.Find(one)?.Standard.Places ?? [])),
            ],
            Places = [.. inputs.SelectMany(input => input.Places).Distinct()],
            Evidence = [.. inputs.SelectMany(input => input.Evidence).Distinct()],
        };
        return Of(tasks[0], joined, now) is { } wish
            ? [wish, .. tasks.Skip(1).Select(task => new Wish(task.State.Number, task.State.Version, null))]
            : [];
    }

    /// <summary>Null where nothing would change.</summary>
    public static Wish? Of(TaskRow? task, TaskInput? input, TaskInput? now = null) =>
        task is null
            ? input is null
                ? null
                : new Wish(null, 0, input)
            : input?.Said == (now ?? PlanView.Now(task)).Said
                ? null
                : new Wish(task.State.Number, task.State.Version, input);

    /// <summary>For a hidden field between looking and doing. What comes back is judged anew.</summary>
    public static string Write(IReadOnlyList<Wish> wishes) =>
        JsonSerializer.Serialize(wishes, WishContext.Default.IReadOnlyListWish);

    /// <summary>Null for what is none.</summary>
    public static IReadOnlyList<Wish>? Read(string text)
    {
        try
        {
            return
                JsonSerializer.Deserialize(text, WishContext.Default.IReadOnlyListWish) is { } wishes
                && wishes.All(wish =>
                    wish
                        is {
                            Input: null
                                or {
                                    Title: not null,
                                    Standards: not null,
                                    With: not null,
                                    PlaceTypes: not null,
                                    Places: not null,
                                    Evidence: not null,
                                    Milestones: not null
                                }
                        }
                )
                ? wishes
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TaskInput Led(TaskInput now, string unit) =>
        now.Lead == unit
            ? now
            : now with
            {
                Lead = unit,
                Post = null,
                Rule = null,
                With = [.. now.With.Where(one => one != unit)],
            };

    // A task of one standard that nobody has is no task.
    private static bool Bare(TaskInput input) => input.Lead is null && input.With.Count == 0 && input.Standards.Count == 1;
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(IReadOnlyList<Wish>))]
internal sealed partial class WishContext : JsonSerializerContext;
