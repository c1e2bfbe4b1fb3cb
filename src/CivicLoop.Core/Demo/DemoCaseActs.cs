using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Demo;

/// <summary>The act itself: who does it, with what, and the words that they give as their reason.</summary>
internal sealed partial class DemoCase
{
    // ---- the act itself

    private readonly List<DemoText> texts = [];
    private readonly List<DemoPhoto> photos = [];
    private string? what;

    public DemoAct Make(ref long number)
    {
        var recorded = NextAt!.Value;
        texts.Clear();
        photos.Clear();
        var (by, command, reason) = next switch
        {
            CaseAct.Report => Reported(++number),
            CaseAct.FixOnTheSpot => OnTheSpot(++number),
            CaseAct.RefuseToFile => Said(Clerk(), new RefuseToFile()),
            CaseAct.File => Said(Clerk(), Filing()),
            CaseAct.Merge => neighbours.Open(State!) is { } kept
                ? Said(Clerk(), new Merge(kept))
                // It ended meanwhile: then this one is a case of its own.
                : (Clerk(), Filing(), Phrases.Reason(CaseAct.File, dice)),
            CaseAct.AskExtension => Said(
                OfUnit(),
                new AskExtension(dice.Between(1, rules.Playbook.Limits.Extension.Longest.Amount))
            ),
            CaseAct.AskSuspension => Said(OfUnit(), new AskSuspension(Standstill(recorded))),
            CaseAct.Grant => Said(staff.Holder(State!.Next!.Post, dice), Granting(recorded)),
            CaseAct.Deny => Said(staff.Holder(State!.Next!.Post, dice), new Deny()),
            CaseAct.Resume => Said(dice.Chance(0.5) ? OfUnit() : Clerk(), new Resume()),
            CaseAct.CoSign => Said(staff.ClerkOf(State!.Turn, dice)!, new CoSign()),
            CaseAct.CoRefuse => Said(staff.ClerkOf(State!.Turn, dice)!, new CoRefuse()),
            CaseAct.Dispatch => Sending(),
            CaseAct.Return => SentBack(),
            CaseAct.Accept => Said(OfUnit(), new Accept()),
            CaseAct.Plan => Said(OfUnit(), Planning(recorded)),
            CaseAct.ReportFixed => Said(OfUnit(), new ReportFixed(Shots(after: true, 1 + (dice.Chance(0.08) ? 1 : 0)))),
            CaseAct.GiveToZone => Said(OfUnit(), new GiveToZone(State!.Zone ?? staff.ZoneOf(State.Unit!, dice))),
            CaseAct.TakeFromZone => Said(OfUnit(), new TakeFromZone()),
            CaseAct.ReportToUnit => Said(staff.Holder(State!.Next!.Post, dice), new ReportToUnit(Shots(after: true, 1))),
            CaseAct.PassCheck => Said(Checker(), new PassCheck(Shots(after: true, dice.Chance(0.12) ? 1 : 0))),
            CaseAct.FailCheck => Said(Checker(), new FailCheck(Shots(after: false, 1))),
            CaseAct.Close => Said(Clerk(), new Close()),
            CaseAct.Reopen => Said(Reopener(), new Reopen()),
            _ => Spoken(),
        };
        var happened = HappenedAt(recorded, command, ref reason);
        var act = new Act(dice.Id(recorded), by, happened, recorded, Via(by), new TextRef(dice.Id(recorded), ""));
        return new DemoAct(Stream, command, act, reason, [.. texts], [.. photos]);
    }

    private DateTime HappenedAt(DateTime recorded, CaseCommand command, ref string reason)
    {
        var earlier = command switch
        {
            Report or Receive or FixOnTheSpot => recorded - arrival.FoundAt,
            ReportFixed or ReportToUnit => TimeSpan.FromMinutes(2 + dice.Wait(20)),
            PassCheck or FailCheck => dice.Chance(0.05)
                ? TimeSpan.FromMinutes(dice.Between(60, 300))
                : TimeSpan.FromSeconds(dice.Between(10, 300)),
            _ => TimeSpan.Zero,
        };
        if (earlier > TimeSpan.FromMinutes(50) && command is Report or FixOnTheSpot && dice.Chance(0.5))
            reason = Phrases.ReasonOfLateRecord(dice);
        var happened = DemoHours.Whole(recorded - earlier);
        return happened < last ? last : happened;
    }

