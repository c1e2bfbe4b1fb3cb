using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Guidance;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Guidance;

/// <summary>What a team says and what is done about it. Whoever may not see it is told that there is none.</summary>
public sealed class FeedbackPages(SiteContext site, RulesNow rulesNow, PhotoTokens tokens)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public RazorComponentResult<NewFeedbackPage> New() => NewPage(FeedbackForm.Fresh(), [], StatusCodes.Status200OK);

    public async Task<IResult> Give(HttpRequest request)
    {
        var form = await Read(request);
        if (form.Act == Guid.Empty)
            return Results.BadRequest();
        var wanting = Wanting(form);
        var input = form.Input(city, Rules.Playbook, site.Today);
        if (input.Refusal is { } nowhere)
            wanting.Add(nowhere);
        if (wanting.Count > 0)
            return NewPage(form, wanting, wanting.Max(refusal => refusal.Status()));
        try
        {
            var outcome = await FeedbackStore.Give(city, Rules, Act(form), input.Value!);
            return outcome.Refusal is { } refusal
                ? NewPage(form, [refusal], refusal.Status())
                : new SeeOther($"{site.At("feedback", $"{outcome.Value!.State.Number}")}?done=give");
        }
        catch (StorageTrouble trouble)
        {
            return NewPage(form, [trouble.Refusal], StatusCodes.Status503ServiceUnavailable);
        }
    }

    public IResult One(long number, string? done) =>
        Find(number) is { } found ? Page(found, null, null, [], Known(done), StatusCodes.Status200OK) : Results.NotFound();

    public async Task<IResult> Act(long number, string what, HttpRequest request)
    {
        if (Known(what) is not { } act || act == FeedbackAct.Give || Find(number) is not { } found)
            return Results.NotFound();
        var form = await Read(request);
        if (form.Act == Guid.Empty)
            return Results.BadRequest();
        var wanting = Wanting(form);
        if (wanting.Count == 0)
        {
            try
            {
                var outcome = await Send(found, act, form);
                if (outcome.Value is not null)
                    return new SeeOther(
                        Find(number) is null ? site.At("teams") : $"{site.At("feedback", $"{number}")}?done={what}"
                    );
                wanting = [outcome.Refusal!];
            }
            catch (StorageTrouble trouble)
            {
                return Page(found, act, form, [trouble.Refusal], null, StatusCodes.Status503ServiceUnavailable);
            }
        }
        var now = Find(number) ?? found;
        var again = form with { Act = Guid.CreateVersion7(), Version = now.State.Version };
        return Page(now, act, again, wanting, null, wanting.Max(refusal => refusal.Status()));
    }

    /// <summary>What the reader may do with it now.</summary>
    internal static IReadOnlyList<FeedbackAct> Offers(FeedbackDossier found, Actor reader, CaseRules rules, DateTime now)
    {
        var act = new Act(Guid.Empty, reader, now, now, "desk", new TextRef(Guid.Empty, ""));
        var here = found.Team.IsHere(now);
        // A unit that does not matter here is no obstacle: any that answers will do to ask whether asking is allowed.
        var some = rules.Organisation.Units.FirstOrDefault(unit => rules.Organisation.ClerkOf(unit.Code) is not null)?.Code ?? "";
        (FeedbackAct Act, FeedbackCommand Command)[] all =
        [
            (FeedbackAct.Settle, new SettleFeedback(here)),
            (FeedbackAct.Dispute, new DisputeFeedback(here)),
            (FeedbackAct.Answer, new AnswerFeedback([], here)),
            (FeedbackAct.Ask, new AskUnit(some)),
            (FeedbackAct.File, new FileFeedback(0)),
        ];
        return
        [
            .. all.Where(one => FeedbackDecide.Decide(found.State, one.Command, act, rules).Refusal is null)
                .Select(one => one.Act),
        ];
    }

    private Task<Outcome<Done<FeedbackState>>> Send(FeedbackDossier found, FeedbackAct act, FeedbackForm form) =>
        act switch
        {
            FeedbackAct.Ask => FeedbackStore.Ask(city, Rules, found.Stream, Act(form), form.Unit),
            FeedbackAct.File => FeedbackStore.File(city, Rules, found.Stream, found.State, Act(form), form.Category),
            FeedbackAct.Answer => FeedbackStore.Answer(city, Rules, found.Stream, Act(form), form.Photos),
            _ => FeedbackStore.Weigh(city, Rules, found.Stream, Act(form), act == FeedbackAct.Settle),
        };

    private static FeedbackAct? Known(string? name) =>
        Enum.GetValues<FeedbackAct>()
            .Where(act => act.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(act => (FeedbackAct?)act)
            .FirstOrDefault();

    private async Task<FeedbackForm> Read(HttpRequest request) =>
        await FeedbackForm.Read(await request.ReadFormAsync(request.HttpContext.RequestAborted), city, Reader.Person, tokens);

    private static List<Refusal> Wanting(FeedbackForm form) =>
        [
            .. form.Unfit.Select(one => one.Refusal),
            .. form.Words.Length == 0 ? new[] { new Refusal("feedback.words-missing") } : [],
        ];

    private ActForm Act(FeedbackForm form) => new(form.Act, Reader, "desk", form.Words, HappenedAt: null, form.Version);

    private FeedbackDossier? Find(long number) =>
        city.Database.Read(connection => GuidanceReads.One(connection, number, Reader, Rules.Organisation));

    private RazorComponentResult<NewFeedbackPage> NewPage(FeedbackForm form, IReadOnlyList<Refusal> refusals, int status) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(NewFeedbackPage.Form)] = form,
                [nameof(NewFeedbackPage.Refusals)] = refusals,
                [nameof(NewFeedbackPage.Rules)] = Rules,
            }
        )
        {
            StatusCode = status,
        };

    private RazorComponentResult<FeedbackPage> Page(
        FeedbackDossier found,
        FeedbackAct? act,
        FeedbackForm? form,
        IReadOnlyList<Refusal> refusals,
        FeedbackAct? done,
        int status
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(FeedbackPage.Found)] = found,
                [nameof(FeedbackPage.Offers)] = Offers(found, Reader, Rules, site.Now),
                [nameof(FeedbackPage.Place)] = found.State.Place is { } code
                    ? city.Database.Read(connection => CaseListReads.PlaceNames(connection, [code]).GetValueOrDefault(code))
                    : null,
                [nameof(FeedbackPage.Act)] = act,
                [nameof(FeedbackPage.Form)] = form,
                [nameof(FeedbackPage.Refusals)] = refusals,
                [nameof(FeedbackPage.Done)] = done,
                [nameof(FeedbackPage.Rules)] = Rules,
            }
        )
        {
            StatusCode = status,
        };
}
