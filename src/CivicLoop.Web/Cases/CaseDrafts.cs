using CivicLoop.Core.Cases;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Cases;

/// <summary>Turns a form into a command of Core.</summary>
internal sealed class CaseDrafts : Drafts
{
    /// <param name="number">Gives a new case its number; asked only where one is needed.</param>
    public CaseCommand Command(CaseInput input, Func<long> number) =>
        input switch
        {
            ReportInput report => new Report(number(), report.Category, report.At, Text(report.What), Photos(report.Taken)),
            SpotInput spot => new FixOnTheSpot(
                number(),
                spot.Category,
                spot.At,
                Text(spot.What),
                Photos(spot.Before),
                Photos(spot.After)
            ),
            FileInput file => new FileCase(file.Category, file.Difficulty, file.Severity),
            DispatchInput dispatch => new Dispatch(dispatch.Unit),
            PlanInput plan => new MakePlan(
                Text(plan.Item),
                Text(plan.Cause),
                Text(plan.Measure),
                plan.Promised,
                plan.Responsible
            ),
            SeenInput { Act: CaseAct.ReportFixed } seen => new ReportFixed(Photos(seen.Taken)),
            SeenInput { Act: CaseAct.PassCheck } seen => new PassCheck(Photos(seen.Taken)),
            SeenInput { Act: CaseAct.FailCheck } seen => new FailCheck(Photos(seen.Taken)),
            PlainInput { Act: CaseAct.RefuseToFile } => new RefuseToFile(),
            PlainInput { Act: CaseAct.Return } => new Return(),
            PlainInput { Act: CaseAct.Accept } => new Accept(),
            PlainInput { Act: CaseAct.Close } => new Close(),
            PlainInput { Act: CaseAct.Reopen } => new Reopen(),
            PlainInput { Act: CaseAct.Recount } => new Recount(),
            _ => throw new ArgumentOutOfRangeException(nameof(input), input.Kind, "no such form"),
        };
}
