using CivicLoop.Core.Cases;
using CivicLoop.Core.Demo;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Intake;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Demo;

/// <summary>Fills the form that somebody would have filled: stand-ins become the texts and photos they stand for.</summary>
internal static class DemoInputs
{
    /// <param name="number">The number that the city gave to a case of the generator.</param>
    public static CaseInput Of(DemoAct demo, IReadOnlyDictionary<Guid, StagedPhoto> photos, Func<long, long> number)
    {
        string Text(TextRef stand) => demo.Texts.First(text => text.Id == stand.Id).Text;
        List<StagedPhoto> Taken(IReadOnlyList<PhotoRef> stands) => [.. stands.Select(stand => photos[stand.Id])];

        return demo.Command switch
        {
            // Whoever tells it keeps a link; who works here has the case itself.
            Report report => new ReportInput(
                report.Category,
                report.At,
                Text(report.What),
                Taken(report.Photos),
                demo.Act.By.Role == Role.Citizen ? Trackings.NewCode() : null
            ),
            Receive received => new ReceiveInput(
                received.Category,
                received.At,
                Text(received.What),
                Taken(received.Photos),
                received.FoundBy,
                received.Source,
                Trackings.NewCode()
            ),
            AddWords words => new WordsInput(words.Kind, Text(words.What), Taken(words.Photos)),
            DisputeFix words => new WordsInput(words.Kind, Text(words.What), Taken(words.Photos)),
            Rate rate => new RateInput(rate.Stars, rate.Words is null ? "" : Text(rate.Words)),
            Reply reply => new ReplyInput(Text(reply.Words)),
            Publish shown => new PublishInput(Text(shown.Words), Taken(shown.Photos)),
            FixOnTheSpot spot => new SpotInput(spot.Category, spot.At, Text(spot.What), Taken(spot.Before), Taken(spot.After)),
            FileCase file => new FileInput(
                file.Category,
                file.Difficulty,
                file.Severity,
                file.ReboundOf is { } before ? number(before.Number) : null
            ),
            Dispatch dispatch => new DispatchInput(dispatch.Unit, dispatch.With, dispatch.Final),
            AskExtension ask => new AskExtensionInput(ask.Amount),
            AskSuspension ask => new AskSuspensionInput(ask.Until),
            Grant grant => new GrantInput(grant.Amount, grant.Until),
            Review review => new ReviewInput(review),
            Merge merge => new MergeInput(number(merge.Into!.Number)),
            MakePlan plan => new PlanInput(
                Text(plan.Item),
                Text(plan.Cause),
                Text(plan.Measure),
                plan.Promised,
                plan.Responsible
            ),
            GiveToZone give => new ZoneInput(give.Zone),
            ReportToUnit seen => new SeenInput(seen.Kind, Taken(seen.Photos)),
            ReportFixed seen => new SeenInput(seen.Kind, Taken(seen.Photos)),
            PassCheck seen => new SeenInput(seen.Kind, Taken(seen.Photos)),
            FailCheck seen => new SeenInput(seen.Kind, Taken(seen.Photos)),
            var plain => new PlainInput(plain.Kind),
        };
    }
}
