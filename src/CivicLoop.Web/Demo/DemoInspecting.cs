using CivicLoop.Core.Cases;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Events;
using CivicLoop.Core.Inspections;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Inspections;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Demo;

/// <summary>
/// The last weeks of a demo are visited by the checklists of its standards, working day by working day. What fails becomes
/// a case, is put right by whoever owes it and passes its check by the next visit; the last ones are still under way.
/// </summary>
internal sealed class DemoInspecting(City city, CaseRules rules, DemoPeople people, DateOnly last, int seed)
{
    private const int Weeks = 6;
    private const int Most = 10;
    private const double Fails = 0.08;
    private const double Slow = 0.2;

    /// <summary>Cases under way take no visit of another: the generator goes on with them by a plan of its own.</summary>
    private const string Untouched = "select count(*) from cases where place = $1 and closed_at is null";

    private readonly Dice dice = Dice.For(seed, "visits");
    private readonly FoundWords words = new(new Texts(Texts.Folder).In(Texts.Simplified));
    private readonly List<Found> found = [];
    private bool withdrawn;

    private readonly Dictionary<string, Checklist> lists = rules
        .Playbook.Places.Types.Select(type => Checklist.Of(type.Code, rules.Playbook.Editions))
        .Where(list => list.Items.Count > 0)
        .ToDictionary(list => list.PlaceType);

    private sealed record Found(Guid Stream, Core.Places.Place Place, ChecklistItem Item, Actor Fixer, DateOnly Ready);

    private int EachDay => rules.Playbook.Places.Places.Count > 1_000 ? 6 : 3;

    public void Live(CityTransaction transaction, DateOnly day)
    {
        if (last.DayNumber - day.DayNumber > Weeks * 7 || !rules.Calendar.IsWorkingDay(day) || Office is not { } office)
            return;
        DateTime At(int hour, int minute) => rules.Calendar.ToUtc(day, new TimeOnly(hour, minute));
        foreach (var due in found.Where(one => one.Ready < day).GroupBy(one => one.Place.Code).ToList())
            Again(transaction, [.. due], office, At(10, 40), At(11, 20));
        foreach (var slow in found.Where(one => one.Ready == day && IsOpen(transaction, one.Stream)))
            Fix(transaction, slow, At(10, 20));
        var begun = new List<Found>();
        for (var at = 0; at < EachDay; at++)
            begun.AddRange(Visit(transaction, day, At(11, at)));
        foreach (var one in begun)
        {
            Give(transaction, one, office, day);
            if (one.Ready == day)
                Fix(transaction, one, At(13, 40));
        }
        found.AddRange(begun);
        Withdraw(transaction, office, At(16, 10));
    }

    private List<Found> Visit(CityTransaction transaction, DateOnly day, DateTime at)
    {
        var place = dice.Pick(rules.Playbook.Places.Places);
        if (
            !lists.TryGetValue(place.Type, out var list)
            || Visitor(place) is not { } visitor
            || transaction.Number(Untouched, place.Code) > 0
        )
            return [];
        var location = new Location(
            place.Code,
            place.Type,
            place.Owner.Length == 0 ? null : place.Owner,
            place.District,
            place.Street.Length == 0 ? null : place.Street,
            place.Lon,
            place.Lat
        );
        var bad = new Dictionary<string, (ChecklistItem Item, Actor Fixer)>();
        var answers = new List<Answered>();
        foreach (
            var item in list.Items.Index().OrderBy(_ => dice.Next()).Take(Most).OrderBy(one => one.Index).Select(one => one.Item)
        )
        {
            var fails = dice.Chance(Fails);
            var category = item.Standard.Category;
            // One case for a place and kind at a time, and only where somebody else than the visitor would put it right.
            if (fails && category is not null)
            {
                var fixer = Fixer(category, location);
                fails = fixer is not null && fixer.Unit != visitor.Unit && bad.TryAdd(category, (item, fixer));
            }
            else if (category is not null && bad.ContainsKey(category))
                fails = false;
            answers.Add(
                Answered(item, !fails, fails ? "现场看到的情况见照片（示例）" : "", fails ? Photos(transaction, item) : [])
            );
        }
        var form = Form(visitor, "按计划检查");
        var state = Record(transaction, form, location, answers, at, Whole(transaction, place.Code));
        return
        [
            .. state
                .Items.Where(item => item.Effect == ItemEffect.Reported && bad.ContainsKey(item.Category!))
                .Select(item => new Found(
                    Stream(transaction, item.Case!.Value),
                    place,
                    bad[item.Category!].Item,
                    bad[item.Category!].Fixer,
                    dice.Chance(Slow) ? day.AddDays(dice.Between(2, 4)) : day
                )),
        ];
    }

    // Another look at what was put right at a place: in order this time, and nothing is owed any more.
    private void Again(CityTransaction transaction, List<Found> due, Actor office, DateTime at, DateTime closes)
    {
        found.RemoveAll(due.Contains);
        var ready = due.Where(one => CaseStream.Kind.Load(transaction, one.Stream).State is { Status: CaseStatus.Fixed })
            .ToList();
        if (ready.Count == 0 || Visitor(ready[0].Place) is not { } visitor)
            return;
        var visit = Record(
            transaction,
            Form(visitor, "整改复查"),
            CaseStream.Kind.Load(transaction, ready[0].Stream).State!.At,
            [.. ready.Select(one => Answered(one.Item, good: true, "已整改到位（示例）", Photos(transaction, one.Item)))],
            at
        );
        foreach (var item in visit.Items.Where(item => item.Effect == ItemEffect.CheckPassed))
            Act(
                transaction,
                Stream(transaction, item.Case!.Value),
                office,
                new PlainInput(CaseAct.Close),
                closes,
                "核查通过，予以结案"
            );
    }

