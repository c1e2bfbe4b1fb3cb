using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.SelfChecks;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.SelfChecks;

/// <summary>What was asked and how it was answered; the answers themselves. Whoever sees none of it is told that there is none.</summary>
public sealed class SelfCheckPages(SiteContext site, RulesNow rulesNow, Sentences t, PhotoTokens tokens)
{
    /// <summary>As many as somebody may still look through.</summary>
    public const int MostOwed = 200;

    private const int MostFanOuts = 200;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public IResult Mine(string? done) => MinePage(done, null, null, StatusCodes.Status200OK);

    public IResult One(long number, string? done) =>
        Seen(number) is { } seen ? OnePage(seen, done, null, null, StatusCodes.Status200OK) : Results.NotFound();

    public async Task<IResult> Clean(HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        // One button answers what was ticked, the other all that was listed.
        var chosen = sent.ContainsKey("all") ? sent["listed"] : sent["check"];
        return await All(sent, chosen, new AnswerClean(), "clean");
    }

    public async Task<IResult> Withdraw(HttpRequest request)
    {
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return await All(sent, sent["check"], new WithdrawSelfCheck(), "withdrawn");
    }

    public IResult AskFound(long number) =>
        Answerable(number) is { } row ? FoundPage(row, SelfCheckForm.Fresh(row), [], 200) : Results.NotFound();

    public async Task<IResult> Found(long number, HttpRequest request)
    {
        if (Answerable(number) is not { } row)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var form = await SelfCheckForm.Read(sent, city, Reader.Person, tokens);
        if (form.Id == Guid.Empty)
            return Results.BadRequest();
        Refusal[] wanting = [.. form.Unfit.Select(one => one.Refusal), .. form.Wanting];
        if (wanting.Length > 0)
            return FoundPage(row, form, wanting, StatusCodes.Status422UnprocessableEntity);
        try
        {
            var act = new ActForm(form.Id, Reader, "desk", form.Reason, HappenedAt: null, Expected: null);
            var outcome = await SelfCheckStore.Found(city, Rules, act, row.Stream, form.Category, form.What, form.Photos);
            return outcome.Refusal is { } refusal
                ? FoundPage(row, form with { Id = Guid.CreateVersion7() }, [refusal], refusal.Status())
                : new SeeOther($"{site.At("self-checks")}?done=found-{outcome.Value!.FoundNumber}");
        }
        catch (StorageTrouble trouble)
        {
            return FoundPage(row, form, [trouble.Refusal], StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<IResult> All(IFormCollection sent, IEnumerable<string?> chosen, SelfCheckCommand command, string done)
    {
        if (!Guid.TryParse(sent["act"], out var id))
            return Results.BadRequest();
        Guid[] streams = [.. chosen.Select(one => Guid.TryParse(one, out var stream) ? stream : Guid.Empty).Distinct()];
        var form = new ActForm(id, Reader, "desk", ReasonField.Stated(sent), HappenedAt: null, Expected: null);
        Refusal? refusal;
        try
        {
            var outcome = await SelfCheckStore.All(city, Rules, form, streams, command);
            if (outcome.Value is { } answered)
                return new SeeOther($"{Back(sent)}?done={done}-{answered.Count}");
            refusal = outcome.Refusal!;
        }
        catch (StorageTrouble trouble)
        {
            refusal = trouble.Refusal;
        }
        return long.TryParse(sent["from"], out var number) && Seen(number) is { } seen
            ? OnePage(seen, null, refusal, sent, refusal.Status())
            : MinePage(null, refusal, sent, refusal.Status());
    }

    private string Back(IFormCollection sent) =>
        sent["from"].ToString() is var from && from == "desk" ? site.At("desk")
        : long.TryParse(from, out var number) ? site.At("self-checks", $"{number}")
        : site.At("self-checks");

    private SelfCheckRow? Answerable(long number) =>
        city.Database.Read(connection => SelfCheckReads.FindOne(connection, number)) is { } row
        && May.Do(Reader, SelfCheckAct.AnswerFound, row.State.Unit, row.State.At.District)
            ? row
            : null;

    private (FanOutRow FanOut, IReadOnlyList<SelfCheckRow> Rows)? Seen(long number)
    {
        var (fanOut, rows) = city.Database.Read(connection =>
            SelfCheckReads.Find(connection, number) is { } found ? (found, SelfCheckReads.Of(connection, found)) : (null, [])
        );
        var seen = rows.Where(row => May.See(Reader, row.State.Unit, row.State.At.District)).ToList();
        return fanOut is null || seen.Count == 0 ? null : (fanOut, seen);
    }

    private RazorComponentResult<FanOutResultPage> OnePage(
        (FanOutRow FanOut, IReadOnlyList<SelfCheckRow> Rows) seen,
        string? done,
        Refusal? refusal,
        IFormCollection? sent,
        int status
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(FanOutResultPage.FanOut)] = seen.FanOut,
                [nameof(FanOutResultPage.Rows)] = seen.Rows,
                [nameof(FanOutResultPage.Rules)] = Rules,
                [nameof(FanOutResultPage.Done)] = SelfCheckSaid.Of(t, done),
                [nameof(FanOutResultPage.Refusal)] = refusal,
                [nameof(FanOutResultPage.Sent)] = sent,
            }
        )
        {
            StatusCode = status,
        };

    private RazorComponentResult<SelfChecksPage> MinePage(string? done, Refusal? refusal, IFormCollection? sent, int status)
    {
        var (owed, fanOuts, counts) = city.Database.Read(connection =>
            (
                May.Act(Reader.Role, SelfCheckAct.AnswerClean) == Scope.None
                    ? []
                    : SelfCheckReads.OwedBy(connection, Reader.Unit, MostOwed),
                SelfCheckReads.FanOuts(connection, MostFanOuts),
                SelfCheckReads.Counts(connection, Reader, site.Now)
            )
        );
        return new(
            new Dictionary<string, object?>
            {
                [nameof(SelfChecksPage.Owed)] = owed,
                [nameof(SelfChecksPage.FanOuts)] = fanOuts.Where(one => counts.ContainsKey(one.Id)).ToList(),
                [nameof(SelfChecksPage.Counts)] = counts,
                [nameof(SelfChecksPage.Rules)] = Rules,
                [nameof(SelfChecksPage.Done)] = SelfCheckSaid.Of(t, done),
                [nameof(SelfChecksPage.Refusal)] = refusal,
                [nameof(SelfChecksPage.Sent)] = sent,
            }
        )
        {
            StatusCode = status,
        };
    }

    private RazorComponentResult<FoundPage> FoundPage(
        SelfCheckRow row,
        SelfCheckForm form,
        IReadOnlyList<Refusal> refusals,
        int status
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(SelfChecks.FoundPage.Row)] = row,
                [nameof(SelfChecks.FoundPage.Form)] = form,
                [nameof(SelfChecks.FoundPage.Rules)] = Rules,
                [nameof(SelfChecks.FoundPage.Refusals)] = refusals,
            }
        )
        {
            StatusCode = status,
        };
}
