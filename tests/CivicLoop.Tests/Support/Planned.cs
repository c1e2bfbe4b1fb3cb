using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Plans;
using CivicLoop.Core.Playbooks;
using CivicLoop.Core.Standards;
using Shouldly;

namespace CivicLoop.Tests.Support;

/// <summary>A small edition, rules that decompose it in the small city, and plans and tasks walked act by act.</summary>
public static class Planned
{
    public static readonly DateOnly From = new(2020, 11, 1);
    public static readonly DateOnly To = new(2021, 10, 31);

    /// <summary>Two standards of the spot, one on paper, and one put together from others.</summary>
    public static readonly Edition Edition = new(
        "city",
        "small-1",
        "小城测评体系",
        400,
        [
            new Project(
                "order",
                "公共秩序",
                [
                    new Indicator(
                        "order-trade",
                        "经营秩序",
                        [
                            new Content(
                                "order-trade-market",
                                "集贸市场",
                                [
                                    Standard("m-1", "市场内无暴露垃圾", [Method.Field], ["market"], "litter"),
                                    Standard("m-2", "市场有管理制度", [Method.Material], [], null) with
                                    {
                                        Materials = [MaterialPart.Mechanism],
                                    },
                                    new Standard(
                                        "m-3",
                                        "市场总体",
                                        [Method.Overall],
                                        100,
                                        [],
                                        1,
                                        [new Scored(new Composite(["m-1"]), null, 1)]
                                    ),
                                ]
                            ),
                            new Content(
                                "order-trade-street",
                                "街面",
                                [Standard("s-1", "街面无占道经营", [Method.Field], ["street"], "stall")]
                            ),
                        ]
                    ),
                ]
            ),
        ],
        Sample: true
    );

    public static readonly IReadOnlyList<TaskRule> TaskRules =
    [
        Rule("ghosts", "无人单位牵头", "empty", places: ["market"]),
        Rule("as-dispatched", "按派遣规则", TaskRule.Dispatch, categories: ["litter", "stall"], with: ["market"]),
        Rule("paper", "材料归市场监管局", "market", methods: ["material"]),
    ];

    public static readonly CaseRules Rules = SmallCity.Rules with { Playbook = SmallCity.Playbook with { Tasks = TaskRules } };

    public static readonly IReadOnlyList<TaskPlace> Spots =
    [
        new("p-1", "北市场", "market", "market", SmallCity.North, null),
        new("p-2", "一号街", "street", "north", SmallCity.North, null),
        new("p-3", "二号街", "street", "south", SmallCity.South, null),
        new("p-4", "三号街", "street", "south", SmallCity.South, null),
    ];

    public static ILookup<string, TaskPlace> ByType => Spots.ToLookup(spot => spot.Type);

    public static PlanHead Head(PlanKind kind = PlanKind.Implementation) =>
        new(
            kind,
            SmallCity.Text(1),
            SmallCity.Text(2),
            From,
            To,
            null,
            kind == PlanKind.Implementation ? [new EditionRef("city", "small-1")] : [],
            kind == PlanKind.Implementation ? ["market", "north"] : []
        );

    public static TaskTerms Terms(string lead = "market", params string[] standards) =>
        new(
            SmallCity.Text(3),
            [.. (standards.Length == 0 ? ["m-1"] : standards).Select(code => new StandardRef("city", code))],
            lead,
            [],
            $"{lead}-clerk",
            ["market"],
            [],
            [Evidence.Photo],
            [
                new Milestone(new DateOnly(2020, 12, 31), SmallCity.Text(4)),
                new Milestone(new DateOnly(2021, 6, 30), SmallCity.Text(5)),
            ],
            null
        );

    public static Act By(Actor actor, DateTime? at = null) =>
        new(SmallCity.Id(1), actor, at ?? SmallCity.Monday, at ?? SmallCity.Monday, "desk", SmallCity.Text(9));

    public static PlanState After(PlanState? state, PlanCommand command, Actor by)
    {
        var outcome = PlanDecide.Decide(state, command, By(by), Rules);
        outcome.Refusal.ShouldBeNull();
        return PlanDecide.Evolve(state, outcome.Value!, By(by).Made);
    }

    public static string? No(PlanState? state, PlanCommand command, Actor by) =>
        PlanDecide.Decide(state, command, By(by), Rules).Refusal?.Code;

    public static TaskState After(TaskState? state, TaskCommand command, PlanState plan, Actor by, DateTime? at = null)
    {
        var outcome = TaskDecide.Decide(state, command, plan, By(by, at), Rules);
        outcome.Refusal.ShouldBeNull();
        return TaskEvolve.Evolve(state, outcome.Value!, By(by, at).Made);
    }

    public static string? No(TaskState? state, TaskCommand command, PlanState plan, Actor by) =>
        TaskDecide.Decide(state, command, plan, By(by), Rules).Refusal?.Code;

    public static PlanState Draft => After(null, new DraftPlan(1, Head(), null), SmallCity.Clerk);

    public static PlanState Published => After(Draft, new PublishPlan(null, []), SmallCity.Clerk);

    public static TaskState Task(long number = 1, TaskTerms? terms = null) =>
        After(null, new SetTask(number, SmallCity.Id(5), $"1-{number:000}", terms ?? Terms(), []), Draft, SmallCity.Clerk);

    public static TaskState Running => After(Task(), new BeginTask(), Published, SmallCity.Clerk);

    private static Standard Standard(string code, string text, Method[] methods, string[] places, string? category) =>
        new(code, text, methods, 100, places, 1, [new Scored(new Present(), null, 1)]) { Category = category };

    private static TaskRule Rule(
        string code,
        string name,
        string lead,
        string[]? methods = null,
        string[]? places = null,
        string[]? categories = null,
        string[]? with = null
    ) => new(code, name, [], [], [], [], methods ?? [], places ?? [], categories ?? [], lead, with ?? [], null, [], Sample: true);
}
