using System.Data.Common;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Events;
using CivicLoop.Core.Materials;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Plans;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Materials;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Plans;

namespace CivicLoop.Web.Demo;

/// <summary>
/// Materials of a demo: asked of the units that lead their standards, put together on working days from what the city
/// knows and from words, handed in, sent back, accepted. One has run out by the last day, one soon will.
/// </summary>
internal sealed class DemoMaterials(CaseRules rules, DemoPeople people, DateOnly last, int seed)
{
    private const int AskAfter = 44;
    private const int Most = 24;
    private const int Soon = 6;

    private readonly Dice dice = Dice.For(seed, "materials");
    private readonly List<Paper> papers = [];

    /// <param name="Turn">Which of the ways to go it takes.</param>
    private sealed record Paper(
        Guid Stream,
        Standard Standard,
        string Unit,
        long? Task,
        int Turn,
        Queue<(DateOnly Day, Action<CityTransaction, DateTime> Act)> Ahead
    );

    private DateOnly Asked =>
        WorkingDay(DateOnly.FromDayNumber(Math.Min(rules.Playbook.City.Campaign.Starts.DayNumber + AskAfter, last.DayNumber)), 0);

    public void Live(CityTransaction transaction, DateOnly day)
    {
        if (!rules.Calendar.IsWorkingDay(day))
            return;
        if (papers.Count == 0 && day == Asked)
            Ask(transaction, day);
        foreach (var (index, paper) in papers.Index())
            // Nobody does two things at once: each minute somebody else.
            while (paper.Ahead.TryPeek(out var next) && next.Day <= day)
            {
                paper.Ahead.Dequeue();
                next.Act(transaction, rules.Calendar.ToUtc(day, new TimeOnly(17, 20).AddMinutes(index)));
            }
    }

    private void Ask(CityTransaction transaction, DateOnly day)
    {
        if (Of(rules.Organisation.Covering(Role.OfficeClerk, null)) is not { } office)
            return;
        var at = rules.Calendar.ToUtc(day, new TimeOnly(17, 10));
        var leads = transaction
            .Many(
                "select t.state, p.status from plan_tasks t join plans p on p.stream = t.plan where t.lead is not null order by t.number",
                row => (Task: TaskStream.Kind.ReadState(row.GetString(0)), Runs: row.GetString(1) == "Published")
            )
            .Where(one => one.Task.Phase != TaskPhase.Dropped)
            .SelectMany(one => one.Task.Terms.Standards.Select(standard => (standard, one)))
            .DistinctBy(pair => pair.standard)
            .ToDictionary(pair => pair.standard, pair => pair.one);
        var all = rules
            .Playbook.Editions.SelectMany(edition => edition.Standards.Select(standard => (edition, standard)))
            .Where(one =>
                one.standard.Materials.Count > 0
                && leads.TryGetValue(new StandardRef(one.edition.System, one.standard.Code), out var lead)
                && rules.Organisation.ClerkOf(lead.Task.Terms.Lead!) is not null
            )
            .ToList();
        // Some of each edition, from its beginning to its end; the others nobody was asked for yet.
        foreach (
            var (turn, (edition, standard)) in all.Where((_, at) => at * Most / all.Count != (at - 1) * Most / all.Count).Index()
        )
        {
            var (task, runs) = leads[new StandardRef(edition.System, standard.Code)];
            var wish = new MaterialWish(
                new MaterialOf(edition.System, edition.Code, standard.Code),
                task.Terms.Lead!,
                standard.Materials
            );
            var asked = Taken(
                MaterialStore.Ask(transaction, rules, Form(office, "按申报进度布置"), wish, WorkingDay(day, 15), at)
            );
            var paper = new Paper(asked.Stream, standard, wish.Unit, runs ? task.Number : null, turn, []);
            foreach (var (when, act) in Ahead(paper, day))
                paper.Ahead.Enqueue((when, act));
            papers.Add(paper);
        }
    }

