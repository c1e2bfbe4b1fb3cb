using CivicLoop.Core.Cases;
using CivicLoop.Core.Organisation;

namespace CivicLoop.Core.Demo;

/// <summary>Between the city and whoever told it: what is shown to everybody, what is said and answered on the way.</summary>
internal sealed partial class DemoCase
{
    private bool judged;
    private bool added;
    private bool replied;
    private bool heard;

    // Some are looked at only once it is put right, and shown with both photos.
    private bool late;

    private bool FromOutside => Finders.Outside.Contains(State!.FoundBy);

    private bool Told => State!.FoundBy is Finders.Citizen or "hotline";

    // What is done beside the loop before its next act; false when nothing is.
    private bool Speaks(DateTime at)
    {
        if (!judged && Judges())
        {
            judged = true;
            // Whatever came from outside is decided on, one way or the other.
            if (dice.Chance(FromOutside ? 0.84 : 0.12))
                return Aside(CaseAct.Publish, hours.OnDuty(at, dice.Between(2, 25)));
            if (FromOutside)
                return Aside(CaseAct.Withhold, hours.OnDuty(at, dice.Between(2, 25)));
        }
        if (!Told)
            return false;
        if (!added && State!.Status is CaseStatus.Dispatched or CaseStatus.Accepted)
        {
            added = true;
            if (State.FoundBy == Finders.Citizen && dice.Chance(0.04))
                return Aside(CaseAct.AddWords, hours.Awake(at.AddMinutes(dice.Between(3, 45))));
        }
        if (!replied && State!.Status == CaseStatus.Passed)
        {
            replied = true;
            if (dice.Chance(0.4))
                return Aside(CaseAct.Reply, hours.OnDuty(at, dice.Between(2, 40)));
        }
        if (State!.Status != CaseStatus.Closed || State.FoundBy != Finders.Citizen)
            return false;
        if (!heard)
        {
            heard = true;
            var share = dice.Share();
            if (share < 0.24)
                return Aside(CaseAct.ConfirmFix, hours.Awake(at.AddMinutes(dice.Between(30, 3000))));
            if (share < 0.247)
                return Aside(CaseAct.DisputeFix, hours.Awake(at.AddMinutes(dice.Between(30, 3000))));
            if (share < 0.4)
                return Aside(CaseAct.Rate, hours.Awake(at.AddMinutes(dice.Between(30, 3000))));
        }
        return State.SaidFixed == true
            && State.Stars is null
            && dice.Chance(0.7)
            && Aside(CaseAct.Rate, hours.Awake(at.AddMinutes(dice.Between(1, 5))));
    }

    private bool Judges()
    {
        if (State!.Status == CaseStatus.Filed)
            late = FromOutside && dice.Chance(0.5);
        return State.Status switch
        {
            CaseStatus.Filed => !late,
            CaseStatus.Fixed => true,
            CaseStatus.Passed or CaseStatus.Closed => FromOutside,
            _ => false,
        };
    }

    private bool Aside(CaseAct act, DateTime at)
    {
        Plan(act, at);
        return true;
    }

    private (Actor, CaseCommand, string) Spoken() =>
        next switch
        {
            CaseAct.Publish => Said(Clerk(), new Publish(What(), Shots(after: State!.Status == CaseStatus.Fixed, 1))),
            CaseAct.Withhold => Said(Clerk(), new Withhold()),
            CaseAct.AddWords => Said(
                Actor.Citizen,
                new AddWords(Text(Phrases.Added(dice)), Shots(false, dice.Chance(0.4) ? 1 : 0))
            ),
            CaseAct.Reply => Said(dice.Chance(0.5) ? OfUnit() : Clerk(), new Reply(Text(Phrases.Reply(dice)))),
            CaseAct.ConfirmFix => Said(Actor.Citizen, new ConfirmFix()),
            CaseAct.DisputeFix => Said(Actor.Citizen, new DisputeFix(Text(Phrases.Dispute(dice)), Shots(false, 1))),
            CaseAct.Rate => Said(Actor.Citizen, new Rate(Stars(), null)),
            _ => throw new InvalidOperationException($"nobody of a demo does {next}"),
        };

    private int Stars()
    {
        var stars = dice.Share() switch
        {
            < 0.5 => 5,
            < 0.78 => 4,
            < 0.9 => 3,
            < 0.96 => 2,
            _ => 1,
        };
        return State!.SaidFixed == true ? Math.Max(3, stars) : stars;
    }
}
