using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Plans;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;
using CivicLoop.Web.Rectification;
using CivicLoop.Web.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CivicLoop.Web.Plans;

/// <summary>One task: what is asked of whom, how far it is, and what may be done with it; and a new one by hand.</summary>
public sealed class TaskPages(SiteContext site, RulesNow rulesNow, Sentences t, OpenPlan plans, PhotoTokens tokens)
{
    private readonly City city = site.Here.City;

    private CaseRules Rules => rulesNow.Of(city);

    private Actor Reader => site.Who.Actor;

    public IResult Ask(long number, string? standard)
    {
        if (plans.View(number) is not { } view)
            return Results.NotFound();
        var begun =
            StandardRef.Parse(standard) is { } known && view.Find(known) is { } located && view.Serving(known) is null
                ? view.Fresh(known, located, t)
                : null;
        var proposal = begun is null ? null : view.Proposed(begun.Standards[0], view.Find(begun.Standards[0])!);
        return NewPage(view, proposal is null ? begun : Wishes.Proposed(begun!, proposal), null, null, 200);
    }

    public async Task<IResult> Set(long number, HttpRequest request)
    {
        if (plans.View(number) is not { } view)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id))
            return Results.BadRequest();
        var input = TaskFields.Read(sent, null);
        var refusal = input.Refusal ?? await Wish(view, id, sent, new Wish(null, 0, input.Value));
        if (refusal is not null)
            return NewPage(view, null, sent, refusal, refusal.Status());
        var made = plans.View(number)!.Tasks.MaxBy(task => task.State.Number)!;
        return new SeeOther($"{site.At("plans", $"{number}", "tasks", $"{made.State.Number}")}?done={TaskAct.Set}");
    }

    public IResult One(long number, long task, string? done) =>
        Find(number, task) is { } found
            ? Page(
                found.View,
                found.Task,
                null,
                null,
                [],
                Enum.TryParse<TaskAct>(done, out var act) && Enum.IsDefined(act) ? act : null,
                200
            )
            : Results.NotFound();

    /// <summary>Another shape of it, or none, while the plan is a draft.</summary>
    public async Task<IResult> Change(long number, long task, HttpRequest request)
    {
        if (Find(number, task) is not { } found)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Guid.TryParse(sent["act"], out var id) || !int.TryParse(sent["expected"], out var version))
            return Results.BadRequest();
        if (sent["what"] == "drop")
        {
            var kept = await Wish(found.View, id, sent, new Wish(task, version, null));
            return kept is null
                ? new SeeOther($"{site.At("plans", $"{number}", "matrix")}?done=1")
                : Page(found.View, found.Task, null, sent, [kept], null, kept.Status());
        }
        var input = TaskFields.Read(sent, null);
        // Whom a rule chose and nobody changed, it still chose.
        if (input.Value is { } read && read.Lead == found.Task.Terms.Lead)
            input = read with { Rule = found.Task.Terms.Rule };
        var refusal = input.Refusal ?? await Wish(found.View, id, sent, new Wish(task, version, input.Value));
        return refusal is null
            ? new SeeOther($"{site.At("plans", $"{number}", "tasks", $"{task}")}?done={TaskAct.Change}")
            : Page(found.View, found.Task, null, sent, [refusal], null, refusal.Status());
    }

    public async Task<IResult> Act(long number, long task, string name, HttpRequest request)
    {
        if (!Enum.TryParse<TaskAct>(name, out var act) || !TaskActForm.Acts.Contains(act) || Find(number, task) is not { } found)
            return Results.NotFound();
        var sent = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var form = await TaskActForm.Read(act, sent, city, Reader.Person, tokens);
        if (form.Id == Guid.Empty)
            return Results.BadRequest();
        List<Refusal> wanting = [.. form.Unfit.Select(one => one.Refusal)];
        if (form.Reason.Length == 0)
            wanting.Add(new Refusal("reason.missing"));
        var report = form.Report();
        if (report.Refusal is { } unread)
            wanting.Add(unread);
        else if (Hidden(report.Value!) is { } hidden)
            wanting.Add(hidden);
        if (wanting.Count == 0)
        {
            try
            {
                var sending = new ActForm(form.Id, Reader, "desk", form.Reason, null, form.Version);
                var outcome = await TaskStore.Act(
                    city,
                    Rules,
                    sending,
                    found.Task.Stream,
                    act,
                    report.Value!,
                    form.Photos,
                    form.Later
                );
                if (outcome.Value is not null)
                    return new SeeOther($"{site.At("plans", $"{number}", "tasks", $"{task}")}?done={act}");
                wanting = [outcome.Refusal!];
            }
            catch (StorageTrouble trouble)
            {
                return Page(found.View, found.Task, form, null, [trouble.Refusal], null, StatusCodes.Status503ServiceUnavailable);
            }
        }
        var now = Find(number, task)!.Value;
        var again = form with { Id = Guid.CreateVersion7(), Version = now.Task.State.Version };
        return Page(now.View, now.Task, again, null, wanting, null, wanting.Max(refusal => refusal.Status()));
    }

    // What somebody may not see is to them none, and shows nothing.
    private Refusal? Hidden(TaskReport report) =>
        city.Database.Read(connection =>
            report
                .Links.Where(link =>
                    link.Kind == Evidence.Case
                        ? CaseReads.Find(connection, link.Number) is not { } found || !CaseReads.Sees(Reader, found.State)
                        : link.Kind == Evidence.Item
                            && (ItemReads.Find(connection, link.Number) is not { } item || !ListedItem.Sees(Reader, item.State))
                )
                .Select(link => new Refusal("task.evidence-unknown", $"{link.Number}"))
                .FirstOrDefault()
        );

    private Task<Refusal?> Wish(PlanView view, Guid id, IFormCollection sent, Wish wish) =>
        plans.Do(view, id, ReasonField.Stated(sent), [wish]);

    private (PlanView View, TaskRow Task)? Find(long number, long task) =>
        plans.View(number) is { } view && view.Tasks.FirstOrDefault(one => one.State.Number == task) is { } found
            ? (view, found)
            : null;

    private static RazorComponentResult<NewTaskPage> NewPage(
        PlanView view,
        TaskInput? begun,
        IFormCollection? sent,
        Refusal? refusal,
        int status
    ) =>
        new(
            new Dictionary<string, object?>
            {
                [nameof(NewTaskPage.View)] = view,
                [nameof(NewTaskPage.Begun)] = begun,
                [nameof(NewTaskPage.Sent)] = sent,
                [nameof(NewTaskPage.Refusal)] = refusal,
            }
        )
        {
            StatusCode = status,
        };

    private RazorComponentResult<TaskPage> Page(
        PlanView view,
        TaskRow task,
        TaskActForm? form,
        IFormCollection? sent,
        IReadOnlyList<Refusal> refusals,
        TaskAct? done,
        int status
    )
    {
        var (history, texts, photos) = city.Database.Read(connection =>
            (
                PlanReads.History(connection, PlanEventJson.Tasks, task.Stream),
                ItemReads.Texts(connection, task.Stream),
                PhotoReads.Kept(connection, task.Stream)
            )
        );
        return new(
            new Dictionary<string, object?>
            {
                [nameof(TaskPage.View)] = view,
                [nameof(TaskPage.Task)] = task,
                [nameof(TaskPage.History)] = history,
                [nameof(TaskPage.Texts)] = texts,
                [nameof(TaskPage.Photos)] = photos,
                [nameof(TaskPage.Form)] = form,
                [nameof(TaskPage.Sent)] = sent,
                [nameof(TaskPage.Refusals)] = refusals,
                [nameof(TaskPage.Done)] = done,
            }
        )
        {
            StatusCode = status,
        };
    }
}