    // ---- the ways that materials go

    private IEnumerable<(DateOnly, Action<CityTransaction, DateTime>)> Ahead(Paper paper, DateOnly asked)
    {
        DateOnly Day(int nth) => WorkingDay(asked, nth);
        var begun = dice.Between(2, 6);
        var (half, parts) = ((paper.Standard.Materials.Count + 1) / 2, paper.Standard.Materials);
        void First(CityTransaction transaction, DateTime at) => Add(transaction, paper, parts.Take(half), at);
        void Rest(CityTransaction transaction, DateTime at) => Add(transaction, paper, parts.Skip(half), at);
        void Submit(CityTransaction transaction, DateTime at) =>
            Act(transaction, paper, Clerk(paper.Unit), new SubmitMaterial(), "材料齐全，报请审核", at);
        void Mended(CityTransaction transaction, DateTime at) =>
            Act(transaction, paper, Clerk(paper.Unit), new SubmitMaterial(), "已按意见补正", at);
        void Return(CityTransaction transaction, DateTime at) =>
            Act(transaction, paper, Judge(paper), new ReturnMaterial([parts[^1]]), "照片六要素不全", at, parts[^1]);
        Action<CityTransaction, DateTime> Until(DateOnly day) =>
            (transaction, at) => Act(transaction, paper, Judge(paper), new AcceptMaterial(day), "要件齐全，符合标准", at, day);

        (DateOnly, Action<CityTransaction, DateTime>)[] whole =
        [
            (Day(begun), First),
            (Day(begun + 3), Rest),
            (Day(begun + 4), Submit),
        ];
        return (paper.Turn % 8) switch
        {
            // Nobody has begun, and its day goes by.
            0 => [],
            1 => [(Day(begun), First)],
            2 => [(Day(begun), First), (Before(last, 3), Rest), (Before(last, 2), Submit)],
            3 => [.. whole, (Day(begun + 6), Return), (Day(begun + 8), Mended), (Day(begun + 10), Until(last.AddDays(180)))],
            4 => [(Day(begun), First), (Before(last, 5), Rest), (Before(last, 4), Submit), (Before(last, 2), Return)],
            5 => [.. whole, (Day(begun + 7), Until(last.AddYears(1)))],
            6 => [.. whole, (Day(begun + 7), Until(last.AddDays(-Soon)))],
            _ => [.. whole, (Day(begun + 7), Until(last.AddDays(Soon)))],
        };
    }

    private void Add(CityTransaction transaction, Paper paper, IEnumerable<MaterialPart> parts, DateTime at)
    {
        foreach (var part in parts)
        {
            var (title, words) = Written(part);
            Taken(
                MaterialStore.Add(
                    transaction,
                    rules,
                    Form(Clerk(paper.Unit), "补充佐证"),
                    paper.Stream,
                    new PieceInput(
                        part,
                        title,
                        words,
                        Known(transaction, paper, part) is { } link ? [link] : [],
                        part == MaterialPart.Results ? Shown(transaction, paper, at) : null
                    ),
                    at
                )
            );
        }
    }

    private static (string Title, string Words) Written(MaterialPart part) =>
        part switch
        {
            MaterialPart.Plan => ("工作方案（示例）", "对照标准逐条列出任务、时限和责任岗位，经单位办公会审定后印发。（示例）"),
            MaterialPart.Mechanism => (
                "巡查和责任机制（示例）",
                "每日巡查、每周通报、每月讲评；发现问题当天派到岗位，整改后由另一岗位复核。（示例）"
            ),
            MaterialPart.Activities => ("集中行动情况（示例）", "组织干部职工和志愿者开展集中行动，数量见台账。（示例）"),
            MaterialPart.Guarantee => ("人员和经费保障（示例）", "明确专人负责，所需经费列入年度预算。（示例）"),
            _ => ("整改前后对比（示例）", "重点点位问题已整改，前后照片和结案案件可以印证。（示例）"),
        };

