using System.Globalization;
using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Plans;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Plans;

/// <summary>What a task may name: standards of its plan's editions, and what its parts are called where nobody said.</summary>
/// <param name="Standards">Those of the editions that the plan decomposes.</param>
public sealed record TaskWorld(IReadOnlySet<StandardRef> Standards);

/// <summary>The only door through which tasks change.</summary>
public static class TaskStore
{
    public const int LongestMilestone = 200;

    internal sealed record Stored(Guid Stream, TaskState State);

    /// <summary>How many tasks were made, changed and dropped.</summary>
    public sealed record Decomposed(int Changed, bool Repeated);

    /// <summary>All of these wishes in one transaction, or none; each task keeps a history of its own.</summary>
    public static Task<Outcome<Decomposed>> Decompose(
        City city,
        CaseRules rules,
        ActForm form,
        Guid plan,
        IReadOnlyList<Wish> wishes,
        TaskWorld world
    ) => StreamDoor.Open(city, (transaction, at) => Decompose(transaction, rules, form, plan, wishes, world, at));

    /// <summary>The same inside a transaction that the caller holds.</summary>
    /// <exception cref="UndoneException">A wish was refused after others were written: the transaction must not commit.</exception>
    public static Outcome<Decomposed> Decompose(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid plan,
        IReadOnlyList<Wish> wishes,
        TaskWorld world,
        DateTime at
    )
    {
        var fingerprint = form.Fingerprint(
            plan,
            "task.decompose",
            wishes.Select(wish => $"{wish.Task} {wish.Seen} {wish.Input?.Said}")
        );
        var (first, reused) = ActStore.Find(transaction, form.Id, fingerprint);
        if (reused is not null)
            return reused;
        if (first is not null)
            return new Decomposed(first.Version, Repeated: true);
        if (PlanStream.Kind.Load(transaction, plan).State is not { } of)
            return new Refusal("plan.unknown");
        var tasks = Of(transaction, plan);
        var serves = tasks
            .Where(task => task.State.Phase != TaskPhase.Dropped)
            .ToDictionary(task => task.State.Number, task => task.State.Terms.Standards);
        // What is given up is given up before somebody else takes it.
        foreach (var wish in wishes.OrderBy(wish => wish.Input is null ? 0 : 1))
        {
            var task = wish.Task is { } number ? tasks.Find(one => one.State.Number == number) : null;
            if (wish.Task is not null && task is null)
                throw new UndoneException(new Refusal("task.unknown"));
            var taken = serves.Where(pair => pair.Key != wish.Task).SelectMany(pair => pair.Value).ToHashSet();
            var done = Wished(transaction, rules, form, plan, of, task, wish, taken, world, tasks.Count, at);
            if (done.Refusal is { } refusal)
                throw new UndoneException(refusal);
            var state = done.Value!.State;
            if (state.Phase == TaskPhase.Dropped)
                serves.Remove(state.Number);
            else
                serves[state.Number] = state.Terms.Standards;
            if (task is null)
                tasks.Add(new Stored(done.Value.Stream, state));
        }
        ActStore.Remember(transaction, form.Id, fingerprint, new Accepted(plan, wishes.Count));
        return new Decomposed(wishes.Count, Repeated: false);
    }

    private static Outcome<Done<TaskState>> Wished(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid plan,
        PlanState of,
        Stored? task,
        Wish wish,
        IReadOnlyCollection<StandardRef> taken,
        TaskWorld world,
        int before,
        DateTime at
    )
    {
        var drafts = new Drafts();
        var words = task is null ? [] : TextStore.Of(transaction, task.Stream);
        return Apply(
            transaction,
            rules,
            // Its own id: the act of the form is the whole of them.
            form with
            {
                Id = Guid.CreateVersion7(),
                Expected = task is null ? null : wish.Seen,
            },
            task?.Stream,
            "wish",
            [wish.Input?.Said],
            drafts,
            of,
            at,
            state =>
            {
                if (wish.Input is not { } input)
                    return new DropTask();
                var terms = Terms(transaction, rules, input, state?.Terms, words, drafts, world);
                if (terms.Refusal is { } refusal)
                    return refusal;
                return task is null
                    ? new SetTask(
                        TaskStream.Kind.NextNumber(transaction),
                        plan,
                        string.Create(CultureInfo.InvariantCulture, $"{of.Number}-{before + 1:000}"),
                        terms.Value!,
                        taken
                    )
                    : new ChangeTask(terms.Value!, taken);
            }
        );
    }