    private void Give(CityTransaction transaction, Found one, Actor office, DateOnly day)
    {
        DateTime At(int hour, int minute) => rules.Calendar.ToUtc(day, new TimeOnly(hour, minute));
        var category = rules.Playbook.Category(one.Item.Standard.Category!)!;
        var difficulty = rules.Playbook.Difficulty(category.Difficulty) is { ApprovedBy: null } own
            ? own
            : rules.Playbook.Limits.Difficulties.First(other => other.ApprovedBy is null);
        Act(
            transaction,
            one.Stream,
            office,
            new FileInput(category.Code, difficulty.Code, Severity.Minor),
            At(11, 40),
            "属实，予以立案"
        );
        Act(transaction, one.Stream, office, new DispatchInput(null), At(11, 45), "按规则派遣");
        Act(transaction, one.Stream, one.Fixer, new PlainInput(CaseAct.Accept), At(12, 0), "属于本单位职责");
    }

    private void Fix(CityTransaction transaction, Found one, DateTime at) =>
        Act(
            transaction,
            one.Stream,
            one.Fixer,
            new SeenInput(CaseAct.ReportFixed, Photos(transaction, one.Item)),
            at,
            "已整改完成"
        );

    private void Withdraw(CityTransaction transaction, Actor office, DateTime at)
    {
        if (
            withdrawn
            || transaction.One("select stream from visits where failed = 0 order by number", row => row.GetString(0))
                is not { } stream
        )
            return;
        withdrawn = true;
        Taken(VisitStore.Withdraw(transaction, rules, Form(office, "点位选错"), Guid.Parse(stream), at));
    }

    private VisitState Record(
        CityTransaction transaction,
        ActForm form,
        Location at,
        IReadOnlyList<Answered> answers,
        DateTime recordedAt,
        IReadOnlyList<StagedPhoto>? whole = null
    ) =>
        Taken(
            VisitStore.Record(
                city.Database,
                transaction,
                rules,
                form,
                new VisitInput(at, new Stood(at.Lon, at.Lat, CoordinateSystem.Wgs84), "", answers, null) { Photos = whole ?? [] },
                words,
                rules.Playbook.Editions,
                recordedAt
            )
        ).State;

    private Answered Answered(ChecklistItem item, bool good, string words, IReadOnlyList<StagedPhoto> photos) =>
        new(new ItemAnswer(item.Edition.Code, item.Standard.Code, DemoAnswers.Of(item.Rule, good, dice)), words, photos);

    private void Act(CityTransaction transaction, Guid stream, Actor by, CaseInput input, DateTime at, string reason) =>
        Taken(CaseStore.Apply(city.Database, transaction, rules, stream, Form(by, reason), input, at));

    private Actor? Visitor(Core.Places.Place place) =>
        Holder(
            rules.Organisation.Covering(Role.Inspector, place.District, place.Owner)
                ?? rules.Organisation.Covering(Role.Supervisor, place.District, place.Owner)
        );

    private Actor? Fixer(string category, Location at) =>
        Dispatching.ByRule(rules, category, at) is { } assigned && rules.Organisation.Unit(assigned.Unit) is not null
            ? Holder(rules.Organisation.ClerkOf(assigned.Unit))
            : null;

    private Actor? Office => Holder(rules.Organisation.Covering(Role.OfficeClerk, null));

    private Actor? Holder(Post? post) => post is null ? null : people.Of(post.Code)[0].Actor;

    private static bool IsOpen(CityTransaction transaction, Guid stream) =>
        CaseStream.Kind.Load(transaction, stream).State is { Status: CaseStatus.Accepted };

    private static Guid Stream(CityTransaction transaction, long number) =>
        Guid.Parse(transaction.One("select stream from cases where number = $1", row => row.GetString(0), number)!);

    // A picture that the demo has drawn already, of the same kind of problem where there is one.
    private static List<StagedPhoto> Photos(CityTransaction transaction, ChecklistItem item) =>
        transaction.Many(
            "select p.blob, p.type, p.width, p.height, p.size from photos p join cases c on c.cover = p.id where c.category = $1 and p.blob is not null order by c.number limit 1",
            Photo,
            item.Standard.Category
        )
            is [var own]
            ? [own]
            : transaction.Many(
                "select blob, type, width, height, size from photos where blob is not null order by id limit 1",
                Photo
            );

    // How the place looks, by the first picture that anybody took there.
    private static List<StagedPhoto> Whole(CityTransaction transaction, string place) =>
        transaction.Many(
            "select p.blob, p.type, p.width, p.height, p.size from photos p join cases c on c.cover = p.id where c.place = $1 and p.blob is not null order by c.number limit 1",
            Photo,
            place
        );

    private static StagedPhoto Photo(System.Data.Common.DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), null);

    private static ActForm Form(Actor by, string reason) => new(Guid.CreateVersion7(), by, "desk", reason, null, null);

    private static T Taken<T>(Outcome<T> outcome)
        where T : class =>
        outcome.Value ?? throw new InvalidOperationException($"the door refused what the demo was allowed: {outcome.Refusal}");
}
