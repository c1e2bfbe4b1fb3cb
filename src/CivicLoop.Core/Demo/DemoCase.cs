using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Demo;

/// <summary>
/// One case of a demo and what its people do next. It only proposes: what comes of an act is read from the state
/// that <see cref="CaseDecide"/> left.
/// </summary>
internal sealed class DemoCase
{
    private readonly Arrival arrival;
    private readonly CaseRules rules;
    private readonly DemoStaff staff;
    private readonly DemoHours hours;
    private readonly Func<DateTime, bool> isWinter;
    private readonly Dice dice;
    private readonly int sight;
    private CaseAct next;
    private DateTime last;
    private DateTime target;
    private bool planned;
    private string? sentBackBy;
    private int shots;

    public DemoCase(Arrival arrival, int seed, CaseRules rules, DemoHours hours, DemoStaff staff, Func<DateTime, bool> isWinter)
    {
        (this.arrival, this.rules, this.hours, this.staff, this.isWinter) = (arrival, rules, hours, staff, isWinter);
        dice = Dice.For(seed, "case", arrival.Index);
        sight = (int)(dice.Next() & 0x7FFF_FFFF);
        Stream = dice.Id(arrival.ToldAt);
        last = arrival.FoundAt;
        next = arrival.Finder is Finder.Spot or Finder.UnitSpot ? CaseAct.FixOnTheSpot : CaseAct.Report;
        NextAt = arrival.ToldAt;
    }

    public int Index => arrival.Index;

    public Guid Stream { get; }

    public CaseState? State { get; set; }

    /// <summary>When the next act is recorded; null when nobody will do anything any more.</summary>
    public DateTime? NextAt { get; private set; }

    // ---- what happens next

    /// <summary>Plans the next act, now that the one before it was accepted.</summary>
    public void Continue(DateTime at)
    {
        last = at;
        NextAt = null;
        switch (State!.Status)
        {
            case CaseStatus.Reported:
                var doubtful = arrival.Finder == Finder.Citizen ? 0.075 : 0.014;
                Plan(State.Reopenings == 0 && dice.Chance(doubtful) ? CaseAct.RefuseToFile : CaseAct.File, Office(at, 32, 0.05));
                break;
            case CaseStatus.Refused when State.Reopenings == 0 && dice.Chance(0.05):
                Plan(CaseAct.Reopen, hours.Worked(at, dice.Between(300, 2400)));
                break;
            case CaseStatus.Filed:
                Plan(CaseAct.Dispatch, Office(at, 24, 0.04));
                break;
            case CaseStatus.Dispatched:
                Owe(at);
                var sentBack = State.Returns == 0 && State.Rule is not null && dice.Chance(staff.Manner(State.Unit!).Returns);
                Plan(sentBack ? CaseAct.Return : CaseAct.Accept, sentBack ? hours.Worked(at, 15 + dice.Wait(100)) : AcceptAt(at));
                break;
            case CaseStatus.Accepted:
                if (target <= at)
                    Owe(at);
                var wants = !planned && dice.Chance(target - at > TimeSpan.FromHours(12) ? 0.7 : 0.12);
                var planAt = hours.Awake(at.AddMinutes(8 + dice.Wait(50)));
                planned = true;
                if (wants && planAt < target.AddMinutes(-5))
                    Plan(CaseAct.Plan, planAt);
                else
                    Plan(CaseAct.ReportFixed, target);
                break;
            case CaseStatus.Fixed:
                Plan(Fails() ? CaseAct.FailCheck : CaseAct.PassCheck, CheckAt(at));
                break;
            case CaseStatus.Passed:
                Plan(CaseAct.Close, Office(at, 70, 0.05));
                break;
            case CaseStatus.Closed when State.Reopenings == 0 && dice.Chance(0.017):
                Plan(CaseAct.Reopen, hours.Worked(at, dice.Between(400, 5000)));
                break;
        }
    }