    /// <summary>Everything that is done to a task that runs.</summary>
    public static Task<Outcome<Done<TaskState>>> Act(
        City city,
        CaseRules rules,
        ActForm form,
        Guid stream,
        TaskAct act,
        TaskReport report,
        IReadOnlyList<StagedPhoto> photos,
        DateOnly? day
    ) => StreamDoor.Open(city, (transaction, at) => Act(transaction, rules, form, stream, act, report, photos, day, at));

    /// <summary>The same inside a transaction that the caller holds; a refusal has written nothing.</summary>
    public static Outcome<Done<TaskState>> Act(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid stream,
        TaskAct act,
        TaskReport report,
        IReadOnlyList<StagedPhoto> photos,
        DateOnly? day,
        DateTime at
    )
    {
        var drafts = new Drafts();
        if (TaskStream.Kind.Load(transaction, stream).State is not { } state)
            return new Refusal("task.unknown");
        object?[] fields = [report.At, report.Percent, report.Words, day, .. report.Links, .. photos.Select(photo => photo.Blob)];
        return Apply(
            transaction,
            rules,
            form,
            stream,
            act.ToString(),
            fields,
            drafts,
            PlanStream.Kind.Load(transaction, state.Plan).State!,
            at,
            _ => Command(transaction, act, report, photos, day, drafts)
        );
    }

