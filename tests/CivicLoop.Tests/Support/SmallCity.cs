using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Tests.Support;

/// <summary>
/// A city small enough to hold in the head: two districts, a market bureau, and one post for every role.
/// Its working day is 09:00-12:00 and 13:30-18:30, its calendar knows 2020 and 2021.
/// </summary>
public static class SmallCity
{
    public const string North = "990101";
    public const string South = "990102";

    public static readonly IReadOnlyList<Slot> WorkingDay =
    [
        new(new TimeOnly(9, 0), new TimeOnly(12, 0)),
        new(new TimeOnly(13, 30), new TimeOnly(18, 30)),
    ];

    /// <summary>Golden week of 2020 and Spring Festival of 2021 with the weekend days worked in exchange.</summary>
    public static readonly IReadOnlyList<CalendarDay> Differing =
    [
        .. Days("2020-10-01", "2020-10-08", works: false, "国庆节、中秋节"),
        .. Days("2020-09-27", "2020-09-27", works: true, "国庆节、中秋节"),
        .. Days("2020-10-10", "2020-10-10", works: true, "国庆节、中秋节"),
        .. Days("2021-01-01", "2021-01-03", works: false, "元旦"),
        .. Days("2021-02-07", "2021-02-07", works: true, "春节"),
        .. Days("2021-02-11", "2021-02-17", works: false, "春节"),
        .. Days("2021-02-20", "2021-02-20", works: true, "春节"),
    ];

    public static readonly WorkCalendar Calendar = new(
        TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"),
        WorkingDay,
        Differing
    );

    public static readonly IReadOnlyList<Unit> Units =
    [
        new("office", "创城办", "office", null, null, Sample: false),
        new("supervision", "督查问责组", "supervision", null, null, Sample: false),
        new("leadership", "领导小组", "leadership", null, null, Sample: false),
        new("patrol", "督导队", "bureau", "office", null, Sample: true),
        new("market", "市场监管局", "bureau", null, null, Sample: false),
        new("north", "北区创城办", "district", null, North, Sample: false),
        new("south", "南区创城办", "district", null, South, Sample: false),
        new("empty", "无人单位", "bureau", null, null, Sample: true),
    ];

    public static readonly IReadOnlyList<Post> Posts =
    [
        new("office-clerk", "创城办值班", "office", Role.OfficeClerk, null),
        new("supervisor", "督查专员", "supervision", Role.Supervisor, null),
        new("leader", "分管领导", "leadership", Role.Leader, null),
        new("inspector-north", "北区督导员", "patrol", Role.Inspector, North),
        new("inspector-south", "南区督导员", "patrol", Role.Inspector, South),
        new("inspector-of-north-office", "北区自查员", "north", Role.Inspector, North),
        new("market-clerk", "市场监管局联络员", "market", Role.UnitClerk, null),
        new("north-clerk", "北区联络员", "north", Role.UnitClerk, null),
        new("south-clerk", "南区联络员", "south", Role.UnitClerk, null),
        new("system-administrator", "系统管理员", "office", Role.SystemAdministrator, null),
        new("security-administrator", "安全管理员", "office", Role.SecurityAdministrator, null),
        new("audit-administrator", "审计管理员", "supervision", Role.AuditAdministrator, null),
    ];

    public static readonly OrganisationNow Organisation = new(Units, Posts);

    public static readonly Playbook Playbook = new(
        new CityPart("small", new Name("小城"), "9901", "Asia/Shanghai", Campaign(), Districts(), []),
        new OrganisationPart(new LeadingGroup("领导小组", "书记", "市长", "常委", []), [], null, Units, Posts, Contracts()),
        Problems(),
        Limits(),
        [],
        new LadderPart([], OnePerMatter: false),
        [],
        new PlacePart([new("market", "集贸市场"), new("street", "主次干道")], []),
        [],
        []
    )
    {
        Counters = Counters(),
    };

    public static readonly CaseRules Rules = new(Playbook, Calendar, Organisation);

