using CivicLoop.Core.Events;
using CivicLoop.Core.Organisation;
using CivicLoop.Web.Data;

namespace CivicLoop.Web.Events;

/// <summary>
/// Counts open limits again as acts of the system, so that history tells both what was said before and what is said now.
/// </summary>
public static class StreamRecount
{
    /// <param name="open">The streams with a limit that runs.</param>
    /// <param name="decide">The room's decision; a refusal says that there was nothing to count again.</param>
    /// <returns>How many were told another time.</returns>
    public static int Run<TState, TEvent>(
        City city,
        StreamKind<TState, TEvent> kind,
        string open,
        string reason,
        Func<TState, Act, Outcome<TEvent>> decide
    )
        where TState : class, IStreamState
        where TEvent : class =>
        city.Database.WriteInBulk(transaction =>
        {
            var recordedAt = StreamDoor.Stamp(city, transaction);
            return transaction
                .Many(open, row => Guid.Parse(row.GetString(0)))
                .Where(stream => kind.Load(transaction, stream).State is { Next.Provisional: true })
                .ToList()
                .Count(stream =>
                {
                    var form = new ActForm(Guid.CreateVersion7(), Actor.System, "system", reason, null, null);
                    var outcome = StreamDoor.Apply(
                        transaction,
                        kind,
                        stream,
                        form,
                        form.Fingerprint(stream, "Recount"),
                        new Drafts(),
                        recordedAt,
                        (state, act) =>
                        {
                            var decided = decide(state!, act);
                            return decided.Refusal is { } refusal ? refusal : new[] { decided.Value! };
                        }
                    );
                    return outcome.Refusal is null;
                });
        });
}
