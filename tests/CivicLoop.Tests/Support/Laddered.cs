using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Supervision;

namespace CivicLoop.Tests.Support;

/// <summary>A city with a ladder of its own, what is owed in it, and orders walked act by act.</summary>
public sealed class Laddered
{
    /// <summary>A Monday, 10:00 of the small city.</summary>
    public static readonly DateTime Now = SmallCity.Monday;

    /// <summary>White, notice and talk; signed by the supervision group, then by the leading group.</summary>
    public const string Usual = """
        ladder:
          - {code: remind, name: 提醒, when: {light: yellow}, signed-by: system}
          - {code: white, name: 白色督办单, colour: white, when: [{overdue-by: 1 working day}, {failed-checks: 2}], signed-by: watch, limit: 3 working days}
          - {code: notice, name: 通报, when: [{unanswered: white}, {judged: 不支持、不配合}], signed-by: leading-group, deducts: 1, makes: bulletin-item}
          - {code: talk, name: 约谈, when: {rungs-within: {rung: notice, times: 2, days: 30}}, signed-by: leading-group, limit: 5 working days, deducts: 2, makes: [talk, referral, appraisal-item]}
        """;

    public Laddered(string ladder = Usual, params Post[] more)
    {
        var playbook = new SmallFolder().With("ladder.yaml", ladder).Playbook;
        Rules = new CaseRules(
            playbook,
            SmallCity.Calendar,
            new OrganisationNow(playbook.Organisation.Units, [.. playbook.Organisation.Posts, .. more])
        );
    }

    public CaseRules Rules { get; }

    public static Post Supervisor(string code) => new(code, code, "watch", Role.Supervisor, null);

    public static Post Leader(string code) => new(code, code, "top", Role.Leader, null);

    public Actor Actor(string post) =>
        new(
            SmallCity.Id(post.Sum(letter => letter * 31) + post.Length),
            post,
            Rules.Organisation.Post(post)!.Role,
            Rules.Organisation.Post(post)!.Unit,
            Rules.Organisation.Post(post)!.District
        );

    public static Subject Over(int matter = 1, string unit = "market") =>
        new(new Matter(SmallCity.Id(matter), "case", matter), unit, SmallCity.North, "P1");

    /// <summary>Something that the market bureau owes, from a natural day and eight hours before it is due on.</summary>
    public static OwedFact Owed(DateTime due, int matter = 1, string unit = "market") =>
        new(Over(matter, unit), 4, "rectify", $"{unit}-clerk", due.AddDays(-2), due.AddHours(-8), due);

    public IReadOnlyList<Proposal> Weigh(IEnumerable<OwedFact> owed, params IReadOnlyList<OrderFact> orders) =>
        Ladder.Weigh(owed, orders, new HashSet<Reminded>(), Rules, Now);

    /// <summary>The code of the rung that this fact alone reaches; null for none.</summary>
    public string? Reaches(OwedFact fact, params IReadOnlyList<OrderFact> orders) =>
        Weigh([fact], orders).SingleOrDefault()?.Rung.Code;

    public static OrderFact Order(
        string rung,
        int matter = 1,
        OrderStatus status = OrderStatus.Reply,
        int daysAgo = 2,
        bool unanswered = false,
        string unit = "market",
        params IReadOnlyList<long> counted
    ) =>
        new(
            matter * 10 + rung.Length,
            Over(matter, unit),
            rung,
            status,
            status is OrderStatus.Draft or OrderStatus.Dismissed ? null : Now.AddDays(-daysAgo),
            unanswered ? Owed(Now.AddHours(-1), matter, unit) with { Kind = OrderDuties.Reply } : null,
            counted
        );

    // ---- one order, act by act

    private int acts;

    public OrderState? State { get; set; }

    public IReadOnlyList<OrderEvent> Last { get; private set; } = [];

    /// <summary>The refusal, or null: then it happened.</summary>
    public string? Try(Actor by, OrderCommand command, DateTime? at = null)
    {
        var when = at ?? Now;
        var act = new Act(SmallCity.Id(5_000 + acts++), by, when, when, "desk", SmallCity.Text(acts));
        var outcome = OrderDecide.Decide(State, command, act, Rules);
        if (outcome.Refusal is { } refusal)
            return refusal.Code;
        Last = outcome.Value!;
        foreach (var happened in Last)
            State = OrderEvolve.Evolve(State, happened, act.Made);
        return null;
    }

    public string? Try(string post, OrderCommand command, DateTime? at = null) => Try(Actor(post), command, at);

    /// <summary>Proposed by the ladder.</summary>
    public Laddered Drafted(string rung = "white", params IReadOnlyList<string> watchers)
    {
        var why = new Why([new("overdue-by", "1 working day")], new OwedThen("rectify", "market-clerk", Now, Now, Now));
        Must(Try(TheSystem, new DraftOrder(7, rung, Over(), why, null, watchers)));
        return this;
    }

    public Laddered Signed(string rung = "white", string? by = null)
    {
        Drafted(rung);
        Must(Try(by ?? State!.Next!.Post, new SignOrder(new Paper(rung, 2020, 5), SmallCity.Text())));
        return this;
    }

    public Laddered Replied()
    {
        Signed();
        Must(Try("market-clerk", new ReceiveOrder()));
        Must(Try("market-clerk", new ReplyToOrder(SmallCity.Text(), [SmallCity.Photo()])));
        return this;
    }

    private static readonly Actor TheSystem = CivicLoop.Core.Organisation.Actor.System;

    private static void Must(string? refusal)
    {
        if (refusal is not null)
            throw new InvalidOperationException(refusal);
    }
}
