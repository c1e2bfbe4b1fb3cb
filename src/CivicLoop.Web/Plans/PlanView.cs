using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Plans;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Places;
using CivicLoop.Web.Site;
using CivicLoop.Web.Standards;

namespace CivicLoop.Web.Plans;

/// <summary>A plan with all that it is judged by: its editions, its tasks, the places of the city.</summary>
/// <param name="Places">All of the city, with their owners of the day.</param>
public sealed record PlanView(
    PlanRow Plan,
    IReadOnlyList<Edition> Editions,
    IReadOnlyList<TaskRow> Tasks,
    IReadOnlyList<TaskPlace> Places,
    CaseRules Rules
)
{
    /// <summary>More than any city has.</summary>
    private const int MostPlaces = 100_000;

    private readonly Dictionary<StandardRef, TaskRow> serving = Tasks
        .SelectMany(task => task.Terms.Standards.Select(standard => (standard, task)))
        .GroupBy(pair => pair.standard)
        .ToDictionary(pairs => pairs.Key, pairs => pairs.First().task);

    /// <summary>What there is to do, system by system, in the order of the trees.</summary>
    public IReadOnlyList<(StandardRef Ref, Located Located)> Standards { get; } =
    [
        .. Editions.SelectMany(edition =>
            edition
                .Located.Where(located => Decomposing.Asks(located.Standard))
                .Select(located => (new StandardRef(edition.System, located.Standard.Code), located))
        ),
    ];

    public ILookup<string, TaskPlace> ByType { get; } = Places.ToLookup(place => place.Type);

    public TaskWorld World => new(Standards.Select(one => one.Ref).ToHashSet());

    public TaskRow? Serving(StandardRef standard) => serving.GetValueOrDefault(standard);

    public Located? Find(StandardRef standard) =>
        Editions.FirstOrDefault(edition => edition.System == standard.System)?.Find(standard.Code);

    public Proposal? Proposed(StandardRef standard, Located located) =>
        Decomposing.ByRule(Rules, standard.System, located, ByType);

    public IReadOnlyList<Gap> Gaps() =>
        PlanGaps.Of(
            Plan.State,
            [.. Tasks.Select(task => task.State)],
            Editions,
            Places,
            Rules.Organisation,
            Tasks.ToDictionary(task => task.State.Number, task => task.Title ?? task.State.Code)
        );

    /// <summary>Where the page of a standard is, below the city.</summary>
    public string? PathOf(StandardRef standard) =>
        Editions.FirstOrDefault(edition => edition.System == standard.System) is { } edition
            ? $"standards/{standard.System}/{edition.Code}/{standard.Code}"
            : null;

    /// <summary>A task for one standard as it begins: called as the standard, about its places, due in the middle and at the end of the plan.</summary>
    public TaskInput Fresh(StandardRef standard, Located located, Sentences t)
    {
        var head = Plan.Head;
        var days = head.To.DayNumber - head.From.DayNumber;
        MilestoneInput[] milestones =
            days < 60
                ? [new(head.To, t["plans.milestone.end"])]
                : [new(head.From.AddDays(days / 2), t["plans.milestone.middle"]), new(head.To, t["plans.milestone.end"])];
        return Begin(standard, located, milestones);
    }

    /// <summary>A task for one standard that nobody has yet.</summary>
    public static TaskInput Begin(StandardRef standard, Located located, IReadOnlyList<MilestoneInput> milestones) =>
        new(
            located.Standard.Text,
            [standard],
            null,
            [],
            null,
            located.Standard.Places,
            [],
            Decomposing.Asked(located.Standard),
            milestones,
            null
        );

    /// <summary>A task as it stands, for changing a part of it.</summary>
    public static TaskInput Now(TaskRow task) =>
        new(
            task.Title ?? task.State.Code,
            task.Terms.Standards,
            task.Terms.Lead,
            task.Terms.With,
            task.Terms.Post,
            task.Terms.PlaceTypes,
            task.Terms.Places,
            task.Terms.Evidence,
            [.. task.State.Milestones.Select((one, at) => new MilestoneInput(one.Day, task.Milestones[at] ?? "—"))],
            task.Terms.Rule
        );

    public static PlanView Of(DbConnection connection, EditionReads editions, PlanRow plan, CaseRules rules, DateOnly today) =>
        new(
            plan,
            plan.State.Decomposes ? Named(connection, editions, plan.Head) : [],
            plan.State.Decomposes ? PlanReads.Tasks(connection, plan.Stream) : [],
            plan.State.Decomposes ? Spots(connection, today) : [],
            rules
        );

    /// <summary>The editions that a plan names, whether or not others follow them already.</summary>
    private static List<Edition> Named(DbConnection connection, EditionReads editions, PlanHead head)
    {
        var versions = EditionReads.Versions(connection);
        return
        [
            .. head
                .Editions.Select(named => versions.LastOrDefault(one => one.System == named.System && one.Code == named.Code))
                .OfType<EditionVersion>()
                .Select(version => editions.Of(connection, version.Id)),
        ];
    }

    public static List<TaskPlace> Spots(DbConnection connection, DateOnly today) =>
        [
            .. PlaceReads
                .Search(connection, new PlaceFilter(), today, MostPlaces)
                .Select(place => new TaskPlace(place.Code, place.Name, place.Type, place.Owner, place.District, place.Street)),
        ];
}
