using CivicLoop.Core.Cases;
using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.SignOffs;
using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.SignOffs;

/// <summary>The door through which what is red comes to be signed, is signed and answered.</summary>
public static class SignOffStore
{
    private const string Asked = "select count(*) from sign_offs where about = $1 and duty = $2";

    /// <summary>Asks for a sign-off. Asked twice, by whichever server, it is asked once.</summary>
    /// <returns>False where it was asked before, or is not to be asked.</returns>
    public static async Task<bool> Ask(City city, CaseRules rules, RedDuty red)
    {
        var outcome = await StreamDoor.Open(
            city,
            (transaction, recordedAt) =>
                transaction.Number(Asked, red.Subject, red.Number) > 0
                    ? new Refusal("sign-off.exists")
                    : Apply(
                        transaction,
                        rules,
                        null,
                        ByTheSystem(red.Kind),
                        "ask",
                        [red.Subject, red.Number],
                        recordedAt,
                        new AskToSign(
                            SignOffStream.Kind.NextNumber(transaction),
                            red.Subject,
                            red.Of,
                            red.Number,
                            red.Kind,
                            red.Post,
                            red.Due
                        )
                    )
        );
        return outcome.Refusal is null ? true
            // Another server was first, before or in this very moment.
            : outcome.Refusal.Code is "sign-off.exists" or "sign-off.not-due" or "act.changed" ? false
            : throw new InvalidOperationException(outcome.Refusal.ToString());
    }

    /// <summary>What was red was done before anybody signed.</summary>
    public static Task<Outcome<Done<SignOffState>>> Lapse(City city, CaseRules rules, Guid stream) =>
        Act(city, rules, stream, ByTheSystem("done"), "lapse", [], new Lapse());

    /// <summary>批示: the reason of the form is the instruction.</summary>
    public static Task<Outcome<Done<SignOffState>>> Sign(
        City city,
        CaseRules rules,
        Guid stream,
        ActForm form,
        DateOnly? promise,
        string? asked
    ) => Act(city, rules, stream, form, "sign", [promise, asked], new Sign(promise, asked));

    /// <summary>The reason of the form is the answer.</summary>
    public static Task<Outcome<Done<SignOffState>>> Answer(City city, CaseRules rules, Guid stream, ActForm form) =>
        Act(city, rules, stream, form, "answer", [], new AnswerSignOff());

    private static ActForm ByTheSystem(string reason) =>
        new(Guid.CreateVersion7(), Actor.System, "system", reason, HappenedAt: null, Expected: null);

    private static Task<Outcome<Done<SignOffState>>> Act(
        City city,
        CaseRules rules,
        Guid stream,
        ActForm form,
        string act,
        IEnumerable<object?> fields,
        SignOffCommand command
    ) =>
        StreamDoor.Open(
            city,
            (transaction, recordedAt) => Apply(transaction, rules, stream, form, act, fields, recordedAt, command)
        );

    private static Outcome<Done<SignOffState>> Apply(
        CityTransaction transaction,
        CaseRules rules,
        Guid? stream,
        ActForm form,
        string act,
        IEnumerable<object?> fields,
        DateTime recordedAt,
        SignOffCommand command
    ) =>
        StreamDoor.ApplyOne<SignOffState, SignOffEvent>(
            transaction,
            SignOffStream.Kind,
            stream,
            form,
            form.Fingerprint(stream, $"sign-off.{act}", fields),
            new Drafts(),
            recordedAt,
            (state, made) => SignOffDecide.Decide(state, command, made, rules)
        );
}
