using CivicLoop.Core.Cases;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Events;
using CivicLoop.Core.Guidance;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Guidance;

namespace CivicLoop.Web.Demo;

/// <summary>
/// In a city of an autonomous region a team of the region stays for the last weeks of a demo: two parts, a schedule, and what
/// they said, in every state. All of it is a sample and says so.
/// </summary>
internal sealed class DemoGuidance
{
    private const int Before = 24;
    private const int After = 20;

    private static readonly TimeOnly Hour = new(16, 30);

    private readonly City city;
    private readonly CaseRules rules;
    private readonly DemoPeople people;
    private readonly DateOnly last;
    private readonly DemoPeople members;
    private readonly IReadOnlyList<TeamPart> parts;
    private readonly IReadOnlyList<string> units;
    private readonly List<(Guid Stream, int From)> said = [];

    // Days before the last, part, what, to a unit or to the office.
    private static readonly (int Days, int Part, string Words, bool ToUnit)[] Words =
    [
        (20, 0, "沿街门店乱堆乱放，非机动车停放无序，请责任单位说明整改安排。（示例）", true),
        (14, 1, "老旧小区楼道堆物较多，公益广告破损，请尽快整改并回复。（示例）", true),
        (8, 0, "农贸市场周边环境脏乱，建议按案件办理。（示例）", false),
        (5, 0, "部分路口秩序较差，志愿服务点位无人值守。（示例）", false),
        (2, 1, "公共厕所保洁不到位，请责任单位现场核实。（示例）", true),
        (1, 1, "商业街消防通道被占用，请创城办协调。（示例）", false),
    ];

    public DemoGuidance(City city, CaseRules rules, DemoPeople people, int seed, DateOnly last)
    {
        (this.city, this.people, this.last) = (city, people, last);
        var districts = rules.Playbook.City.Districts.Select(district => district.Code).ToList();
        parts = [Part(1, "第一片区组", [.. districts.Take(1)]), Part(2, "第二片区组", [.. districts.Skip(1)])];
        var unit = new Unit($"{UnitKinds.Guidance}-1", "自治区指导组", UnitKinds.Guidance, null, null, Sample: true);
        var posts = parts.Select(part => new Post(part.Post, part.Name, unit.Code, Role.Guide, null)).ToList();
        this.rules = rules with
        {
            Organisation = new OrganisationNow([.. rules.Organisation.Units, unit], [.. rules.Organisation.Posts, .. posts]),
        };
        var team = new OrganisationNow([unit], posts);
        members = new DemoPeople(team, seed, rules.Calendar.ToUtc(First, Hour));
        units =
        [
            .. rules
                .Organisation.Units.Where(one => one.Kind == "bureau" && rules.Organisation.ClerkOf(one.Code) is not null)
                .OrderBy(one => one.Code, StringComparer.Ordinal)
                .Select(one => one.Code),
        ];
        Users = IsHere ? DemoUsers.Make(city, members, team, rules.Calendar.ToUtc(First, Hour)) : [];
    }

    /// <summary>Who can sign in as a member.</summary>
    public IReadOnlyList<DemoUsers.Made> Users { get; }

    private DateOnly First => last.AddDays(-Before);

    private bool IsHere => DemoUpstream.IsOfRegion(rules.Playbook) && rules.Playbook.City.Districts.Count > 1 && units.Count > 2;

    public void Live(CityTransaction transaction, DateOnly day)
    {
        if (!IsHere || day < First)
            return;
        var at = rules.Calendar.ToUtc(day, Hour);
        var days = last.DayNumber - day.DayNumber;
        if (days == Before)
            Arrive(transaction, at);
        foreach (var (about, index) in Words.Select((about, index) => (about, index)).Where(one => one.about.Days == days))
            Say(transaction, about, index, at);
        foreach (var (stream, from) in said.ToList())
            Follow(transaction, stream, from, from - days, at);
    }

