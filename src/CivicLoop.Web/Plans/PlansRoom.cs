using System.Data.Common;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Plans;
using CivicLoop.Web.Accounts;
using CivicLoop.Web.Cases;
using CivicLoop.Web.Data;
using CivicLoop.Web.Duties;
using CivicLoop.Web.Events;
using CivicLoop.Web.Site;

namespace CivicLoop.Web.Plans;

/// <summary>The room Plans: standards decomposed into tasks that somebody has, and how far these are.</summary>
public static class PlansRoom
{
    public static void AddPlans(this IServiceCollection services)
    {
        services.AddScoped<PlanPages>();
        services.AddScoped<OpenPlan>();
        services.AddScoped<MatrixPages>();
        services.AddScoped<TaskPages>();
        services.AddScoped<MatrixTable>();
        services.AddScoped<PlanFilePages>();
        services.AddScoped<IDutySubjects, PlanDuties>();
        services.AddScoped<IDutySubjects, TaskDuties>();
    }

    public static void MapPlans(this IEndpointRouteBuilder city)
    {
        var room = city.MapGroup("/plans").May(Right.Read);
        room.MapGet("", (PlanPages pages) => pages.All());
        room.MapPost("", (HttpRequest request, PlanPages pages) => pages.Draft(request)).May(Right.MakePlans);
        var plan = room.MapGroup("/{number:long}");
        plan.MapGet("", (long number, HttpRequest request, PlanPages pages) => pages.One(number, request.Query));
        plan.MapPost(
                "/acts/{what}",
                (long number, string what, HttpRequest request, PlanPages pages) => pages.Act(number, what, request)
            )
            .May(Right.MakePlans);
        plan.MapGet("/matrix", (long number, HttpRequest request, MatrixPages pages) => pages.Matrix(number, request.Query));
        plan.MapPost("/matrix", (long number, HttpRequest request, MatrixPages pages) => pages.Cell(number, request))
            .May(Right.MakePlans);
        plan.MapPost("/wishes", (long number, HttpRequest request, MatrixPages pages) => pages.Preview(number, request))
            .May(Right.MakePlans);
        plan.MapPost("/wishes/apply", (long number, HttpRequest request, MatrixPages pages) => pages.Apply(number, request))
            .May(Right.MakePlans);
        plan.MapGet("/board", (long number, PlanFilePages pages) => pages.Board(number));
        plan.MapGet("/sheets/{unit}", (long number, string unit, PlanFilePages pages) => pages.Sheet(number, unit));
        plan.MapGet("/export.{form}", (long number, string form, PlanFilePages pages) => pages.Export(number, form))
            .Exports("plans");
        plan.MapGet("/table", (long number, PlanFilePages pages) => pages.Ask(number)).May(Right.MakePlans);
        plan.MapPost("/table", (long number, HttpRequest request, PlanFilePages pages) => pages.Look(number, request))
            .May(Right.MakePlans);
        MapTasks(plan.MapGroup("/tasks"));
    }

    private static void MapTasks(RouteGroupBuilder tasks)
    {
        tasks
            .MapGet("/new", (long number, string? standard, TaskPages pages) => pages.Ask(number, standard))
            .May(Right.MakePlans);
        tasks
            .MapPost("/new", (long number, HttpRequest request, TaskPages pages) => pages.Set(number, request))
            .May(Right.MakePlans);
        tasks.MapGet("/{task:long}", (long number, long task, string? done, TaskPages pages) => pages.One(number, task, done));
        tasks
            .MapPost(
                "/{task:long}/change",
                (long number, long task, HttpRequest request, TaskPages pages) => pages.Change(number, task, request)
            )
            .May(Right.MakePlans);
        tasks
            .MapPost(
                "/{task:long}/acts/{act}",
                (long number, long task, string act, HttpRequest request, TaskPages pages) =>
                    pages.Act(number, task, act, request)
            )
            .May(Right.ActOnTasks);
    }
}

/// <summary>On the office's desk: plans that are to come to an end.</summary>
internal sealed class PlanDuties(Sentences t) : IDutySubjects
{
    public IStreamKind Stream => PlanStream.Kind;

    public IReadOnlyList<string> Kinds { get; } = [PlanDecide.Close];

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects) =>
        PlanReads
            .PlansAmong(connection, subjects)
            .Select(plan => new DutySubject(
                Values.Id(plan.Stream),
                $"plans/{plan.State.Number}",
                plan.Name ?? t["plans.of", plan.State.Number],
                t[$"plans.kind.{plan.Head.Kind}"]
            ));
}

/// <summary>On a post's desk: the milestones that are next, what is to be checked, and what is to be closed.</summary>
internal sealed class TaskDuties(RulesNow rules, SiteContext site, Sentences t) : IDutySubjects
{
    public IStreamKind Stream => TaskStream.Kind;

    public IReadOnlyList<string> Kinds { get; } = [TaskDecide.Milestone, TaskDecide.Check, TaskDecide.Close];

    public IEnumerable<DutySubject> Of(DbConnection connection, IReadOnlyList<string> subjects)
    {
        var names = CaseNames.Of(rules.Of(site.Here.City));
        var numbers = new Dictionary<Guid, long>();
        foreach (var task in PlanReads.TasksAmong(connection, subjects))
        {
            if (!numbers.TryGetValue(task.State.Plan, out var plan))
                numbers[task.State.Plan] = plan = PlanReads.NumberOf(connection, task.State.Plan);
            var milestone = task.State.Current is { } at ? task.Milestones[at] : null;
            yield return new DutySubject(
                Values.Id(task.Stream),
                $"plans/{plan}/tasks/{task.State.Number}",
                $"{task.State.Code} {task.Title ?? t["cases.erased"]}{(milestone is null ? "" : $"：{milestone}")}",
                task.Terms.Lead is { } lead ? names.Unit(lead, t) : ""
            );
        }
    }
}
