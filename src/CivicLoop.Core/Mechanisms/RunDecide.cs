using CivicLoop.Core.Cases;
using CivicLoop.Core.Duties;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Mechanisms;

/// <summary>A unit tells that it ran a way of working; somebody of another body confirms it. Pure.</summary>
public static class RunDecide
{
    public const string Check = "mechanism-check";

    public static Outcome<RunEvent> Decide(RunState? state, RunCommand command, Act act, CaseRules rules)
    {
        if (act.HappenedAt > act.RecordedAt)
            return new Refusal("act.future");
        if (command is TellRun tell)
            return state is null ? OnTell(tell, act, rules) : new Refusal("mechanism-run.exists");
        if (state is null)
            return new Refusal("mechanism-run.unknown");
        if (!May.Do(act.By, command.Kind, state.Unit))
            return new Refusal("mechanism-run.not-yours");
        if (state.Status != RunStatus.Told)
            return new Refusal("mechanism-run.not-now", state.Status.ToString());
        if (act.By.Person == state.ToldBy || act.By.Unit == state.Unit || act.By.Unit == state.ToldUnit)
            return new Refusal("mechanism-run.own-unit");
        return command is ConfirmRun ? new RunConfirmed() : new RunSentBack();
    }

    private static Outcome<RunEvent> OnTell(TellRun tell, Act act, CaseRules rules)
    {
        if (!May.Do(act.By, RunAct.Tell, tell.Unit))
            return new Refusal("mechanism-run.not-yours");
        if (rules.Playbook.Mechanisms.All(one => one.Code != tell.Mechanism))
            return new Refusal("mechanism.unknown", tell.Mechanism);
        if (rules.Organisation.Open(tell.Unit) is null)
            return new Refusal("unit.unknown", tell.Unit);
        if (tell.Day > rules.Calendar.DayOf(act.RecordedAt))
            return new Refusal("mechanism-run.day-future");
        string[] own = [tell.Unit, act.By.Unit];
        var checker =
            rules.Organisation.Covering(Role.Supervisor, null, own) ?? rules.Organisation.Covering(Role.OfficeClerk, null, own);
        return new RunTold(
            tell.Number,
            tell.Mechanism,
            tell.Day,
            tell.Unit,
            tell.Words,
            tell.Photos,
            act.By.Unit,
            checker is null
                ? null
                : Duty.Open(
                    Check,
                    checker.Code,
                    null,
                    act.RecordedAt,
                    rules.Playbook.Limits.Stage("check"),
                    rules.Playbook.Limits.YellowAt,
                    rules.Calendar
                )
        );
    }

    public static RunState Evolve(RunState? before, RunEvent happened, Made made)
    {
        var state = happened switch
        {
            RunTold told => new RunState(
                0,
                told.Number,
                told.Mechanism,
                told.Day,
                told.Unit,
                told.Words,
                told.Photos,
                RunStatus.Told,
                made.Person,
                told.By,
                null
            ),
            _ when before is null => throw new InvalidOperationException("a run begins with being told"),
            RunConfirmed => before with { Status = RunStatus.Confirmed },
            RunSentBack => before with { Status = RunStatus.SentBack },
            _ => throw new InvalidOperationException($"unknown kind of event '{happened.GetType().Name}'"),
        };
        return state with { Version = (before?.Version ?? 0) + 1, Next = happened.Next };
    }
}

/// <summary>When a way of working is due again, and how that stands.</summary>
public static class MechanismDue
{
    /// <summary>The last day on which the next run is in time.</summary>
    public static DateOnly After(DateOnly last, Interval every, WorkCalendar calendar)
    {
        switch (every.Unit)
        {
            case IntervalUnit.WorkingDay:
                var day = last;
                for (var left = every.Amount; left > 0; left -= calendar.IsWorkingDay(day) ? 1 : 0)
                    day = day.AddDays(1);
                return day;
            case IntervalUnit.Month:
                return last.AddMonths(every.Amount);
            default:
                return last.AddDays(
                    every.Amount
                        * every.Unit switch
                        {
                            IntervalUnit.Week => 7,
                            IntervalUnit.TenDays => 10,
                            IntervalUnit.HalfMonth => 15,
                            _ => 1,
                        }
                );
        }
    }

    /// <summary>Red past the day, and where it never ran at all; yellow on the day itself.</summary>
    /// <param name="next">Null where it never ran.</param>
    public static Light LightOn(DateOnly? next, DateOnly today) =>
        next is null || next < today ? Light.Red
        : next == today ? Light.Yellow
        : Light.Green;
}