    /// <summary>The same city, its market bureau divided into zones; one of them has nobody who answers for it.</summary>
    public static readonly CaseRules Zoned = Rules with
    {
        Organisation = new OrganisationNow(
            [
                .. Units,
                new Unit("zone-1", "东片区", UnitKinds.Zone, "market", null, Sample: true),
                new Unit("zone-2", "西片区", UnitKinds.Zone, "market", null, Sample: true),
                new Unit("zone-3", "别家片区", UnitKinds.Zone, "north", null, Sample: true),
            ],
            [
                .. Posts,
                new Post("zone-1-clerk", "东片区负责人", "zone-1", Role.UnitClerk, null),
                new Post("zone-3-clerk", "别家片区负责人", "zone-3", Role.UnitClerk, null),
            ]
        ),
    };

    public static readonly Actor ZoneClerk = new(Id(71), "zone-1-clerk", Role.UnitClerk, "zone-1", null);

    /// <summary>A market in the north, owned by the market bureau.</summary>
    public static readonly Location Market = new("p-1", "market", "market", North, null, 84.87, 45.59);

    /// <summary>A street in the north, owned by the district's office.</summary>
    public static readonly Location Street = new("p-2", "street", "north", North, null, 84.88, 45.60);

    /// <summary>A spot in the south that is no registered place and has no owner.</summary>
    public static readonly Location Nowhere = new(null, null, null, South, null, 84.9, 45.5);

    public static readonly Location Outside = new(null, null, null, "", null, 10, 10);

    public static readonly Actor Citizen = Actor.Citizen;
    public static readonly Actor Clerk = Holder("office-clerk");
    public static readonly Actor Supervisor = Holder("supervisor");
    public static readonly Actor Leader = Holder("leader");
    public static readonly Actor InspectorNorth = Holder("inspector-north");
    public static readonly Actor InspectorSouth = Holder("inspector-south");
    public static readonly Actor InspectorOfNorthOffice = Holder("inspector-of-north-office");
    public static readonly Actor MarketClerk = Holder("market-clerk");
    public static readonly Actor NorthClerk = Holder("north-clerk");
    public static readonly Actor SouthClerk = Holder("south-clerk");
    public static readonly Actor SystemAdministrator = Holder("system-administrator");
    public static readonly Actor SecurityAdministrator = Holder("security-administrator");
    public static readonly Actor AuditAdministrator = Holder("audit-administrator");

    public static readonly IReadOnlyList<Actor> Everybody = [Citizen, .. Posts.Select(post => Holder(post.Code))];

    /// <summary>The hotline's own system, which hands in what callers told it.</summary>
    public static readonly Actor Partner = new(Id(700_001), "hotline", Role.Partner, "", null);

    /// <summary>A Monday morning of the small city, 10:00 there.</summary>
    public static readonly DateTime Monday = Local("2020-11-23 10:00");

