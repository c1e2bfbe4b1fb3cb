using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Places;

namespace CivicLoop.Core.Inspections;

/// <summary>A visit is recorded once and then only withdrawn: by whoever made it on the same day, or by the office. Pure.</summary>
public static class VisitDecide
{
    public static Outcome<VisitEvent> Decide(VisitState? state, VisitCommand command, Act act, CaseRules rules)
    {
        if (act.HappenedAt > act.RecordedAt)
            return new Refusal("act.future");
        if (command is RecordVisit record)
            return state is null ? OnRecord(record, act) : new Refusal("visit.exists");
        if (state is null)
            return new Refusal("visit.unknown");
        return command is WithdrawVisit
            ? OnWithdraw(state, act, rules)
            : throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "no such command");
    }

    private static Outcome<VisitEvent> OnRecord(RecordVisit record, Act act)
    {
        if (record.At.District.Length == 0 || record.At.Place is null)
            return new Refusal("place.outside");
        if (!May.Do(act.By, VisitAct.Record, record.At.District))
            return new Refusal("visit.not-yours");
        if (record.Items.Count == 0)
            return new Refusal("visit.nothing-answered");
        if (record.Items.GroupBy(item => (item.Edition, item.Standard)).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new Refusal("visit.answered-twice", twice.Key.Standard);
        int? away = record.Stood is { } stood
            ? (int)Math.Round(Distance.Metres(stood.Lon, stood.Lat, record.At.Lon, record.At.Lat))
            : null;
        return new VisitRecorded(
            record.Number,
            record.At,
            record.Stood,
            away,
            record.Note,
            record.Items,
            record.Photos.Count > 0 ? record.Photos : null
        );
    }

    private static Outcome<VisitEvent> OnWithdraw(VisitState state, Act act, CaseRules rules)
    {
        if (!May.Do(act.By, VisitAct.Withdraw, state.At.District))
            return new Refusal("visit.not-yours");
        if (state.WithdrawnAt is not null)
            return new Refusal("visit.withdrawn-already");
        if (act.By.Role == Role.OfficeClerk)
            return new VisitWithdrawn();
        if (act.By.Person != state.By)
            return new Refusal("visit.withdraw-own");
        return rules.Calendar.DayOf(act.RecordedAt) == rules.Calendar.DayOf(state.RecordedAt)
            ? new VisitWithdrawn()
            : new Refusal(
                "visit.withdraw-late",
                rules.Calendar.DayOf(state.RecordedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            );
    }

    public static VisitState Evolve(VisitState? before, VisitEvent happened, Made made) =>
        (before, happened) switch
        {
            (null, VisitRecorded told) => new VisitState(
                1,
                told.Number,
                told.At,
                told.Stood,
                told.Away,
                told.Note,
                told.Items,
                told.Photos,
                made.Person,
                made.Post,
                made.HappenedAt,
                made.RecordedAt,
                null
            ),
            (null, _) => throw new InvalidOperationException("a visit begins with what was found"),
            (_, VisitWithdrawn) => before with { Version = before.Version + 1, WithdrawnAt = made.RecordedAt },
            // A beginning that stands later can only come from a bent history; the chain says so, not the fold.
            (_, VisitRecorded) => before with { Version = before.Version + 1 },
            _ => throw new InvalidOperationException($"unknown kind of event '{happened.GetType().Name}'"),
        };
}
