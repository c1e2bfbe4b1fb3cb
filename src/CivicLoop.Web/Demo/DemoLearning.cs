using CivicLoop.Core.Cases;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Events;
using CivicLoop.Core.Lessons;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Tallies;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Lessons;
using CivicLoop.Web.SelfReviews;

namespace CivicLoop.Web.Demo;

/// <summary>On the last day of a demo: a round of self-review that some have answered, and a few lessons.</summary>
internal sealed class DemoLearning(City city, CaseRules rules, DemoPeople people, int seed)
{
    private static readonly (string Title, string Words)[] Lessons =
    [
        ("早市垃圾错时收运（示例）", "收摊后半小时内集中收运一次，摊位前统一置桶。一个月内同类问题明显减少。"),
        ("背街小巷分段包干（示例）", "按路段划分到班组，每天固定时间互查一次，查出的问题当天改。"),
        ("窗口服务延时提醒（示例）", "排队超过二十分钟自动提示增开窗口，值班负责人到场疏导。"),
    ];

    private readonly Dice dice = Dice.For(seed, "learning");

    public async Task Live()
    {
        await Review();
        await Learn();
    }

    private async Task Review()
    {
        var units = rules
            .Organisation.Units.Where(unit =>
                unit.Kind is "bureau" or "district" && rules.Organisation.ClerkOf(unit.Code) is not null
            )
            .OrderBy(unit => unit.Code, StringComparer.Ordinal)
            .Take(20)
            .Select(unit => unit.Code)
            .ToList();
        if (units.Count == 0 || Of(Role.OfficeClerk) is not { } office)
            return;
        var today = rules.Calendar.DayOf(city.Clock.Now);
        var input = new RoundInput("第一轮自我检视（示例）", today.AddDays(-30), today, today.AddDays(5), units);
        var round = Taken(await SelfReviewStore.Ask(city, rules, Form(office, "按自我检视要求布置"), input));
        foreach (var unit in units.Where(_ => dice.Chance(0.7)))
        {
            var review = city.Database.Read(connection => SelfReviewReads.Find(connection, round.Id, unit))!;
            var figures = city.Database.Read(connection =>
                SelfReviewReads.Figures(connection, rules, unit, input.From, input.To, city.Clock.Now)
            );
            var said = new ReviewInput(
                "对照派遣的问题逐件整改，组织了联合清理，补齐了设施。（示例）",
                "节假日人手偏紧，夜间巡查频次还不够。（示例）",
                dice.Between(3, 40),
                new Amount(dice.Between(1, 30) * 100, Bound.Exactly)
            );
            var clerk = people.Of(rules.Organisation.ClerkOf(unit)!.Code)[0].Actor;
            Taken(await SelfReviewStore.Submit(city, rules, Form(clerk, "如实填报"), review.Stream, said, figures));
            if (Of(Role.Supervisor, unit) is { } judge && dice.Chance(0.5))
                Taken(await SelfReviewStore.Judge(city, rules, Form(judge, "内容属实"), review.Stream, accepted: true));
        }
    }

    private async Task Learn()
    {
        var closed = city.Database.Read(connection =>
            Sql.Many(
                connection,
                "select number, category, place_type, unit from cases where status = 'Closed' and unit is not null order by number desc limit 60",
                row => (Number: row.GetInt64(0), Category: row.GetString(1), Type: Sql.Text(row, 2), Unit: row.GetString(3))
            )
        );
        foreach (
            var (one, (title, words)) in closed
                .Where(one => rules.Organisation.ClerkOf(one.Unit) is not null)
                .DistinctBy(one => one.Category)
                .Zip(Lessons)
        )
        {
            var clerk = people.Of(rules.Organisation.ClerkOf(one.Unit)!.Code)[0].Actor;
            var input = new LessonInput(title, words, one.Category, one.Type, new LessonSource(one.Number, null, null));
            var told = Taken(await LessonStore.Tell(city, rules, Form(clerk, "做法有效，值得推广"), input));
            // The last of them waits for its review.
            if (title != Lessons[^1].Title && Of(Role.OfficeClerk) is { } office)
                Taken(await LessonStore.Judge(city, rules, Form(office, "做法具体，效果明显"), told.Stream, published: true));
        }
    }

    private Actor? Of(Role role, params string[] notOf) =>
        rules.Organisation.Covering(role, null, notOf) is { } post && people.Of(post.Code) is [var first, ..]
            ? first.Actor
            : null;

    private static ActForm Form(Actor by, string reason) => new(Guid.CreateVersion7(), by, "desk", reason, null, null);

    private static T Taken<T>(Outcome<T> outcome)
        where T : class =>
        outcome.Value ?? throw new InvalidOperationException($"the door refused what the demo was allowed: {outcome.Refusal}");
}