    private void Plan(CaseAct act, DateTime at)
    {
        next = act;
        NextAt = at > last ? at : last.AddMinutes(2);
    }

    // At the weekend somebody sits in the office, but not everything is touched.
    private DateTime Office(DateTime at, double minutes, double neglected)
    {
        var wait = 3 + dice.Wait(minutes) + (dice.Chance(neglected) ? dice.Between(240, 900) : 0);
        return dice.Chance(0.45) ? hours.OnDuty(at, wait) : hours.Worked(at, wait);
    }

    private DateTime AcceptAt(DateTime at)
    {
        var manner = staff.Manner(State!.Unit!);
        var accepted = dice.Chance(0.5)
            ? hours.OnDuty(at, 4 + dice.Wait(110 * manner.Pace))
            : hours.Worked(at, 4 + dice.Wait(110 * manner.Pace));
        // What is urgent is taken by whoever is on duty.
        if (accepted > target.AddMinutes(-10))
            accepted = hours.Awake(at + (target - at) * dice.Between(0.15, 0.6));
        if (accepted >= target)
            target = hours.Awake(accepted.AddMinutes(dice.Between(15, 90)));
        return accepted;
    }

    // When the unit will be done, decided when it comes to owe it.
    private void Owe(DateTime at)
    {
        var manner = staff.Manner(State!.Unit!);
        var due = State.Rectify!.Due;
        var left = due > at ? due - at : TimeSpan.FromHours(4);
        if (due > at && !dice.Chance(manner.LateAt(Progress(at))))
        {
            var share = Math.Clamp(manner.Pace + (dice.Share() + dice.Share() - 1) * 0.4, 0.06, 0.94);
            target = hours.Awake(at + left * share);
            if (target > due.AddMinutes(-3))
                target = hours.AwakeBefore(due.AddMinutes(-4));
            if (target > at.AddMinutes(8))
                return;
        }
        var late = TimeSpan.FromHours(Math.Min(300, 0.4 + dice.Wait(Math.Max(5, left.TotalHours * 0.35))));
        // Now and then one is left lying for days: that is what a campaign is for.
        if (dice.Chance(0.2))
            late += TimeSpan.FromDays(dice.Between(1.5, 15));
        target = hours.Awake((due > at ? due : at) + late);
    }

    private bool Fails()
    {
        var back = staff.Answers(State!.FixedByUnit) || staff.ByRule(State.Category, State.At) is not null;
        if (!back)
            return false;
        var share =
            State.FoundBy == "on-the-spot" && State.FailedChecks == 0 ? 0.03
            : State.FailedChecks == 0 ? staff.Manner(State.FixedByUnit!).FailsAt(Progress(last))
            : State.FailedChecks == 1 ? 0.2
            : 0.1;
        return dice.Chance(share);
    }

    private DateTime CheckAt(DateTime at)
    {
        var wait = 20 + dice.Wait(170) + (dice.Chance(0.05) ? dice.Between(400, 1200) : 0);
        return dice.Chance(0.4) ? hours.OnDuty(at, wait) : hours.Worked(at, wait);
    }

    private double Progress(DateTime at)
    {
        var campaign = rules.Playbook.City.Campaign;
        return (rules.Calendar.DayOf(at).DayNumber - campaign.Starts.DayNumber) / (double)campaign.Days;
    }

    // ---- the act itself

