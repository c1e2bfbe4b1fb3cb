using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.SignOffs;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.SignOffs;

/// <summary>What the first leader has to sign: many at once, each with a sentence; and what became of it.</summary>
public sealed class SignOffPages(SiteContext site, RulesNow rulesNow, DutySubjects subjects)
{
    private const int Shown = 30;

    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Me => site.Who.Actor;

    // Whoever sees the whole city sees all of them; a unit those on what it owes and those it was asked about.
    private string? Only => May.Reach(Me.Role, Right.ReadSignOffs) == Scope.City ? null : Me.Unit;

    public IResult List(string? done) => Page(SignOffForm.New, [], StatusCodes.Status200OK, done);

    public async Task<IResult> Sign(HttpRequest request)
    {
        var form = SignOffForm.Read(await request.ReadFormAsync(request.HttpContext.RequestAborted));
        var picked = form.Rows.Where(pair => pair.Value.Picked).OrderBy(pair => pair.Key).ToList();
        var day = form.Day();
        if (day.Refusal is { } wrong)
            return Page(form, [wrong], wrong.Status());
        if (picked.Count == 0)
            return Page(form, [new Refusal("sign-off.none-picked")], StatusCodes.Status422UnprocessableEntity);
        var refused = new List<Refusal>();
        var signed = 0;
        foreach (var (number, row) in picked)
        {
            var outcome = await Sign(number, row, form, day.Value!.Day);
            if (outcome is null)
                signed++;
            else
                refused.Add(outcome.Code == "reason.missing" ? new Refusal("sign-off.words-missing", $"{number}") : outcome);
        }
        return refused.Count == 0
            ? new SeeOther($"{site.At("sign-offs")}?done={signed}")
            : Page(form, [.. refused.Distinct()], refused[0].Status(), signed > 0 ? $"{signed}" : null);
    }

    public IResult One(long number, string? done) =>
        Find(number) is { } found ? One(found, "", [], StatusCodes.Status200OK, done) : Results.NotFound();

    public async Task<IResult> Answer(long number, HttpRequest request)
    {
        if (Find(number) is not { } found)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id))
            return Results.BadRequest();
        var words = sent["words"].ToString().ReplaceLineEndings("\n").Trim();
        var act = new ActForm(id, Me, "desk", words, HappenedAt: null, Expected: null);
        try
        {
            var outcome = await SignOffStore.Answer(city, Rules, found.Stream, act);
            return outcome.Refusal is { } no
                ? One(
                    Find(number)!,
                    words,
                    [no.Code == "reason.missing" ? new Refusal("sign-off.answer-missing") : no],
                    no.Status()
                )
                : new SeeOther($"{site.At("sign-offs", $"{number}")}?done=answer");
        }
        catch (StorageTrouble trouble)
        {
            return One(found, words, [trouble.Refusal], StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<Refusal?> Sign(long number, SignOffRow row, SignOffForm form, DateOnly? day)
    {
        if (Find(number) is not { } found)
            return new Refusal("sign-off.unknown");
        var words = row.Words.Length > 0 ? row.Words : form.Words;
        var act = new ActForm(row.Act, Me, "desk", words, HappenedAt: null, Expected: null);
        var asked = form.Asked.Length > 0 ? form.Asked : null;
        try
        {
            return (await SignOffStore.Sign(city, Rules, found.Stream, act, day, asked)).Refusal;
        }
        catch (StorageTrouble trouble)
        {
            return trouble.Refusal;
        }
    }

    private SignOffSeen? Find(long number) =>
        city.Database.Read(connection => SignOffReads.Find(connection, number)) is { } found && Sees(found.State) ? found : null;

    private bool Sees(SignOffState state) =>
        Only is not { } unit || state.Unit == unit || state.Asked == unit || state.Owing == Me.Post || state.Signer == Me.Post;

    private RazorComponentResult<SignOffsPage> Page(
        SignOffForm form,
        IReadOnlyList<Refusal> refusals,
        int status,
        string? done = null
    )
    {
        var (mine, others, signed, count) = city.Database.Read(connection =>
        {
            var waiting = SignOffReads.Page(connection, SignOffStatus.Waiting, null, Only, SignOffForm.Most);
            var own = SignOffReads.Page(connection, SignOffStatus.Waiting, Me.Post, null, SignOffForm.Most);
            return (
                own,
                waiting.Where(one => one.State.Signer != Me.Post).ToList(),
                SignOffReads.Signed(connection, Only, Shown),
                SignOffReads.Count(connection, SignOffStatus.Waiting, Me.Post)
            );
        });
        return new(
            new Dictionary<string, object?>
            {
                [nameof(SignOffsPage.Mine)] = mine,
                [nameof(SignOffsPage.Count)] = count,
                [nameof(SignOffsPage.Others)] = others,
                [nameof(SignOffsPage.Signed)] = signed,
                [nameof(SignOffsPage.About)] = About([.. mine, .. others, .. signed]),
                [nameof(SignOffsPage.Form)] = form,
                [nameof(SignOffsPage.Rules)] = Rules,
                [nameof(SignOffsPage.Refusals)] = refusals,
                [nameof(SignOffsPage.Done)] = done,
            }
        )
        {
            StatusCode = status,
        };
    }

    private RazorComponentResult<SignOffPage> One(
        SignOffSeen found,
        string words,
        IReadOnlyList<Refusal> refusals,
        int status,
        string? done = null
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(SignOffPage.Seen)] = found,
                [nameof(SignOffPage.About)] = About([found]),
                [nameof(SignOffPage.Rules)] = Rules,
                [nameof(SignOffPage.Words)] = words,
                [nameof(SignOffPage.Refusals)] = refusals,
                [nameof(SignOffPage.Done)] = done,
            }
        )
        {
            StatusCode = status,
        };

    private Dictionary<long, PostDuty> About(IReadOnlyList<SignOffSeen> seen)
    {
        var about = city.Database.Read(connection => subjects.About(connection, [.. seen.Select(one => one.Red)]));
        return seen.Zip(about)
            .Where(pair => pair.Second is not null)
            .ToDictionary(pair => pair.First.State.Number, pair => pair.Second!);
    }
}
