using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Mechanisms;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;
using CivicLoop.Web.Photos;

namespace CivicLoop.Web.Mechanisms;

/// <summary>Runs of ways of working as streams of the one history.</summary>
public sealed class RunStream : StreamKind<RunState, RunEvent>
{
    private RunStream()
        : base(
            "mechanism-run",
            "mechanism_runs",
            RunEventJson.Kinds,
            RunEventContext.Default.RunState,
            [
                new("mechanism", state => state.Mechanism),
                new("day", state => state.Day),
                new("unit", state => state.Unit),
                new("status", state => state.Status),
                new("due", state => state.Next?.Due),
            ]
        ) { }

    public static RunStream Kind { get; } = new();

    public override RunState Evolve(RunState? before, RunEvent happened, Made made) => RunDecide.Evolve(before, happened, made);

    public override IEnumerable<TextRef> Texts(RunEvent happened) => happened is RunTold told ? [told.Words] : [];

    public override IEnumerable<PhotoRef> Photos(RunEvent happened) => happened is RunTold told ? told.Photos : [];
}

/// <summary>A run as somebody tells it.</summary>
public sealed record RunInput(string Mechanism, DateOnly Day, string Unit, string Words);

/// <summary>The only door through which runs change.</summary>
public static class RunStore
{
    public static Task<Outcome<Done<RunState>>> Tell(
        City city,
        CaseRules rules,
        ActForm form,
        RunInput input,
        IReadOnlyList<StagedPhoto> photos
    ) =>
        StreamDoor.Open(
            city,
            (transaction, at) =>
            {
                if (input.Words.Length == 0)
                    return new Refusal("mechanism-run.words-missing");
                if (input.Words.Length > ActForm.LongestText)
                    return new Refusal("text.too-long", $"{ActForm.LongestText}");
                var drafts = new Drafts();
                object?[] fields = [input, .. photos.Select(photo => photo.Blob)];
                return Apply(
                    transaction,
                    rules,
                    form,
                    null,
                    form.Fingerprint(null, "mechanism-run.tell", fields),
                    drafts,
                    at,
                    () =>
                        new TellRun(
                            RunStream.Kind.NextNumber(transaction),
                            input.Mechanism,
                            input.Day,
                            input.Unit,
                            drafts.Text(input.Words),
                            drafts.Photos(photos)
                        )
                );
            }
        );

    public static Task<Outcome<Done<RunState>>> Judge(City city, CaseRules rules, ActForm form, Guid stream, bool confirmed) =>
        StreamDoor.Open(
            city,
            (transaction, at) =>
                Apply(
                    transaction,
                    rules,
                    form,
                    stream,
                    form.Fingerprint(stream, confirmed ? "mechanism-run.confirm" : "mechanism-run.send-back"),
                    new Drafts(),
                    at,
                    () => confirmed ? new ConfirmRun() : new SendRunBack()
                )
        );

    private static Outcome<Done<RunState>> Apply(
        CityTransaction transaction,
        CaseRules rules,
        ActForm form,
        Guid? stream,
        string fingerprint,
        Drafts drafts,
        DateTime recordedAt,
        Func<RunCommand> command
    )
    {
        var done = StreamDoor.ApplyOne<RunState, RunEvent>(
            transaction,
            RunStream.Kind,
            stream,
            form,
            fingerprint,
            drafts,
            recordedAt,
            (state, made) => RunDecide.Decide(state, command(), made, rules)
        );
        // What was owed is done, or owed again where the run was sent back.
        if (done.Value is { Repeated: false } fresh)
            MechanismDueStore.Look(transaction, rules, fresh.State.Mechanism, recordedAt);
        return done;
    }
}