    private static Outcome<TaskCommand> Command(
        CityTransaction transaction,
        TaskAct act,
        TaskReport report,
        IReadOnlyList<StagedPhoto> photos,
        DateOnly? day,
        Drafts drafts
    )
    {
        if (act is TaskAct.Progress or TaskAct.Report)
        {
            if (report.Words.Length == 0)
                return new Refusal("task.words-missing");
            if (report.Words.Length > ActForm.LongestText)
                return TooLong(ActForm.LongestText);
            foreach (var link in report.Links)
                if (transaction.Number($"select count(*) from {Table(link.Kind)} where number = $1", link.Number) == 0)
                    return new Refusal("task.evidence-unknown", link.Number.ToString(CultureInfo.InvariantCulture));
        }
        return act switch
        {
            TaskAct.Progress => new TellProgress(report.Percent, drafts.Text(report.Words), drafts.Photos(photos), report.Links),
            TaskAct.Report => new ReportMilestone(report.At, drafts.Text(report.Words), drafts.Photos(photos), report.Links),
            TaskAct.Pass => new PassMilestone(report.At, drafts.Photos(photos)),
            TaskAct.Fail => new FailMilestone(report.At, drafts.Photos(photos)),
            TaskAct.Postpone => day is { } later ? new PostponeMilestone(report.At, later) : new Refusal("cell.day-missing"),
            TaskAct.Close => new CloseTask(),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "no act on a task that runs"),
        };
    }

    /// <summary>Where the numbers of a kind of evidence are.</summary>
    internal static string Table(Evidence kind) =>
        kind switch
        {
            Evidence.Tally => "tallies",
            Evidence.Item => "rectification_items",
            _ => "cases",
        };

    /// <summary>With its plan, in the same transaction.</summary>
    internal static void Begin(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid stream,
        PlanState plan,
        DateTime at
    )
    {
        var begun = Apply(
            transaction,
            rules,
            form with
            {
                Id = Guid.CreateVersion7(),
                Expected = null,
            },
            stream,
            "begin",
            [],
            new Drafts(),
            plan,
            at,
            _ => new BeginTask()
        );
        if (begun.Refusal is { } refusal)
            throw new UndoneException(refusal);
    }

    internal static List<Stored> Of(CityTransaction transaction, Guid plan) =>
        transaction.Many(
            "select stream, state from plan_tasks where plan = $1 order by number",
            row => new Stored(Guid.Parse(row.GetString(0)), TaskStream.Kind.ReadState(row.GetString(1))),
            plan
        );

    /// <summary>The text that stands where it says the same, a new one otherwise.</summary>
    internal static TextRef Kept(TextRef? now, string text, Dictionary<Guid, string> words, Drafts drafts) =>
        now is not null && words.GetValueOrDefault(now.Id) == text.Trim() ? now : drafts.Text(text);

    private static Outcome<TaskTerms> Terms(
        CityTransaction transaction,
        CaseRules rules,
        TaskInput input,
        TaskTerms? now,
        Dictionary<Guid, string> words,
        Drafts drafts,
        TaskWorld world
    )
    {
        if (input.Title.Trim().Length == 0)
            return new Refusal("task.title-missing");
        if (input.Title.Length > ActForm.LongestText)
            return TooLong(ActForm.LongestText);
        if (input.Standards.FirstOrDefault(one => !world.Standards.Contains(one)) is { } unknown)
            return new Refusal("task.standard-unknown", unknown.ToString());
        if (input.PlaceTypes.FirstOrDefault(code => rules.Playbook.Places.Types.All(type => type.Code != code)) is { } type)
            return new Refusal("task.place-unknown", type);
        foreach (var place in input.Places)
            if (transaction.Number("select count(*) from places where code = $1", place) == 0)
                return new Refusal("task.place-unknown", place);
        if (input.Milestones.Any(one => one.What.Trim().Length == 0))
            return new Refusal("task.milestone-words");
        if (input.Milestones.Any(one => one.What.Length > LongestMilestone))
            return TooLong(LongestMilestone);
        var lead = string.IsNullOrEmpty(input.Lead) ? null : input.Lead;
        // With another lead goes whoever answered for it in the one before.
        var post =
            input.Post is { Length: > 0 } named && (lead == now?.Lead || rules.Organisation.Post(named)?.Unit == lead) ? named
            : lead is null ? null
            : rules.Organisation.ClerkOf(lead)?.Code;
        var milestones = input.Milestones.OrderBy(one => one.Day).ToList();
        return new TaskTerms(
            Kept(now?.Title, input.Title, words, drafts),
            [.. input.Standards.Distinct()],
            lead,
            [.. input.With.Where(unit => unit.Length > 0 && unit != lead).Distinct()],
            lead is null ? null : post,
            [.. input.PlaceTypes.Distinct()],
            [.. input.Places.Distinct()],
            [.. input.Evidence.Distinct().Order()],
            [
                .. milestones.Select(
                    (one, at) =>
                        new Milestone(
                            one.Day,
                            Kept(at < now?.Milestones.Count ? now.Milestones[at].What : null, one.What, words, drafts)
                        )
                ),
            ],
            input.Rule
        );
    }

    private static Refusal TooLong(int most) => new("text.too-long", most.ToString(CultureInfo.InvariantCulture));

    private static Outcome<Done<TaskState>> Apply(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid? stream,
        string act,
        IEnumerable<object?> fields,
        Drafts drafts,
        PlanState plan,
        DateTime recordedAt,
        Func<TaskState?, Outcome<TaskCommand>> command
    ) =>
        StreamDoor.ApplyOne<TaskState, TaskEvent>(
            transaction,
            TaskStream.Kind,
            stream,
            form,
            form.Fingerprint(stream, $"task.{act}", fields),
            drafts,
            recordedAt,
            (state, made) => command(state).Then(wanted => TaskDecide.Decide(state, wanted, plan, made, rules))
        );
}
