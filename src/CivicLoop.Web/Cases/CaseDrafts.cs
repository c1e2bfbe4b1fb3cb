using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Cases;

/// <summary>
/// Turns a form into a command of Core: texts and photos become references, and are kept only when the decision
/// was yes.
/// </summary>
internal sealed class CaseDrafts
{
    private readonly List<DraftText> texts = [];
    private readonly List<DraftPhoto> photos = [];

    public TextRef Text(string text)
    {
        var draft = TextStore.Draft(text.Trim());
        texts.Add(draft);
        return draft.Ref;
    }

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

    public void Keep(CityTransaction transaction, Guid stream)
    {
        foreach (var text in texts)
            TextStore.Keep(transaction, stream, text);
        foreach (var photo in photos)
            PhotoRows.Keep(transaction, stream, photo);
    }

    private List<PhotoRef> Photos(IReadOnlyList<StagedPhoto> staged)
    {
        var drafts = staged.Select(PhotoRows.Draft).ToList();
        photos.AddRange(drafts);
        return [.. drafts.Select(draft => draft.Ref)];
    }
}