    // What a unit finds offered: the task, an entry that counts, a closed case.
    private static PieceLink? Known(CityTransaction transaction, Paper paper, MaterialPart part)
    {
        PieceLink? Newest(PieceSource source, string sql) =>
            transaction.Number(sql, paper.Unit) is > 0 and var number ? new PieceLink(source, number) : null;
        return part switch
        {
            MaterialPart.Plan => paper.Task is { } task ? new PieceLink(PieceSource.Task, task) : null,
            MaterialPart.Activities => Newest(
                PieceSource.Tally,
                "select max(number) from tallies where unit = $1 and status = 'Counted'"
            ),
            MaterialPart.Results => Newest(
                PieceSource.Case,
                "select max(number) from cases where unit = $1 and status = 'Closed' and cover is not null"
            ),
            _ => null,
        };
    }

    // A picture that the demo has drawn for a case of the unit, or of anybody.
    private PhotoInput? Shown(CityTransaction transaction, Paper paper, DateTime at)
    {
        const string drawn =
            "select p.blob, p.type, p.width, p.height, p.size from photos p join cases c on c.cover = p.id where p.blob is not null and c.status = 'Closed'";
        var photo =
            transaction.Many($"{drawn} and c.unit = $1 order by c.number desc limit 1", Photo, paper.Unit) is [var own] ? own
            : transaction.Many($"{drawn} order by c.number limit 1", Photo) is [var any] ? any
            : null;
        var day = rules.Calendar.DayOf(at);
        return photo is null
            ? null
            : new PhotoInput(
                photo,
                [
                    $"{day.Year}年{day.Month}月{day.Day}日上午（示例）",
                    "本单位负责的重点点位（示例）",
                    "巡查人员、志愿者（示例）",
                    "现场整改（示例）",
                    "全国文明城市建设整改攻坚（示例）",
                    "按测评标准逐处自查自改（示例）",
                ]
            );
    }

    private static StagedPhoto Photo(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), null);

    private void Act(
        CityTransaction transaction,
        Paper paper,
        Actor by,
        MaterialCommand command,
        string reason,
        DateTime at,
        params IEnumerable<object?> said
    ) => Taken(MaterialStore.Act(transaction, rules, Form(by, reason), paper.Stream, command, at, said));

    // ---- days and people

    private DateOnly WorkingDay(DateOnly from, int nth)
    {
        var day = from;
        for (var passed = rules.Calendar.IsWorkingDay(day) ? 0 : -1; passed < nth; )
        {
            day = day.AddDays(1);
            if (rules.Calendar.IsWorkingDay(day))
                passed++;
        }
        return day;
    }

    private DateOnly Before(DateOnly until, int nth)
    {
        var day = until;
        for (var passed = 0; passed < nth; )
        {
            day = day.AddDays(-1);
            if (rules.Calendar.IsWorkingDay(day))
                passed++;
        }
        return day;
    }

    private Actor Clerk(string unit) => Of(rules.Organisation.ClerkOf(unit))!;

    // Of another body than the unit: the office, or whoever supervises.
    private Actor Judge(Paper paper) =>
        Of(
            rules.Organisation.Covering(paper.Turn % 2 == 0 ? Role.OfficeClerk : Role.Supervisor, null, paper.Unit)
                ?? rules.Organisation.Covering(Role.Supervisor, null, paper.Unit)
                ?? rules.Organisation.Covering(Role.OfficeClerk, null, paper.Unit)
        )!;

    private Actor? Of(Post? post) => post is not null && people.Of(post.Code) is [var first, ..] ? first.Actor : null;

    private static ActForm Form(Actor by, string reason) => new(Guid.CreateVersion7(), by, "desk", reason, null, null);

    private static T Taken<T>(Outcome<T> outcome)
        where T : class =>
        outcome.Value ?? throw new InvalidOperationException($"the door refused what the demo was allowed: {outcome.Refusal}");
}
