using CivicLoop.Core.Cases;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Plans;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Plans;

namespace CivicLoop.Web.Demo;

/// <summary>
/// The plans of a demo: three years, the points of a year, and a plan whose standards are decomposed by the rules of the
/// playbook. Most units reach the first milestone, a few are late, some are sent back.
/// </summary>
internal sealed class DemoPlans(CaseRules rules, DemoPeople people, int seed)
{
    private const int FirstMilestone = 45;
    private const int ReportAfter = 40;
    private const int CheckAfter = 43;
    private const int ProgressAfter = 60;
    private const int Every = 15;

    private readonly Dice dice = Dice.For(seed, "plans");
    private readonly List<Guid> tasks = [];

    private DateOnly Starts => rules.Playbook.City.Campaign.Starts;

    /// <summary>How many streams it made: plans, and tasks.</summary>
    public int Begin(CityTransaction transaction, DateTime at)
    {
        if (Of(Role.OfficeClerk) is not { } office)
            return 0;
        var (years, next) = (Starts.Year, new DateOnly(Starts.Year + 1, 12, 31));
        var above = Plan(
            transaction,
            office,
            at,
            new PlanWritten(
                PlanKind.ThreeYear,
                $"全国文明城市建设三年行动计划（{years}—{years + 2}年）（示例）",
                "对标测评体系，补短板、强弱项。\n健全常态长效机制。\n确保通过验收。",
                new DateOnly(years, 1, 1),
                new DateOnly(years + 2, 12, 31),
                null,
                [],
                []
            )
        );
        var annual = Plan(
            transaction,
            office,
            at,
            new PlanWritten(
                PlanKind.Annual,
                $"整改攻坚和{years + 1}年度工作要点（示例）",
                "完成整改攻坚。\n逐项落实测评体系。\n每周通报，每月测评。",
                Starts,
                next,
                above.State.Number,
                [],
                []
            )
        );
        var editions = rules.Playbook.Editions;
        var places = rules
            .Playbook.Places.Places.Select(place => new TaskPlace(
                place.Code,
                place.Name,
                place.Type,
                place.Owner,
                place.District,
                place.Street
            ))
            .ToList();
        var written = new PlanWritten(
            PlanKind.Implementation,
            "测评体系任务分解实施方案（示例）",
            "每条标准都有牵头单位、责任岗位、点位和佐证。",
            Starts,
            next,
            annual.State.Number,
            [.. editions.Select(edition => new EditionRef(edition.System, edition.Code))],
            []
        );
        var view = new PlanView(new PlanRow(default, Draft(written), null, null), editions, [], places, rules);
        MilestoneInput[] milestones =
        [
            new(Starts.AddDays(FirstMilestone), "完成自查自改，报送佐证（示例）"),
            new(next, "全部达标，佐证齐全（示例）"),
        ];
        var wishes = view
            .Standards.Select(row => (row, Proposal: view.Proposed(row.Ref, row.Located)))
            .Where(pair => pair.Proposal is not null)
            .Select(pair => new Wish(
                null,
                0,
                Wishes.Proposed(PlanView.Begin(pair.row.Ref, pair.row.Located, milestones), pair.Proposal!)
            ))
            .ToList();
        var plan = Taken(
            PlanStore.Draft(
                transaction,
                rules,
                Form(office, "按年度工作安排"),
                written with
                {
                    Units = [.. wishes.Select(wish => wish.Input!.Lead!).Distinct().Order(StringComparer.Ordinal)],
                },
                at
            )
        );
        Taken(TaskStore.Decompose(transaction, rules, Form(office, "按分解规则提议"), plan.Stream, wishes, view.World, at));
        // A city whose rules leave something to a hand keeps a draft that says what.
        if (wishes.Count == view.Standards.Count)
            Taken(PlanStore.Publish(transaction, rules, Form(office, "经领导小组审定"), plan.Stream, editions, places, at));
        tasks.AddRange(TaskStore.Of(transaction, plan.Stream).Select(task => task.Stream));
        return tasks.Count;
    }

