using CivicLoop.Core.Events;
using CivicLoop.Core.SignOffs;
using CivicLoop.Web.Events;

namespace CivicLoop.Web.SignOffs;

/// <summary>Sign-offs of the first leader as streams of the one history.</summary>
public sealed class SignOffStream : StreamKind<SignOffState, SignOffEvent>
{
    private SignOffStream()
        : base(
            "sign-off",
            "sign_offs",
            SignOffEventJson.Kinds,
            SignOffEventContext.Default.SignOffState,
            [
                new("about", state => state.About),
                new("duty", state => state.Duty),
                new("signer", state => state.Signer),
                new("unit", state => state.Unit),
                new("asked", state => state.Asked),
                new("status", state => state.Status),
                new("red_at", state => state.RedAt),
                new("due", state => state.Next?.Due),
            ]
        ) { }

    public static SignOffStream Kind { get; } = new();

    public override SignOffState Evolve(SignOffState? before, SignOffEvent happened, Made made) =>
        SignOffDecide.Evolve(before, happened, made);
}
