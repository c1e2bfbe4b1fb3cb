using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Rectification;
using CivicLoop.Core.SelfReviews;
using CivicLoop.Core.Tallies;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Sheets;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.SelfReviews;

/// <summary>Rounds, one of them with who is missing, and one unit's review.</summary>
public sealed class SelfReviewPages(SiteContext site, RulesNow rulesNow, Sentences t)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    // Who sees the city sees all; anybody else their own unit.
    private string? Own => May.Read(Reader.Role) == Scope.City ? null : Rules.Organisation.Answering(Reader.Unit);

    public IResult Rounds() => RoundsPage(null, null, 200);

    public async Task<IResult> Ask(HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id))
            return Results.BadRequest();
        var (from, to, due) = (
            ItemSheet.ParseDay(sent["from"].ToString()),
            ItemSheet.ParseDay(sent["to"].ToString()),
            ItemSheet.ParseDay(sent["due"].ToString())
        );
        if (from is null || to is null || due is null)
            return RoundsPage(new Refusal("cell.day-missing"), sent, StatusCodes.Status422UnprocessableEntity);
        var input = new RoundInput(
            sent["title"].ToString().Trim(),
            from.Value,
            to.Value,
            due.Value,
            [.. sent["unit"].OfType<string>()]
        );
        try
        {
            var form = new ActForm(id, Reader, "desk", ReasonField.Stated(sent), null, null);
            var outcome = await SelfReviewStore.Ask(city, Rules, form, input);
            return outcome.Value is { } made
                ? new SeeOther(site.At("self-reviews", $"{made.Number}"))
                : RoundsPage(outcome.Refusal!, sent, outcome.Refusal!.Status());
        }
        catch (StorageTrouble trouble)
        {
            return RoundsPage(trouble.Refusal, sent, StatusCodes.Status503ServiceUnavailable);
        }
    }

    public IResult Round(long number) =>
        Find(number) is { } found
            ? new RazorComponentResult<RoundPage>(
                new Dictionary<string, object?>
                {
                    [nameof(RoundPage.Round)] = found.Round,
                    [nameof(RoundPage.Reviews)] = found.Reviews,
                    [nameof(RoundPage.Rules)] = Rules,
                }
            )
            : Results.NotFound();

    public IResult Export(long number, string form)
    {
        if (form is not ("xlsx" or "csv") || Find(number) is not { } found)
            return Results.NotFound();
        var names = CaseNames.Of(Rules);
        string[] columns = ["unit", "status", "work", "effort", "people", "money", .. SelfReviewFigure.Names];
        return new TableFile(
            $"{site.Here.Code}-{t["self-reviews.title"]}-{number}",
            [
                .. columns.Select(column => new SheetColumn(
                    t[SelfReviewFigure.Names.Contains(column) ? $"self-reviews.figure.{column}" : $"self-reviews.col.{column}"],
                    column is "work" or "effort" or "unit" ? 40 : 12
                )),
            ],
            found.Reviews.Select(
                IReadOnlyList<object?> (review) =>
                    [
                        names.Unit(review.State.Unit, t),
                        t[$"self-reviews.status.{review.State.Status}"],
                        review.Work,
                        review.Effort,
                        review.State.SubmittedAt is null ? null : review.State.People,
                        review.State.SubmittedAt is null ? null : review.State.MoneyThousandths / (double)Amount.Scale,
                        .. SelfReviewFigure.Names.Select(name =>
                            (object?)(
                                review.State.Figures.FirstOrDefault(figure => figure.Name == name)?.Thousandths / Amount.Scale
                            )
                        ),
                    ]
            )
        ).As(form, site, t);
    }

    public IResult One(long number, string unit, string? done) =>
        Find(number, unit) is { } found ? Page(found, null, null, done, 200) : Results.NotFound();

    public async Task<IResult> Act(long number, string unit, string what, HttpRequest request)
    {
        if (what is not ("submit" or "accept" or "send-back") || Find(number, unit) is not { } found)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id) || !int.TryParse(sent["expected"], out var version))
            return Results.BadRequest();
        var form = new ActForm(id, Reader, "desk", ReasonField.Stated(sent), null, version);
        try
        {
            var outcome =
                what == "submit"
                    ? await Submit(found.Review, form, sent)
                    : await SelfReviewStore.Judge(city, Rules, form, found.Review.Stream, what == "accept");
            return outcome.Refusal is { } refusal
                ? Page(Find(number, unit) ?? found, refusal, sent, null, refusal.Status())
                : new SeeOther($"{site.At("self-reviews", $"{number}", unit)}?done={what}");
        }
        catch (StorageTrouble trouble)
        {
            return Page(found, trouble.Refusal, sent, null, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<Outcome<Done<SelfReviewState>>> Submit(Review review, ActForm form, IFormCollection sent)
    {
        if (!int.TryParse(sent["people"], NumberStyles.None, CultureInfo.InvariantCulture, out var people))
            return new Refusal("self-review.people");
        var said = sent["money"].ToString().Trim();
        var money = said is "" or "0" ? Amount.Of(0) : Amount.Parse(said, Amount.MostDecimals);
        if (money.Refusal is { } refusal)
            return refusal;
        var input = new ReviewInput(Words(sent["work"].ToString()), Words(sent["effort"].ToString()), people, money.Value!);
        return await SelfReviewStore.Submit(city, Rules, form, review.Stream, input, Figures(review.State));
    }

    private static string Words(string typed) => typed.ReplaceLineEndings("\n").Trim();

    // What was said stays as it was said; until then it is as it stands now.
    private IReadOnlyList<SelfReviewFigure> Figures(SelfReviewState state) =>
        city.Database.Read(connection => SelfReviewReads.Figures(connection, Rules, state.Unit, state.From, state.To, site.Now));

    private (RoundRow Round, List<Review> Reviews)? Find(long number)
    {
        var own = Own;
        return city.Database.Read<(RoundRow, List<Review>)?>(connection =>
            SelfReviewReads.Find(connection, number) is { } round
            && SelfReviewReads.Of(connection, round.Id).Where(review => own is null || review.State.Unit == own).ToList()
                is { Count: > 0 } reviews
                ? (round, reviews)
                : null
        );
    }

    private (RoundRow Round, Review Review)? Find(long number, string unit) =>
        Find(number) is { } found && found.Reviews.Find(review => review.State.Unit == unit) is { } review
            ? (found.Round, review)
            : null;

    private RazorComponentResult<RoundsPage> RoundsPage(Refusal? refusal, IFormCollection? sent, int status) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(SelfReviews.RoundsPage.Rounds)] = city.Database.Read(connection => SelfReviewReads.All(connection, Own)),
                [nameof(SelfReviews.RoundsPage.Rules)] = Rules,
                [nameof(SelfReviews.RoundsPage.Refusal)] = refusal,
                [nameof(SelfReviews.RoundsPage.Sent)] = sent,
                [nameof(SelfReviews.RoundsPage.Own)] = Own,
            }
        )
        {
            StatusCode = status,
        };

    private RazorComponentResult<ReviewPage> Page(
        (RoundRow Round, Review Review) found,
        Refusal? refusal,
        IFormCollection? sent,
        string? done,
        int status
    )
    {
        var state = found.Review.State;
        var waits = state.Status is SelfReviewStatus.Asked or SelfReviewStatus.SentBack;
        var (history, texts) = city.Database.Read(connection =>
            (
                SelfReviewReads.History(connection, found.Review.Stream),
                Rectification.ItemReads.Texts(connection, found.Review.Stream)
            )
        );
        return new(
            new Dictionary<string, object?>
            {
                [nameof(ReviewPage.Round)] = found.Round,
                [nameof(ReviewPage.Review)] = found.Review,
                [nameof(ReviewPage.Figures)] = waits ? Figures(state) : state.Figures,
                [nameof(ReviewPage.History)] = history,
                [nameof(ReviewPage.Texts)] = texts,
                [nameof(ReviewPage.Rules)] = Rules,
                [nameof(ReviewPage.Refusal)] = refusal,
                [nameof(ReviewPage.Sent)] = sent,
                [nameof(ReviewPage.Done)] = done,
            }
        )
        {
            StatusCode = status,
        };
    }
}
