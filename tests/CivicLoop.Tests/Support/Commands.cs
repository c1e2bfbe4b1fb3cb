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
            CaseAct.ReportFixed => new ReportFixed([SmallCity.Photo(2)]),
            CaseAct.PassCheck => new PassCheck([]),
            CaseAct.FailCheck => new FailCheck([]),
            CaseAct.Close => new Close(),
            CaseAct.Reopen => new Reopen(),
            CaseAct.Recount => new Recount(),
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };
}