    private void Arrive(CityTransaction transaction, DateTime at)
    {
        Taken(
            TeamStore.Open(
                transaction,
                rules,
                Form(Office, "按上级通知登记", at),
                new TeamInput(
                    "自治区",
                    "自治区指导组",
                    First,
                    last.AddDays(After),
                    [.. parts.Select(part => new PartInput(part.Name, part.Ground))],
                    [
                        new TeamBeat(TeamBeatKind.Dispatch, "指导组定期调度", "1 week", "Tuesday", new TimeOnly(10, 0)),
                        new TeamBeat(TeamBeatKind.Feedback, "指导组定期反馈", "1 week", "Thursday", new TimeOnly(16, 0)),
                        new TeamBeat(TeamBeatKind.Bulletin, "指导组定期通报", "1 half-month", null, new TimeOnly(11, 0)),
                    ]
                ),
                at
            )
        );
        DemoUsers.Insert(transaction, Users, at);
    }

    private void Say(CityTransaction transaction, (int Days, int Part, string Words, bool ToUnit) about, int index, DateTime at)
    {
        var part = parts[about.Part];
        var given = Taken(
            FeedbackStore.Give(
                transaction,
                rules,
                Form(Member(part), about.Words, at),
                new FeedbackInput(
                    part.Ground.Districts[index % part.Ground.Districts.Count],
                    null,
                    null,
                    about.ToUnit ? units[index % units.Count] : null,
                    []
                ),
                at
            )
        );
        said.Add((given.Stream, about.Days));
    }

    // What became of it, so many days after it was said.
    private void Follow(CityTransaction transaction, Guid stream, int from, int after, DateTime at)
    {
        var state = FeedbackStream.Kind.Load(transaction, stream).State!;
        void Answer(string words) =>
            Taken(FeedbackStore.Answer(transaction, rules, stream, Form(Clerk(state.Unit!), words, at), [], at));
        void Weigh(bool settled, string words) =>
            Taken(
                FeedbackStore.Weigh(
                    transaction,
                    rules,
                    stream,
                    Form(Member(parts.First(part => part.Post == state.Post)), words, at),
                    settled,
                    at
                )
            );
        switch (from, after)
        {
            case (20, 3):
                Answer("已组织集中整治，门店全部签订责任书。（示例）");
                return;
            case (20, 5):
                Weigh(true, "现场复看，整改到位。（示例）");
                return;
            case (14, 3):
                Answer("已清理楼道，公益广告正在更换。（示例）");
                return;
            case (14, 5):
                Weigh(false, "仍有两栋楼未清理，请继续整改。（示例）");
                return;
            case (14, 9):
                Answer("两栋楼已全部清理，公益广告更换完毕。（示例）");
                return;
            case (8, 1):
                File(transaction, stream, state, at);
                return;
            case (5, 1):
                Taken(FeedbackStore.Ask(transaction, rules, stream, Form(Office, "请核实并限期答复指导组", at), units[^1], at));
                return;
        }
    }

    private void File(CityTransaction transaction, Guid stream, FeedbackState state, DateTime at)
    {
        if (FeedbackStore.At(city, rules, state) is not { } spot)
            return;
        Taken(
            FeedbackStore.File(
                city.Database,
                transaction,
                rules,
                stream,
                state,
                Form(Office, "情况属实，按案件办理", at),
                rules.Playbook.Problems.Categories.First().Code,
                spot,
                at
            )
        );
    }

    private Actor Office => people.Of(rules.Organisation.Covering(Role.OfficeClerk, null)!.Code)[0].Actor;

    private Actor Clerk(string unit) => people.Of(rules.Organisation.ClerkOf(unit)!.Code)[0].Actor;

    private Actor Member(TeamPart part) => members.Of(part.Post)[0].Actor with { Ground = part.Ground };

    private static TeamPart Part(int number, string name, IReadOnlyList<string> districts) =>
        new($"{UnitKinds.Guidance}-1-{number}", name, new Ground(false, districts, []));

    private static ActForm Form(Actor by, string reason, DateTime at) =>
        new(Guid.CreateVersion7(at), by, "desk", reason, HappenedAt: null, Expected: null);

    private static T Taken<T>(Outcome<T> outcome)
        where T : class =>
        outcome.Value ?? throw new InvalidOperationException($"the demo's team was refused: {outcome.Refusal}");
}
