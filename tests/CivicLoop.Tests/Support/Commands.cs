using CivicLoop.Core.Cases;
using CivicLoop.Tests.Core.Cases;

namespace CivicLoop.Tests.Support;

/// <summary>A sensible command for every act, so that a table of acts can be tried on any case.</summary>
public static class Commands
{
    public static CaseCommand Of(CaseAct act) =>
        act switch
        {
            CaseAct.Report => Loop.Litter(),
            CaseAct.FixOnTheSpot => Loop.OnTheSpot(),
            CaseAct.RefuseToFile => new RefuseToFile(),
            CaseAct.File => new FileCase("litter", "at-once", Severity.Minor),
            CaseAct.Dispatch => new Dispatch(null),
            CaseAct.Return => new Return(),
            CaseAct.Accept => new Accept(),
            CaseAct.Plan => CaseLoopTest.Plan(SmallCity.Calendar.DayOf(SmallCity.Monday)),
            CaseAct.AskExtension => new AskExtension(1),
            CaseAct.AskSuspension => new AskSuspension(SmallCity.Calendar.DayOf(SmallCity.Monday).AddDays(10)),
            CaseAct.GiveToZone => new GiveToZone("zone-1"),
            CaseAct.TakeFromZone => new TakeFromZone(),
            CaseAct.ReportToUnit => new ReportToUnit([SmallCity.Photo(3)]),
            CaseAct.Grant => new Grant(),
            CaseAct.Deny => new Deny(),
            CaseAct.Resume => new Resume(),
            CaseAct.CoSign => new CoSign(),
            CaseAct.CoRefuse => new CoRefuse(),
            CaseAct.Merge => new Merge(Loop.Filed().Now with { Number = 2 }),
            CaseAct.ReportFixed => new ReportFixed([SmallCity.Photo(2)]),
            CaseAct.PassCheck => new PassCheck([]),
            CaseAct.FailCheck => new FailCheck([]),
            CaseAct.Review => new Review(7, ReviewOutcome.Reassign, "north"),
            CaseAct.SeeAgain => new SeeAgain(3, SmallCity.Text(5), []),
            CaseAct.Close => new Close(),
            CaseAct.Reopen => new Reopen(),
            CaseAct.Recount => new Recount(),
            CaseAct.Receive => Loop.Received(),
            CaseAct.Import => Loop.Imported(),
            CaseAct.AddWords => new AddWords(SmallCity.Text(5), []),
            CaseAct.ConfirmFix => new ConfirmFix(),
            CaseAct.DisputeFix => new DisputeFix(SmallCity.Text(5), []),
            CaseAct.Rate => new Rate(4, null),
            CaseAct.Reply => new Reply(SmallCity.Text(5)),
            CaseAct.Publish => new Publish(SmallCity.Text(5), [SmallCity.Photo(5)]),
            CaseAct.Withhold => new Withhold(),
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };
}
