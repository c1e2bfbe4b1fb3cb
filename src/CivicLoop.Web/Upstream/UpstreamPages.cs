using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Upstream;

/// <summary>Letters and interviews from above, what they found, how far it is, and the answer.</summary>
public sealed class UpstreamPages(SiteContext site, RulesNow rulesNow, FindingTable table)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private bool MayEnter => May.Reach(site.Who.Actor.Role, Right.EnterUpstream) != Scope.None;

    public RazorComponentResult<UpstreamsPage> List() =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(UpstreamsPage.Rows)] = city.Database.Read(UpstreamReads.All),
                [nameof(UpstreamsPage.MayEnter)] = MayEnter,
            }
        );

    public RazorComponentResult<UpstreamEntryPage> New() => Entry(UpstreamForm.New(), [], StatusCodes.Status200OK);

    public async Task<IResult> Enter(HttpRequest request)
    {
        if (UpstreamForm.Read(await request.ReadFormAsync(request.HttpContext.RequestAborted)) is not { } form)
            return Results.BadRequest();
        var read = form.Read();
        if (read.Refusal is { } wrong)
            return Entry(form, [wrong], wrong.Status());
        try
        {
            var outcome = await UpstreamStore.Enter(city, Rules, Act(form.Act, form.Reason), read.Value!);
            return outcome.Refusal is { } refusal
                ? Entry(form, [refusal], refusal.Status())
                : new SeeOther($"{site.At("upstream", $"{outcome.Value!.State.Number}")}?done=entered");
        }
        catch (StorageTrouble trouble)
        {
            return Entry(form, [trouble.Refusal], StatusCodes.Status503ServiceUnavailable);
        }
    }

    public IResult One(long number, string? done) =>
        Find(number) is { } found ? Page(found, StatusCodes.Status200OK, done: done) : Results.NotFound();

    /// <summary>Findings that were typed, or those of a file that was looked at: they become cases.</summary>
    public async Task<IResult> Add(long number, HttpRequest request)
    {
        if (Find(number) is not { } found)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var act))
            return Results.BadRequest();
        var carried = FindingTable.Carried(sent["carried"]);
        var rows = carried ?? FindingTable.Read(sent, found.State.Cases.Count);
        var plan = table.Weigh(found.State.Letter, rows);
        var typed = carried is null ? rows : null;
        if (plan.Mistakes.Count > 0)
            return Page(found, StatusCodes.Status422UnprocessableEntity, plan: plan, typed: typed);
        if (plan.Found.Count == 0)
            return Page(
                found,
                StatusCodes.Status422UnprocessableEntity,
                refusal: new Refusal("upstream.nothing-found"),
                typed: typed
            );
        try
        {
            var outcome = await UpstreamStore.Add(city, Rules, found.Stream, Act(act, ReasonField.Stated(sent)), plan.Found);
            return outcome.Refusal is { } refusal
                ? Page(found, refusal.Status(), refusal: refusal, plan: carried is null ? null : plan, typed: typed)
                : new SeeOther($"{site.At("upstream", $"{number}")}?done=added-{outcome.Value!.Added}-{outcome.Value.Known}");
        }
        catch (StorageTrouble trouble)
        {
            return Page(found, StatusCodes.Status503ServiceUnavailable, refusal: trouble.Refusal, plan: plan, typed: typed);
        }
    }

    /// <summary>A file is looked at; nothing is written.</summary>
    public async Task<IResult> Look(long number, HttpRequest request)
    {
        if (Find(number) is not { } found)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (sent.Files.GetFile("table") is not { Length: > 0 } file)
            return Page(found, StatusCodes.Status422UnprocessableEntity, refusal: new Refusal("list.file-missing"));
        await using var content = file.OpenReadStream();
        var read = table.Read(content);
        if (read.Refusal is { } refusal)
            return Page(found, refusal.Status(), refusal: refusal);
        var plan = table.Weigh(found.State.Letter, read.Value!);
        return Page(
            found,
            plan.Mistakes.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
            plan: plan
        );
    }

    public async Task<IResult> Reply(long number, HttpRequest request)
    {
        if (Find(number) is not { } found)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var act))
            return Results.BadRequest();
        var reply = new ReplyForm(
            sent["letter"].ToString().Trim(),
            sent["day"].ToString().Trim(),
            sent["words"].ToString().Trim()
        );
        if (UpstreamForm.ParseDay(reply.Day) is not { } day)
            return Page(
                found,
                StatusCodes.Status422UnprocessableEntity,
                refusal: new Refusal("upstream.reply-day"),
                reply: reply
            );
        if (reply.Words.Length == 0)
            return Page(
                found,
                StatusCodes.Status422UnprocessableEntity,
                refusal: new Refusal("upstream.reply-missing"),
                reply: reply
            );
        try
        {
            var outcome = await UpstreamStore.Reply(city, Rules, found.Stream, Act(act, reply.Words), reply.Letter, day);
            return outcome.Refusal is { } refusal
                ? Page(Find(number)!, refusal.Status(), refusal: refusal, reply: reply)
                : new SeeOther($"{site.At("upstream", $"{number}")}?done=replied");
        }
        catch (StorageTrouble trouble)
        {
            return Page(found, StatusCodes.Status503ServiceUnavailable, refusal: trouble.Refusal, reply: reply);
        }
    }

    private ActForm Act(Guid id, string reason) => new(id, site.Who.Actor, "desk", reason, HappenedAt: null, Expected: null);

    private UpstreamSeen? Find(long number) => city.Database.Read(connection => UpstreamReads.Find(connection, number));

    private RazorComponentResult<UpstreamEntryPage> Entry(UpstreamForm form, IReadOnlyList<Refusal> refusals, int status) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(UpstreamEntryPage.Form)] = form,
                [nameof(UpstreamEntryPage.Refusals)] = refusals,
                [nameof(UpstreamEntryPage.Rules)] = Rules,
            }
        )
        {
            StatusCode = status,
        };

    private RazorComponentResult<UpstreamPage> Page(
        UpstreamSeen found,
        int status,
        Refusal? refusal = null,
        FindingPlan? plan = null,
        IReadOnlyList<Core.Upstream.FindingRow>? typed = null,
        ReplyForm? reply = null,
        string? done = null
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(UpstreamPage.Seen)] = found,
                [nameof(UpstreamPage.Cases)] = city.Database.Read(connection =>
                    UpstreamReads.Cases(connection, found.State.Cases)
                ),
                [nameof(UpstreamPage.Rules)] = Rules,
                [nameof(UpstreamPage.Refusals)] = refusal is null ? Array.Empty<Refusal>() : [refusal],
                [nameof(UpstreamPage.Plan)] = plan,
                [nameof(UpstreamPage.Typed)] = typed,
                [nameof(UpstreamPage.Reply)] = reply ?? new ReplyForm("", "", ""),
                [nameof(UpstreamPage.Done)] = done,
                [nameof(UpstreamPage.MayEnter)] = MayEnter && found.State.Answer is null,
            }
        )
        {
            StatusCode = status,
        };
}

/// <summary>An answer as it was typed.</summary>
public sealed record ReplyForm(string Letter, string Day, string Words);