    /// <summary>UTC of a local time of the small city, as <c>2021-02-07 09:30</c>.</summary>
    public static DateTime Local(string text) =>
        TimeZoneInfo.ConvertTimeToUtc(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), Calendar.Zone);

    public static TextRef Text(int seed = 1) => new(Id(900_000 + seed), $"text-hash-{seed}");

    public static PhotoRef Photo(int seed = 1) => new(Id(800_000 + seed), $"photo-hash-{seed}");

    /// <summary>The same GUID for the same seed, so that a failing test can be read again.</summary>
    public static Guid Id(int seed) => new(seed, 0x7000, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);

    /// <summary>The one person who holds a post.</summary>
    public static Actor Holder(string code)
    {
        var post = Posts.Single(post => post.Code == code);
        return new Actor(Id(code.Sum(letter => letter * 31) + code.Length), code, post.Role, post.Unit, post.District);
    }

    private static IEnumerable<CalendarDay> Days(string from, string to, bool works, string name)
    {
        for (var day = DateOnly.Parse(from); day <= DateOnly.Parse(to); day = day.AddDays(1))
            yield return new CalendarDay(day, works, name);
    }

    private static Campaign Campaign() => new("整改攻坚", new DateOnly(2020, 11, 23), 90, "3 months", ["整改", "复查", "巩固"]);

    private static District[] Districts() => [new(North, "北区", [], null), new(South, "南区", [], null)];

    private static Counter[] Counters() =>
        [
            Counter("corners", "清除卫生死角", "处"),
            Counter("litter", "清运垃圾", "吨", decimals: 3),
            Counter("videos", "小视频", "部", once: Once.Thing),
            Counter("disinfections", "消杀", "次", once: Once.ThingAndPeriod, thing: ThingKind.Place),
            Counter("visits", "走访", "人次", by: ["north"]),
        ];

    private static Counter Counter(
        string code,
        string name,
        string measure,
        int decimals = 0,
        Once once = Once.UnitAndPeriod,
        ThingKind thing = ThingKind.Name,
        string[]? by = null
    ) => new(code, name, measure, decimals, "做完的才算", once, thing, null, by ?? [], null, Sample: true);

    private static ContractKind[] Contracts() =>
        [
            new("levels", "两级包联", ["district"], [], null, Sample: false)
            {
                Named =
                [
                    new("city", "市级领导", ["district"], Sample: false),
                    new("unit", "市直单位", ["district"], Sample: false),
                ],
            },
            new("streets", "包街", ["segment"], [], null, Sample: false) { Party = "unit" },
            new("posts", "定人定点", ["place"], [], null, Sample: false) { Party = "post" },
        ];

    private static ProblemPart Problems() =>
        new(
            [
                new("dirty", "环境脏", [new("ground", "地面", [Category("litter", "暴露垃圾", "at-once")])]),
                new("disorder", "秩序乱", [new("trade", "经营", [Category("stall", "占道经营", "dated")])]),
                new("service", "服务差", [new("window", "窗口", [Category("rude", "态度生硬", "worked")])]),
            ],
            [
                Rule(
                    "market-litter",
                    "市场内的垃圾归市场监管局",
                    "market",
                    categories: ["litter"],
                    placeTypes: ["market"],
                    with: ["district"]
                ),
                Rule("dirty-owner", "环境问题归产权单位", "owner-of-place", themes: ["dirty"]),
                Rule("disorder-district", "秩序问题归属地", "district", themes: ["disorder"]),
                Rule("service-ghost", "服务问题归一个不存在的单位", "ghost", themes: ["service"]),
            ]
        );

    private static Category Category(string code, string name, string difficulty) =>
        new(code, name, "看得见", "看不见了", difficulty, ["inspector", "citizen"], [], Sample: true);

    private static DispatchRule Rule(
        string code,
        string name,
        string lead,
        string[]? themes = null,
        string[]? categories = null,
        string[]? placeTypes = null,
        string[]? with = null
    ) => new(code, name, themes ?? [], categories ?? [], placeTypes ?? [], [], lead, with ?? [], Sample: true);

    private static LimitPart Limits() =>
        new(
            [
                new("at-once", "立行立改", new Limit(4, LimitClock.UrgentHours), null, Sample: false),
                new("dated", "限期整改", new Limit(2, LimitClock.NaturalDays), null, Sample: true),
                new("worked", "按工作日整改", new Limit(3, LimitClock.WorkingDays), null, Sample: true),
                new("hung", "长期挂账", new Limit(30, LimitClock.NaturalDays), "joint-review", Sample: false),
            ],
            new Dictionary<string, Limit>
            {
                ["file"] = new(4, LimitClock.WorkingHours),
                ["dispatch"] = new(2, LimitClock.WorkingHours),
                ["accept"] = new(4, LimitClock.WorkingHours),
                ["check"] = new(1, LimitClock.WorkingDays),
                ["close"] = new(1, LimitClock.WorkingDays),
                ["rework"] = new(1, LimitClock.NaturalDays),
            },
            YellowAt: 0.8,
            RelapseWithin: new Limit(14, LimitClock.NaturalDays),
            WorkingDay,
            Differing
        );
}