    public void Live(CityTransaction transaction, DateOnly day)
    {
        var at = rules.Calendar.ToUtc(day, new TimeOnly(17, 0));
        switch (day.DayNumber - Starts.DayNumber)
        {
            case ReportAfter:
                Report(transaction, at);
                break;
            case CheckAfter:
                Each(transaction, at, TaskPhase.Running, Check);
                break;
            case ProgressAfter:
                Each(transaction, at, TaskPhase.Running, Progress);
                break;
        }
    }

    // A few units say nothing, and are late.
    private void Report(CityTransaction transaction, DateTime at)
    {
        var closed = transaction
            .Many(
                "select number, unit from cases where status = 'Closed' and unit is not null order by number desc limit 500",
                row => (Number: row.GetInt64(0), Unit: row.GetString(1))
            )
            .ToLookup(one => one.Unit, one => one.Number);
        if (closed.Count == 0)
            return;
        var any = closed.First().First();
        Each(
            transaction,
            at,
            TaskPhase.Running,
            (index, state) =>
                index % Every == 3
                    ? null
                    : new Step(
                        TaskAct.Report,
                        state.Next!.Post,
                        "节点已完成",
                        new TaskReport(
                            0,
                            0,
                            "已逐处自查并整改，佐证见案件。（示例）",
                            [new EvidenceLink(Evidence.Case, closed[state.Terms.Lead!].Append(any).First())]
                        )
                    )
        );
    }

    private Step? Check(int index, TaskState state) =>
        state.Milestones[0].Status != MilestoneStatus.Reported || state.Next is null ? null
        : index % Every == 7 ? new Step(TaskAct.Fail, state.Next.Post, "现场未达标", Empty)
        : new Step(TaskAct.Pass, state.Next.Post, "材料核查属实", Empty);

    private Step? Progress(int index, TaskState state) =>
        state.Passed == 0
            ? null
            : new Step(
                TaskAct.Progress,
                state.Terms.Post!,
                "按要求报送",
                new TaskReport(0, dice.Between(50, 90), "巩固成效，补齐设施。（示例）", [])
            );

    private static readonly TaskReport Empty = new(0, 0, "", []);

    private sealed record Step(TaskAct Act, string Post, string Reason, TaskReport Report);

    private void Each(CityTransaction transaction, DateTime at, TaskPhase phase, Func<int, TaskState, Step?> step)
    {
        foreach (var (index, stream) in tasks.Index())
            if (
                TaskStream.Kind.Load(transaction, stream).State is { } state
                && state.Phase == phase
                && step(index, state) is { } next
                && people.Of(next.Post) is [var first, ..]
            )
                Taken(
                    TaskStore.Act(transaction, rules, Form(first.Actor, next.Reason), stream, next.Act, next.Report, [], null, at)
                );
    }

    private Done<PlanState> Plan(CityTransaction transaction, Actor office, DateTime at, PlanWritten written)
    {
        var drafted = Taken(PlanStore.Draft(transaction, rules, Form(office, "按年度工作安排"), written, at));
        return Taken(PlanStore.Publish(transaction, rules, Form(office, "经领导小组审定"), drafted.Stream, [], [], at));
    }

    // Its standards and places are what counts; its words are only written once it is drafted.
    private static PlanState Draft(PlanWritten written) =>
        new(
            0,
            0,
            PlanStatus.Draft,
            new PlanHead(
                written.Kind,
                new TextRef(Guid.Empty, ""),
                new TextRef(Guid.Empty, ""),
                written.From,
                written.To,
                written.Parent,
                written.Editions,
                written.Units
            ),
            default,
            null,
            null,
            null
        );

    private Actor? Of(Role role) =>
        rules.Organisation.Covering(role, null) is { } post && people.Of(post.Code) is [var first, ..] ? first.Actor : null;

    private static ActForm Form(Actor by, string reason) => new(Guid.CreateVersion7(), by, "desk", reason, null, null);

    private static T Taken<T>(Outcome<T> outcome)
        where T : class =>
        outcome.Value ?? throw new InvalidOperationException($"the door refused what the demo was allowed: {outcome.Refusal}");
}
