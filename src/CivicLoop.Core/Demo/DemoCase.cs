using CivicLoop.Core.Cases;

namespace CivicLoop.Core.Demo;

/// <summary>
/// One case of a demo and what its people do next. It only proposes: what comes of an act is read from the state
/// that <see cref="CaseDecide"/> left.
/// </summary>
internal sealed partial class DemoCase
{
    private readonly Arrival arrival;
    private readonly CaseRules rules;
    private readonly DemoStaff staff;
    private readonly DemoHours hours;
    private readonly Func<DateTime, bool> isWinter;
    private readonly DemoNeighbours neighbours;
    private readonly Dice dice;
    private readonly int sight;
    private CaseAct next;
    private DateTime last;
    private DateTime target;
    private bool planned;
    private bool denied;
    private bool asked;
    private bool zoned;
    private bool sentBackToZone;
    private string? sentBackBy;
    private int shots;

    public DemoCase(
        Arrival arrival,
        int seed,
        CaseRules rules,
        DemoHours hours,
        DemoStaff staff,
        DemoNeighbours neighbours,
        Func<DateTime, bool> isWinter
    )
    {
        (this.arrival, this.rules, this.hours, this.staff, this.neighbours, this.isWinter) = (
            arrival,
            rules,
            hours,
            staff,
            neighbours,
            isWinter
        );
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
        if (State!.Asked is { } waits)
        {
            Plan(Grants(waits) ? CaseAct.Grant : CaseAct.Deny, Office(at, 150, 0.1));
            return;
        }
        if (Speaks(at))
            return;
        switch (State.Status)
        {
            case CaseStatus.Reported when State.Reopenings == 0 && neighbours.Open(State) is not null && dice.Chance(0.75):
                Plan(CaseAct.Merge, Office(at, 40, 0.05));
                break;
            case CaseStatus.Merged when State.Reopenings == 0 && dice.Chance(0.04):
                Plan(CaseAct.Reopen, hours.Worked(at, dice.Between(200, 2000)));
                break;
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
                // What one unit sent back the next one sends back more readily: that is how problems are pushed about.
                var sentBack = State.Returns switch
                {
                    0 => State.Rule is not null && dice.Chance(staff.Manner(State.Unit!).Returns),
                    1 => dice.Chance(0.22),
                    _ => false,
                };
                Plan(sentBack ? CaseAct.Return : CaseAct.Accept, sentBack ? hours.Worked(at, 15 + dice.Wait(100)) : AcceptAt(at));
                break;
            case CaseStatus.Accepted:
                if (target <= at || State.Extensions > 0)
                    Owe(at);
                if (Asks(at) || InZone(at))
                    break;
                var wants = !planned && dice.Chance(target - at > TimeSpan.FromHours(12) ? 0.7 : 0.12);
                var planAt = hours.Awake(at.AddMinutes(8 + dice.Wait(50)));
                planned = true;
                if (wants && planAt < target.AddMinutes(-5))
                    Plan(CaseAct.Plan, planAt);
                else
                    Plan(CaseAct.ReportFixed, target);
                break;
            case CaseStatus.Suspended:
                var review = hours.Worked(rules.Calendar.ToUtc(State.Hung!.Until, new TimeOnly(9, 0)), dice.Between(5, 300));
                Plan(dice.Chance(0.15) ? CaseAct.AskSuspension : CaseAct.Resume, review);
                break;
            case CaseStatus.CoSigning:
                Plan(dice.Chance(0.1) ? CaseAct.CoRefuse : CaseAct.CoSign, Office(at, 70, 0.06));
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

    private bool Grants(Asked waits)
    {
        var grants = dice.Chance(waits.What == ApprovalOf.Filing ? 0.8 : 0.72);
        denied |= !grants;
        return grants;
    }

    // Whether the unit asks for more time or a standstill instead of getting on with it; once in a case, and in time.
    private bool Asks(DateTime at)
    {
        if (asked)
            return false;
        asked = true;
        var left = State!.Rectify!.Due - at;
        if (left < TimeSpan.FromHours(2) || State.Extensions >= rules.Playbook.Limits.Extension.AtMost)
            return false;
        var late = target > State.Rectify.Due;
        var hard = rules.Playbook.Difficulty(State.Difficulty!) is { ApprovedBy: not null };
        var when = hours.Awake(at + left * dice.Between(0.2, 0.8));
        if (when > State.Rectify.Due.AddMinutes(-5))
            return false;
        var share = dice.Share();
        if (share < (hard ? 0.3 : 0.014) && rules.Playbook.Limits.Suspension is not null)
            Plan(CaseAct.AskSuspension, when);
        else if (when < target && share < (late ? 0.18 : 0.05))
            Plan(CaseAct.AskExtension, when);
        else
            return false;
        return true;
    }

    // Whether the unit's zones have something to do with it: given to one, put right there, now and then taken back, or
    // given once more because somebody of the unit looked and was not content.
    private bool InZone(DateTime at)
    {
        if (State!.Zone is null)
        {
            if (zoned || !staff.HasZones(State.Unit!))
                return false;
            zoned = true;
            var given = hours.Awake(at.AddMinutes(5 + dice.Wait(40)));
            if (!dice.Chance(0.8) || given > target.AddMinutes(-30))
                return false;
            Plan(CaseAct.GiveToZone, given);
        }
        else if (State.ZoneDoneBy is null)
        {
            var done = hours.Awake(at + (target > at ? target - at : TimeSpan.FromHours(3)) * dice.Between(0.4, 0.85));
            Plan(dice.Chance(0.1) ? CaseAct.TakeFromZone : CaseAct.ReportToUnit, done);
        }
        else if (!sentBackToZone && dice.Chance(0.1))
        {
            sentBackToZone = true;
            Plan(CaseAct.GiveToZone, hours.Awake(at.AddMinutes(10 + dice.Wait(60))));
        }
        else
            return false;
        return true;
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
}
