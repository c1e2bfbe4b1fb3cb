using CivicLoop.Core.Cases;
using CivicLoop.Core.Exchange;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Cases;

/// <summary>Turns a form into a command of Core.</summary>
internal sealed class CaseDrafts : Drafts
{
    /// <param name="number">Gives a new case its number; asked only where one is needed.</param>
    /// <param name="other">The other case that the form names, as it stands; null where it names none or there is none.</param>
    public CaseCommand Command(CaseInput input, Func<long> number, CaseState? other = null) =>
        input switch
        {
            ReportInput report => new Report(number(), report.Category, report.At, Text(report.What), Photos(report.Taken)),
            ReceiveInput received => new Receive(
                number(),
                received.Category,
                received.At,
                Text(received.What),
                Photos(received.Taken),
                received.FoundBy,
                received.Source
            ),
            ImportInput import => Imported(import, number()),
            SpotInput spot => new FixOnTheSpot(
                number(),
                spot.Category,
                spot.At,
                Text(spot.What),
                Photos(spot.Before),
                Photos(spot.After)
            ),
            FileInput file => new FileCase(file.Category, file.Difficulty, file.Severity, other),
            DispatchInput dispatch => new Dispatch(dispatch.Unit, dispatch.With, dispatch.Final),
            AskExtensionInput ask => new AskExtension(ask.Amount),
            AskSuspensionInput ask => new AskSuspension(ask.Until),
            GrantInput grant => new Grant(grant.Amount, grant.Until),
            MergeInput => new Merge(other),
            ReviewInput review => review.Said,
            PlanInput plan => new MakePlan(
                Text(plan.Item),
                Text(plan.Cause),
                Text(plan.Measure),
                plan.Promised,
                plan.Responsible
            ),
            SeenInput { Act: CaseAct.ReportFixed } seen => new ReportFixed(Photos(seen.Taken)),
            ZoneInput zone => new GiveToZone(zone.Zone),
            SeenInput { Act: CaseAct.ReportToUnit } seen => new ReportToUnit(Photos(seen.Taken)),
            PlainInput { Act: CaseAct.TakeFromZone } => new TakeFromZone(),
            SeenInput { Act: CaseAct.PassCheck } seen => new PassCheck(Photos(seen.Taken)),
            SeenInput { Act: CaseAct.FailCheck } seen => new FailCheck(Photos(seen.Taken)),
            PlainInput { Act: CaseAct.RefuseToFile } => new RefuseToFile(),
            PlainInput { Act: CaseAct.Return } => new Return(),
            PlainInput { Act: CaseAct.Accept } => new Accept(),
            PlainInput { Act: CaseAct.Deny } => new Deny(),
            PlainInput { Act: CaseAct.Resume } => new Resume(),
            PlainInput { Act: CaseAct.CoSign } => new CoSign(),
            PlainInput { Act: CaseAct.CoRefuse } => new CoRefuse(),
            PlainInput { Act: CaseAct.Close } => new Close(),
            PlainInput { Act: CaseAct.Reopen } => new Reopen(),
            PlainInput { Act: CaseAct.Recount } => new Recount(),
            SeenAgainInput seen => new SeeAgain(seen.Visit, Text(seen.What), Photos(seen.Taken)),
            WordsInput { Act: CaseAct.AddWords } words => new AddWords(Text(words.What), Photos(words.Taken)),
            WordsInput { Act: CaseAct.DisputeFix } words => new DisputeFix(Text(words.What), Photos(words.Taken)),
            PlainInput { Act: CaseAct.ConfirmFix } => new ConfirmFix(),
            RateInput rate => new Rate(rate.Stars, rate.Words.Length > 0 ? Text(rate.Words) : null),
            ReplyInput reply => new Reply(Text(reply.Words)),
            PublishInput shown => new Publish(Text(shown.Words), Photos(shown.Shown)),
            PlainInput { Act: CaseAct.Withhold } => new Withhold(),
            _ => throw new ArgumentOutOfRangeException(nameof(input), input.Kind, "no such form"),
        };

    private ImportCase Imported(ImportInput import, long number)
    {
        var draft = import.Draft;
        return new ImportCase(
            number,
            draft.Category,
            draft.At,
            Text(draft.What),
            draft.Address is { } address ? Text(address) : null,
            draft.FoundBy,
            import.Source,
            draft.Severity,
            Told(draft.Report),
            draft.Tally,
            [
                .. draft.Stages.Select(stage => new StageSaid(
                    stage.Stage,
                    stage.Status,
                    stage.At,
                    Told(stage.Told),
                    stage.Unit,
                    stage.First,
                    stage.Due,
                    stage.Limit
                )),
            ]
        );
    }

    // Who did it there is a name of somebody: it may be erased as any other text.
    private Told Told(ToldDraft told) => new(told.Times, told.InTime, told.By is { } by ? Text(by) : null);
}