    private (Actor, CaseCommand, string) Said(Actor by, CaseCommand command) => (by, command, Phrases.Reason(command.Kind, dice));

    private (Actor, CaseCommand, string) Reported(long number)
    {
        var by = arrival.Finder switch
        {
            Finder.Citizen => null,
            Finder.Camera => staff.Cameras,
            Finder.Office => staff.Covering(Role.OfficeClerk, arrival.At.District, dice),
            Finder.Supervision => staff.Covering(Role.Supervisor, arrival.At.District, dice),
            Finder.Leader => staff.Covering(Role.Leader, arrival.At.District, dice),
            Finder.Unit => staff.ClerkOf(arrival.At.Owner, dice)
                ?? staff.ClerkOf(rules.Organisation.Governing(arrival.At.District)?.Code, dice),
            _ => staff.Covering(Role.Inspector, arrival.At.District, dice),
        };
        // A caller of the hotline sends no photo; whoever stands there takes one or two.
        var count = arrival.Finder switch
        {
            Finder.Office => dice.Chance(0.3) ? 1 : 0,
            Finder.Citizen => dice.Chance(0.92) ? 1 : 0,
            _ => dice.Chance(0.12) ? 2 : 1,
        };
        if (arrival.Finder == Finder.Camera)
        {
            var snapshot = $"{arrival.ToldAt:yyyyMMdd}-{number:D5}";
            var seen = new Source(DemoPeople.VideoPatrol, snapshot, $"https://video.example.com/snapshots/{snapshot}");
            return (by!, Received(number, "video", seen, count), Phrases.ReasonOfCamera);
        }
        // Most of what the office writes down was told to the hotline.
        if (arrival.Finder == Finder.Office && dice.Chance(0.6))
        {
            var slip = new Source("12345", $"{arrival.ToldAt:yyyyMMdd}{dice.Between(10, 99)}{number % 100_000:D5}", null);
            return (by!, Received(number, "hotline", slip, count), Phrases.Reason(CaseAct.Receive, dice));
        }
        var command = new Report(number, arrival.Category.Code, arrival.At, What(), Shots(after: false, count));
        return (by ?? Actor.Citizen, command, by is null ? Phrases.ReasonOfCitizen(dice) : Phrases.Reason(CaseAct.Report, dice));
    }

    private Receive Received(long number, string foundBy, Source source, int photos) =>
        new(number, arrival.Category.Code, arrival.At, What(), Shots(after: false, photos), foundBy, source);

    private (Actor, CaseCommand, string) OnTheSpot(long number)
    {
        var by =
            (arrival.Finder == Finder.UnitSpot ? staff.ClerkOf(arrival.At.Owner, dice) : null)
            ?? staff.Covering(Role.Inspector, arrival.At.District, dice)
            ?? throw new InvalidOperationException($"nobody inspects in {arrival.At.District}");
        var command = new FixOnTheSpot(number, arrival.Category.Code, arrival.At, What(), Shots(false, 1), Shots(true, 1));
        return Said(by, command);
    }

    private DateOnly Standstill(DateTime recorded)
    {
        var today = rules.Calendar.DayOf(recorded);
        var longest = rules.Calendar.DayOf(rules.Calendar.After(recorded, rules.Playbook.Limits.Suspension!.Limit).At);
        return today.AddDays(dice.Between(5, Math.Max(5, Math.Min(25, longest.DayNumber - today.DayNumber))));
    }

    // Who decides too late for the day that was asked names another.
    private Grant Granting(DateTime recorded) =>
        State!.Asked is { Until: { } until } && until <= rules.Calendar.DayOf(recorded)
            ? new Grant(Until: Standstill(recorded))
            : new Grant();

    private FileCase Filing()
    {
        var category = arrival.Category;
        var closed = State!.ReboundOf is null && dice.Chance(0.45) ? neighbours.Closed(State, category.Code, rules) : null;
        var severity = dice.Share() switch
        {
            < 0.68 => Severity.Minor,
            < 0.95 => Severity.Major,
            _ => Severity.Grave,
        };
        var free = rules.Playbook.Limits.Difficulties.Where(difficulty => difficulty.ApprovedBy is null).ToArray();
        // What is too hard is put up for approval; denied, it starts under the longest limit that the clerk may give.
        var hard = rules.Playbook.Difficulty(category.Difficulty) is { ApprovedBy: not null };
        if (!denied && (hard ? dice.Chance(0.8) : dice.Chance(0.004)) && rules.Playbook.Limits.Suspension is { } hung)
            return new FileCase(category.Code, hung.Code, severity, closed);
        var usual = Array.Find(free, difficulty => difficulty.Code == category.Difficulty) ?? free[^1];
        return new FileCase(category.Code, dice.Chance(0.1) ? dice.Pick(free).Code : usual.Code, severity, closed);
    }

