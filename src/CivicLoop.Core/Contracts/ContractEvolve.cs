using CivicLoop.Core.Events;

namespace CivicLoop.Core.Contracts;

/// <summary>
/// Folds events into a contract, by number, always. It never throws on a legal kind, whatever the order, and throws
/// on a kind it does not know.
/// </summary>
public static class ContractEvolve
{
    public static ContractState Evolve(ContractState? before, ContractEvent happened, Made made)
    {
        var state = before is null ? Start(happened, made) : Continue(before, happened, made);
        return state with { Version = (before?.Version ?? 0) + 1, Next = happened.Next };
    }

    private static ContractState Start(ContractEvent happened, Made made) =>
        happened is ContractMade contract
            ? new ContractState(
                Version: 0,
                contract.Number,
                contract.ContractKind,
                contract.Level,
                contract.Lead,
                contract.Party,
                contract.Object,
                contract.From,
                contract.To,
                ContractStatus.Made,
                Letters: [],
                made.HappenedAt,
                Declines: 0,
                EndedOn: null,
                Next: null
            )
            : throw new InvalidOperationException($"a contract cannot begin with {happened.GetType().Name}");

    private static ContractState Continue(ContractState state, ContractEvent happened, Made made) =>
        happened switch
        {
            ContractMade => state,
            LetterIssued issued => state with
            {
                Status = ContractStatus.Issued,
                Letters =
                [
                    .. state.Letters,
                    new Letter(issued.Letter, issued.Text, state.Party, state.From, state.To, made.HappenedAt, Answer: null),
                ],
            },
            LetterAccepted => Answered(state, made, accepted: true) with { Status = ContractStatus.InForce },
            LetterDeclined => Answered(state, made, accepted: false) with
            {
                Status = ContractStatus.Declined,
                Declines = state.Declines + 1,
            },
            HandedOver over => state with { Party = over.To },
            ContractRenewed renewed => state with { To = renewed.To },
            ContractEnded ended => state with { Status = ContractStatus.Ended, EndedOn = ended.On },
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "no such event"),
        };

    private static ContractState Answered(ContractState state, Made made, bool accepted) =>
        state.Letters.Count == 0
            ? state
            : state with
            {
                Letters =
                [
                    .. state.Letters.SkipLast(1),
                    state.Letters[^1] with
                    {
                        Answer = new Answer(accepted, made.Person, made.Post, made.HappenedAt, made.Reason),
                    },
                ],
            };
}
