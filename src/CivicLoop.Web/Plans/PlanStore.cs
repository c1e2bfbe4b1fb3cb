using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Plans;
using CivicLoop.Core.Standards;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.Plans;

/// <summary>The only door through which plans change.</summary>
public static class PlanStore
{
    public const int LongestName = 120;
    public const int LongestWords = 6000;

    public static Task<Outcome<Done<PlanState>>> Draft(City city, CaseRules rules, ActForm form, PlanWritten input) =>
        StreamDoor.Open(city, (transaction, at) => Draft(transaction, rules, form, input, at));

    /// <summary>The same inside a transaction that the caller holds; a refusal has written nothing.</summary>
    public static Outcome<Done<PlanState>> Draft(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        PlanWritten input,
        DateTime at
    )
    {
        var drafts = new Drafts();
        return Apply(
            transaction,
            rules,
            form,
            null,
            "draft",
            [Said(input)],
            drafts,
            at,
            _ =>
                Wanting(input) is { } wanting
                    ? wanting
                    : new DraftPlan(
                        PlanStream.Kind.NextNumber(transaction),
                        Head(input, null, [], drafts),
                        Parent(transaction, input.Parent)
                    )
        );
    }

    public static Task<Outcome<Done<PlanState>>> Change(
        City city,
        CaseRules rules,
        ActForm form,
        Guid stream,
        PlanWritten input
    ) =>
        StreamDoor.Open(
            city,
            (transaction, at) =>
            {
                var drafts = new Drafts();
                return Apply(
                    transaction,
                    rules,
                    form,
                    stream,
                    "change",
                    [Said(input)],
                    drafts,
                    at,
                    state =>
                        Wanting(input) is { } wanting
                            ? wanting
                            : new ChangePlan(
                                Head(input, state?.Head, TextStore.Of(transaction, stream), drafts),
                                Parent(transaction, input.Parent)
                            )
                );
            }
        );

    /// <summary>The plan and every task of it, or nothing.</summary>
    public static Task<Outcome<Done<PlanState>>> Publish(
        City city,
        CaseRules rules,
        ActForm form,
        Guid stream,
        IReadOnlyCollection<Edition> editions,
        IReadOnlyCollection<TaskPlace> places
    ) => StreamDoor.Open(city, (transaction, at) => Publish(transaction, rules, form, stream, editions, places, at));

    /// <summary>The same inside a transaction that the caller holds.</summary>
    /// <exception cref="UndoneException">A task was refused after others were written: the transaction must not commit.</exception>
    public static Outcome<Done<PlanState>> Publish(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid stream,
        IReadOnlyCollection<Edition> editions,
        IReadOnlyCollection<TaskPlace> places,
        DateTime at
    )
    {
        var tasks = TaskStore.Of(transaction, stream);
        var published = Apply(
            transaction,
            rules,
            form,
            stream,
            "publish",
            [],
            new Drafts(),
            at,
            state => new PublishPlan(
                Parent(transaction, state?.Head.Parent),
                state is null
                    ? []
                    : PlanGaps.Of(
                        state,
                        [.. tasks.Select(task => task.State)],
                        editions,
                        places,
                        rules.Organisation,
                        new Dictionary<long, string>()
                    )
            )
        );
        if (published.Value is { Repeated: false } done)
            foreach (var task in tasks.Where(task => task.State.Phase == TaskPhase.Draft))
                TaskStore.Begin(transaction, rules, form, task.Stream, done.State, at);
        return published;
    }

    public static Task<Outcome<Done<PlanState>>> Close(City city, CaseRules rules, ActForm form, Guid stream) =>
        StreamDoor.Open(
            city,
            (transaction, at) =>
                Apply(
                    transaction,
                    rules,
                    form,
                    stream,
                    "close",
                    [],
                    new Drafts(),
                    at,
                    state => new ClosePlan(
                        (int)(
                            transaction.Number(
                                "select count(*) from plan_tasks where plan = $1 and phase in ('Running', 'Checked')",
                                stream
                            )
                            + transaction.Number(
                                "select count(*) from plans where parent = $1 and status <> 'Closed'",
                                state?.Number ?? 0
                            )
                        )
                    )
                )
        );

    private static Outcome<Done<PlanState>> Apply(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid? stream,
        string act,
        IEnumerable<object?> fields,
        Drafts drafts,
        DateTime recordedAt,
        Func<PlanState?, Outcome<PlanCommand>> command
    ) =>
        StreamDoor.ApplyOne<PlanState, PlanEvent>(
            transaction,
            PlanStream.Kind,
            stream,
            form,
            form.Fingerprint(stream, $"plan.{act}", fields),
            drafts,
            recordedAt,
            (state, made) => command(state).Then(wanted => PlanDecide.Decide(state, wanted, made, rules))
        );

    private static PlanHead Head(PlanWritten input, PlanHead? now, Dictionary<Guid, string> words, Drafts drafts) =>
        new(
            input.Kind,
            TaskStore.Kept(now?.Name, input.Name, words, drafts),
            TaskStore.Kept(now?.Words, input.Words, words, drafts),
            input.From,
            input.To,
            input.Parent,
            input.Kind == PlanKind.Implementation ? input.Editions : [],
            input.Kind == PlanKind.Implementation ? input.Units : []
        );

    private static PlanState? Parent(CityTransaction transaction, long? number) =>
        number is { } known
            ? transaction.One(
                "select state from plans where number = $1",
                row => PlanStream.Kind.ReadState(row.GetString(0)),
                known
            )
            : null;

    private static Refusal? Wanting(PlanWritten input) =>
        input.Name.Length == 0 ? new Refusal("plan.name-missing")
        : input.Name.Length > LongestName ? new Refusal("text.too-long", $"{LongestName}")
        : input.Words.Length > LongestWords ? new Refusal("text.too-long", $"{LongestWords}")
        : null;

    private static string Said(PlanWritten input) =>
        string.Join(
            '\u001e',
            input.Kind,
            input.Name,
            input.Words,
            input.From,
            input.To,
            input.Parent,
            string.Join(',', input.Editions),
            string.Join(',', input.Units)
        );
}