    private (Actor, CaseCommand, string) Sending()
    {
        var state = State!;
        var byRule = state.Returns == 0 && !dice.Chance(0.04) ? staff.ByRule(state.Category, state.At) : null;
        if (byRule is not null)
            return Said(Clerk(), new Dispatch(null, dice.Chance(0.02) ? Signers(byRule.Unit) : null));
        var unit = staff.ByHand(state.Category, state.At, sentBackBy, dice);
        var final = state.IsContested() && dice.Chance(0.9);
        var with = dice.Chance(0.06) ? Signers(unit) : null;
        return (Clerk(), new Dispatch(unit, with, final), Phrases.ReasonByHand(sentBackBy is not null, dice));
    }

    // 市、区两级联动: who governs there signs off what another unit put right.
    private string[]? Signers(string lead)
    {
        string?[] governing =
        [
            rules.Organisation.Governing(State!.At.Street)?.Code,
            rules.Organisation.Governing(State.At.District)?.Code,
        ];
        string[] able = [.. governing.Where(unit => unit != lead && staff.Answers(unit)).OfType<string>().Distinct()];
        return able.Length == 0 ? null : able;
    }

    private MakePlan Planning(DateTime recorded)
    {
        var (item, cause, measure) = Phrases.Plan(arrival.Category.Name, dice);
        var today = rules.Calendar.DayOf(recorded);
        var last = rules.Calendar.DayOf(State!.Rectify!.Due);
        var wanted = rules.Calendar.DayOf(target);
        var promised = recorded > State.Rectify.Due || wanted <= last ? wanted : last;
        var responsible = rules.Organisation.PostOf(State.Unit!, Role.UnitClerk)!.Code;
        return new MakePlan(Text(item), Text(cause), Text(measure), promised < today ? today : promised, responsible);
    }

    private Actor Clerk() =>
        staff.Covering(Role.OfficeClerk, State!.At.District, dice)
        ?? throw new InvalidOperationException("a demo needs a post of an office clerk");

    private Actor OfUnit() => staff.ClerkOf(State!.Unit, dice)!;

    private (Actor, CaseCommand, string) SentBack()
    {
        sentBackBy = State!.Unit;
        return Said(OfUnit(), new Return());
    }

    private Actor Checker()
    {
        var state = State!;
        var other = dice.Chance(0.15) ? staff.Covering(Role.Inspector, state.At.District, dice) : null;
        if (other is not null && other.Unit != state.FixedByUnit && state.Signers?.Contains(other.Unit) != true)
            return other;
        return state.Next is { } duty
            ? staff.Holder(duty.Post, dice)
            : throw new InvalidOperationException($"nobody checks in {state.At.District}");
    }

    private Actor Reopener() => (dice.Chance(0.65) ? staff.Covering(Role.Supervisor, State!.At.District, dice) : null) ?? Clerk();

    private string Via(Actor by) =>
        next switch
        {
            _ when by.Role == Role.Citizen => "public",
            _ when by.Role == Role.Partner => "api",
            CaseAct.Report or CaseAct.PassCheck or CaseAct.FailCheck when by.Role is Role.Inspector or Role.Supervisor => "field",
            CaseAct.FixOnTheSpot => "field",
            _ => "desk",
        };

    // What is shown to everybody is what was told.
    private TextRef What() => Text(what ??= Phrases.What(arrival.Kind, arrival.Spots, arrival.Category.Name, dice));

    private TextRef Text(string text)
    {
        var id = dice.Id(NextAt!.Value);
        texts.Add(new DemoText(id, text));
        return new TextRef(id, "");
    }

    private PhotoRef[] Shots(bool after, int count)
    {
        var taken = new PhotoRef[count];
        for (var index = 0; index < count; index++)
        {
            var id = dice.Id(NextAt!.Value);
            photos.Add(
                new DemoPhoto(
                    id,
                    new Drawing(arrival.Kind.Scene, arrival.Spots.Backdrop, sight, shots++, after, isWinter(NextAt!.Value))
                )
            );
            taken[index] = new PhotoRef(id, "");
        }
        return taken;
    }
}