    private readonly List<DemoText> texts = [];
    private readonly List<DemoPhoto> photos = [];

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
            CaseAct.Dispatch => Sending(),
            CaseAct.Return => SentBack(),
            CaseAct.Accept => Said(OfUnit(), new Accept()),
            CaseAct.Plan => Said(OfUnit(), Planning(recorded)),
            CaseAct.ReportFixed => Said(OfUnit(), new ReportFixed(Shots(after: true, 1 + (dice.Chance(0.08) ? 1 : 0)))),
            CaseAct.PassCheck => Said(Checker(), new PassCheck(Shots(after: true, dice.Chance(0.12) ? 1 : 0))),
            CaseAct.FailCheck => Said(Checker(), new FailCheck(Shots(after: false, 1))),
            CaseAct.Close => Said(Clerk(), new Close()),
            CaseAct.Reopen => Said(Reopener(), new Reopen()),
            _ => throw new InvalidOperationException($"nobody of a demo does {next}"),
        };
        var happened = HappenedAt(recorded, command, ref reason);
        var act = new Act(dice.Id(recorded), by, happened, recorded, Via(by), new TextRef(dice.Id(recorded), ""));
        return new DemoAct(Stream, command, act, reason, [.. texts], [.. photos]);
    }

    private DateTime HappenedAt(DateTime recorded, CaseCommand command, ref string reason)
    {
        var earlier = command switch
        {
            Report or FixOnTheSpot => recorded - arrival.FoundAt,
            ReportFixed => TimeSpan.FromMinutes(2 + dice.Wait(20)),
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
        var command = new Report(number, arrival.Category.Code, arrival.At, What(), Shots(after: false, count));
        return (by ?? Actor.Citizen, command, by is null ? Phrases.ReasonOfCitizen(dice) : Phrases.Reason(CaseAct.Report, dice));
    }

    private (Actor, CaseCommand, string) OnTheSpot(long number)
    {
        var by =
            (arrival.Finder == Finder.UnitSpot ? staff.ClerkOf(arrival.At.Owner, dice) : null)
            ?? staff.Covering(Role.Inspector, arrival.At.District, dice)
            ?? throw new InvalidOperationException($"nobody inspects in {arrival.At.District}");
        var command = new FixOnTheSpot(number, arrival.Category.Code, arrival.At, What(), Shots(false, 1), Shots(true, 1));
        return Said(by, command);
    }

    private FileCase Filing()
    {
        var category = arrival.Category;
        var severity = dice.Share() switch
        {
            < 0.68 => Severity.Minor,
            < 0.95 => Severity.Major,
            _ => Severity.Grave,
        };
        var free = rules.Playbook.Limits.Difficulties.Where(difficulty => difficulty.ApprovedBy is null).ToArray();
        // What would be hung up for approval starts under the longest limit that the clerk may give.
        var usual = Array.Find(free, difficulty => difficulty.Code == category.Difficulty) ?? free[^1];
        return new FileCase(category.Code, dice.Chance(0.1) ? dice.Pick(free).Code : usual.Code, severity);
    }

    private (Actor, CaseCommand, string) Sending()
    {
        var state = State!;
        var byRule = state.Returns == 0 && !dice.Chance(0.04) ? staff.ByRule(state.Category, state.At) : null;
        return byRule is null
            ? (
                Clerk(),
                new Dispatch(staff.ByHand(state.Category, state.At, sentBackBy, dice)),
                Phrases.ReasonByHand(sentBackBy is not null, dice)
            )
            : Said(Clerk(), new Dispatch(null));
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
        if (other is not null && other.Unit != state.FixedByUnit)
            return other;
        return state.Next is { } duty
            ? staff.Holder(duty.Post, dice)
            : throw new InvalidOperationException($"nobody checks in {state.At.District}");
    }

    private Actor Reopener() => (dice.Chance(0.65) ? staff.Covering(Role.Supervisor, State!.At.District, dice) : null) ?? Clerk();

    private string Via(Actor by) =>
        next switch
        {
            CaseAct.Report when by.Role == Role.Citizen => "public",
            CaseAct.Report or CaseAct.PassCheck or CaseAct.FailCheck when by.Role is Role.Inspector or Role.Supervisor => "field",
            CaseAct.FixOnTheSpot => "field",
            _ => "desk",
        };

    private TextRef What() => Text(Phrases.What(arrival.Kind, arrival.Spots, arrival.Category.Name, dice));

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
